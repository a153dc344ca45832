import type { Connection } from '../../connections/connection.js';
import type { EventOf } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { setInConfig, whereabouts } from '../server-change.js';
import { createSourceLimit } from './source-limit.js';

export const maxStartups = defineDiagnoser({
  meta: {
    code: 'max-startups',
    category: 'limits',
    severity: 'warning',
    summary: 'sshd turns connections away: MaxStartups',
    explain: `
sshd itself closed connections at once, before a word was exchanged: too many others had not logged in yet. MaxStartups has
three numbers, start:rate:full, by default 10:30:100. From 10 connections without login on, sshd drops 30 percent of the new
ones, more as their number grows, and all of them at 100. It goes on until some of the waiting ones have logged in or gone.

The client sees "Connection closed by remote host" or "kex_exchange_identification: Connection reset by peer". It may be a
colleague: sshd does not look at who comes.

## Usual causes
- Scanners and password guessers that hold connections open until LoginGraceTime.
- Many jobs that start at the same minute: configuration management, backups, monitoring.
- Logins that take long: name service, PAM, a slow directory.

## How to fix it
\`\`\`
MaxStartups 100:30:200
LoginGraceTime 30
PerSourceMaxStartups 10
\`\`\`

PerSourceMaxStartups needs 8.5. Before it, a packet filter limits new connections of one source. Jobs: let them share one
connection (ControlMaster), or start at different seconds.

## What the log cannot tell
Through 7.3 the line comes at DEBUG1 only and names no address; to 8.3 at VERBOSE; from 8.4 to 9.9 sshd writes the first one and then only
a sum now and then; from 10.0 their number is limited. PerSourceMaxStartups is reported with the same words.`,
  },
  create: (context) => {
    const sourceLimit = createSourceLimit();
    return {
      ...sourceLimit.handlers,
      'connection.dropped'(event, connection) {
        if (event.fields.reason === 'max-startups' && !sourceLimit.explains(event, connection)) report(event, connection);
      },
    };

    function report(event: EventOf<'connection.dropped'>, connection: Connection | undefined): void {
      const { record, fields } = event;
      context.report({
        host: record.host,
        key: 'max-startups',
        title: 'sshd turned connections away: too many had not logged in yet',
        proofs: [{ record }],
        connection,
        advise: ({ ips }) => {
          const where = whereabouts(record, connection);
          return {
            summary: `sshd itself refuses ${ips.length === 0 ? 'new connections' : 'these sources'}, because ${fields.startups} connections or more had not logged in yet, `
              + 'until enough of them have logged in or are gone.',
            causes: [
              'Scanners and password guessers that keep connections open.',
              'Many jobs that connect in the same second.',
              'Logins that take long (name service, PAM), so that few connections already fill the limit.',
            ],
            fixes: [
              setInConfig(where, 'allow more connections without login, and let them wait for a shorter time', ['MaxStartups 100:30:200', 'LoginGraceTime 30'],
                'Each waiting connection costs a process.'),
              { side: 'client', summary: 'jobs: share one connection, or spread their start', action: 'append', file: '~/.ssh/config',
                lines: ['Host SERVER', '    ControlMaster auto', '    ControlPath ~/.ssh/control-%C', '    ControlPersist 60'] },
            ],
            unknowns: [
              'Which limit it was: PerSourceMaxStartups (8.5 and later) is logged with the same words; sshd -T shows both.',
              'How many were dropped in all: sshd names only some of them; LogLevel VERBOSE (to 9.9) names each.',
            ],
          };
        },
      });
    }
  },
});
