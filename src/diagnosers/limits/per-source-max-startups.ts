import { defineDiagnoser } from '../diagnoser.js';
import { setInConfig, whereabouts } from '../server-change.js';
import { createSourceLimit } from './source-limit.js';

export const perSourceMaxStartups = defineDiagnoser({
  meta: {
    code: 'per-source-max-startups',
    category: 'limits',
    severity: 'warning',
    summary: 'sshd turns a source away: its own limit',
    explain: `
sshd itself closed connections of one source at once: as many of it as PerSourceMaxStartups (8.5) allows had not logged in yet.
Others get in. The line is the one of MaxStartups; that it is the limit of the source is seen from numbers that MaxStartups
cannot mean (a single waiting connection), or at DEBUG1.

## Usual causes
- Many users behind one address (NAT, a proxy, a bastion), or one job that opens many connections at once.
- A scanner. Then the limit does what it is there for.

## How to fix it
\`\`\`
PerSourceMaxStartups 20
PerSourceNetBlockSize 32:128
\`\`\`

PerSourceNetBlockSize says how much of an address is one source: 32:128 is every address by itself, 24:64 whole networks.`,
  },
  create: (context) => {
    const sourceLimit = createSourceLimit();
    return {
      ...sourceLimit.handlers,
      'connection.dropped'(event, connection) {
        const { record, fields } = event;
        if (fields.reason !== 'max-startups' || !sourceLimit.explains(event, connection)) return;
        context.report({
          host: record.host,
          key: 'per-source-max-startups',
          title: 'sshd turned a source away: too many of its connections had not logged in yet',
          proofs: [{ record }],
          connection,
          advise: ({ ips }) => ({
            summary: `sshd itself refuses ${ips.length === 1 ? ips[0] : 'these sources'}, because as many connections of the same source as PerSourceMaxStartups `
              + 'allows had not logged in yet, until one of them has logged in or is gone.',
            causes: [
              'A job, or several users behind one address (NAT, proxy), that open connections at the same time.',
              'A scanner: then the limit does what it is there for.',
            ],
            fixes: [
              setInConfig(whereabouts(record, connection), 'allow one source more connections without login', ['PerSourceMaxStartups 20']),
              { side: 'client', summary: 'share one connection', action: 'append', file: '~/.ssh/config',
                lines: ['Host SERVER', '    ControlMaster auto', '    ControlPath ~/.ssh/control-%C', '    ControlPersist 60'] },
            ],
            unknowns: ['How large the limit is: sshd -T | grep -i persource shows it; LogLevel DEBUG1 logs it at each connection.'],
          }),
        });
      },
    };
  },
});
