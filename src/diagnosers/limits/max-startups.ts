import type { Connection } from '../../connections/connection.js';
import type { LogLevel } from '../../connections/server.js';
import type { EventOf, LogRecord, Wording } from '../../events.js';
import { allBefore, type ReleaseRange } from '../../openssh/version.js';
import { defineDiagnoser } from '../diagnoser.js';
import { setInConfig, whereabouts } from '../server-change.js';
import { createSourceLimit } from './source-limit.js';
import { createThrottling } from './throttling.js';

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
a sum now and then, unless LogLevel is VERBOSE; from 10.0 their number is limited. PerSourceMaxStartups is reported with the same words;
DEBUG1 tells them apart.`,
  },
  create: (context) => {
    const sourceLimit = createSourceLimit();
    const throttling = createThrottling((record) => report(record, undefined, undefined));
    return {
      ...sourceLimit.handlers,
      ...throttling.handlers,
      'connection.dropped'(event, connection) {
        if (event.fields.reason !== 'max-startups') return;
        throttling.named(event.record.host);
        if (!sourceLimit.explains(event, connection)) report(event.record, event, connection);
      },
    };

    /** @param event the line about the connection; without one, sshd's remark that it turns connections away is all there is */
    function report(record: LogRecord, event: EventOf<'connection.dropped'> | undefined, connection: Connection | undefined): void {
      context.report({
        host: record.host,
        key: 'max-startups',
        title: 'sshd turned connections away: too many had not logged in yet',
        proofs: [{ record }],
        connection,
        advise: ({ ips }) => {
          const where = whereabouts(record, connection);
          const waiting = event === undefined ? 'too many connections' : `${event.fields.startups} connections or more`;
          return {
            summary: `sshd itself refuses ${ips.length === 0 ? 'new connections' : 'these sources'}, because ${waiting} had not logged in yet, `
              + `until enough of them have logged in or are gone.${throttling.words(record.host)}`,
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
              ...(event && sourceLimit.isExcluded(event, connection) ? []
                : ['Which limit it was: PerSourceMaxStartups (8.5 and later) is logged with the same words; LogLevel DEBUG1 tells them apart, sshd -T shows both.']),
              ...whichOthers(event?.wording, where.range, connection?.server.logLevel),
            ],
          };
        },
      });
    }
  },
});

/** Through 8.3 each dropped connection has a line where any has; then that depends on LogLevel, and from 10.0 on nothing changes it. */
function whichOthers(wording: Wording | undefined, range: ReleaseRange, logLevel: LogLevel = 'INFO'): string[] {
  if (wording?.since === '10.0') return ['Which others were dropped: sshd limits how many of these lines it writes, at any LogLevel.'];
  if (wording && wording.since === undefined || allBefore(range, '8.4') || logLevel !== 'INFO') return [];
  return ['Which others were dropped: sshd names only some of them; LogLevel VERBOSE names each.'];
}
