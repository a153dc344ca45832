import { allBefore } from '../../openssh/version.js';
import { defineDiagnoser } from '../diagnoser.js';
import { setInConfig, whereabouts } from '../server-change.js';
import { nameReason } from './name-reason.js';

export const dhGroupOutOfRange = defineDiagnoser({
  meta: {
    code: 'dh-group-out-of-range',
    category: 'negotiation',
    severity: 'error',
    summary: 'the client asks for a DH group out of range',
    explain: `
With diffie-hellman-group-exchange (RFC 4419) the client says how large a group it wants. This server accepts 2048 to 8192 bits (from 7.2 on; before,
1024 to 8192), and the client's three numbers, least, preferred, most, do not meet that. The server ends the connection.

## Usual causes
- An old client that can do 1024 bits only: JSch before 0.1.54, old Java, Cisco and other network devices.
- Numbers in the wrong order: a client with a fault.

## How to fix it
Upgrade the client, or let it use another method: curve25519-sha256, ecdh-sha2-nistp256, diffie-hellman-group14-sha256. Where its configuration
cannot be changed, leave the group exchange out on the server, so that both agree on something else:

\`\`\`
KexAlgorithms -diffie-hellman-group-exchange-*
\`\`\`

The minus sign needs 7.5. The least size is built in: no keyword lowers it.

## What the log cannot tell
From 6.8 on which sizes the client asked for.`,
  },
  create: (context) => ({
    'dh-group.rejected'({ record, fields }, connection) {
      const { min, preferred, max } = fields;
      const sizes = preferred === undefined ? undefined : `${min ?? '?'}, ${preferred}, ${max ?? '?'}`;
      nameReason(context, connection, {
        host: record.host,
        key: sizes ?? 'unknown',
        title: 'the client asked for a Diffie-Hellman group of a size that this server refuses',
        proofs: [{ record }],
        connection,
        advise: () => {
          const where = whereabouts(record, connection);
          return {
            summary: `The client asked for a group of ${sizes === undefined ? 'too few or too many bits' : `these sizes in bits (least, preferred, most): ${sizes}`}; this server refuses that.`,
            causes: ['An old client that can do 1024 bits only (old JSch or Java, network devices).'],
            fixes: [
              { side: 'client', summary: 'upgrade the client, or let it use a method with a fixed group', action: 'set', file: '~/.ssh/config',
                lines: ['Host SERVER', '    KexAlgorithms curve25519-sha256,ecdh-sha2-nistp256,diffie-hellman-group14-sha256'] },
              ...(allBefore(where.range, '7.5') ? [] : [{
                ...setInConfig(where, 'or leave the group exchange out, so that both agree on something else', ['KexAlgorithms -diffie-hellman-group-exchange-*'],
                  'The minus sign needs 7.5.'),
                strength: 'ok' as const,
              }]),
            ],
            unknowns: sizes === undefined ? ['Which sizes the client asked for: LogLevel DEBUG1 on the server, or ssh -vv on the client, shows them.'] : [],
          };
        },
      });
    },
  }),
});
