import { allBefore } from '../../openssh/version.js';
import { defineDiagnoser } from '../diagnoser.js';
import { setInConfig, whereabouts } from '../server-change.js';
import { patternName } from '../user-name.js';
import { describeTarget, plainHost } from './forward-words.js';

export const forwardingRefused = defineDiagnoser({
  meta: {
    code: 'forwarding-refused',
    category: 'session',
    severity: 'warning',
    summary: 'forwarding is not permitted',
    explain: `
A user is logged in and asked sshd to forward a port or a socket, and the configuration forbids it: AllowTcpForwarding, AllowStreamLocalForwarding
(6.7), DisableForwarding (7.4), PermitOpen, PermitListen (7.8), or an option of the key in authorized_keys: no-port-forwarding, restrict (7.2),
permitopen=, permitlisten=. The user sees "administratively prohibited: open failed".

## How to fix it
If it is meant to work, allow just what is needed:

\`\`\`
Match User fred
    AllowTcpForwarding local
    PermitOpen db.example.net:5432
\`\`\`

The option of a key can only take away what sshd_config allows, never add to it.

## What the log cannot tell
Which of them forbade it: sshd -T -C user=… shows what holds for the user, the line of his key in authorized_keys the rest. Through 6.1 only
PermitOpen is logged.`,
  },
  create: (context) => ({
    'forward.refused'(event, connection) {
      const { record, fields } = event;
      const target = plainHost(fields.host);
      const where = whereabouts(record, connection);
      const permit = fields.direction === 'local' ? 'PermitOpen' : 'PermitListen';
      context.report({
        host: record.host,
        key: `${fields.direction} ${fields.policy}`,
        title: `${fields.direction === 'local' ? 'a forwarding' : 'a remote forwarding'} was refused, as the configuration says`,
        proofs: [{ record }],
        connection,
        advise: () => ({
          summary: `A logged-in user asked for a forwarding to ${describeTarget(fields)}; sshd_config or his authorized_keys line does not permit it.`,
          causes: [
            fields.policy === 'disabled' ? 'AllowTcpForwarding no, DisableForwarding yes, or a key with no-port-forwarding or restrict.' : `${permit} does not list the target, or forwarding is off as a whole.`,
            'The user, or a program on his side, tries more than he is meant to do.',
          ],
          fixes: [
            setInConfig(where, 'if he may: allow this target alone', [
              `Match User ${patternName(connection?.user) ?? 'NAME'}`,
              `    AllowTcpForwarding ${allBefore(where.range, '6.2') ? 'yes' : fields.direction === 'local' ? 'local' : 'remote'}`,
              ...(target !== undefined && fields.targetPort !== undefined && (fields.direction === 'local' || !allBefore(where.range, '7.8'))
                ? [`    ${permit} ${target.includes(':') ? `[${target}]` : target}:${fields.targetPort}`] : []),
            ], 'A forwarding lets the user reach whatever the server reaches. AllowTcpForwarding local and remote need 6.2; before, write yes. PermitListen needs 7.8.'),
          ],
          unknowns: ['Whether sshd_config or the line in authorized_keys forbade it: sshd -T -C shows what the configuration says for a user.'],
        }),
      });
    },
  }),
});
