import type { EventFields } from '../../events.js';
import type { Fix } from '../../finding.js';
import { allBefore, allFrom, type Release } from '../../openssh/version.js';
import { defineDiagnoser } from '../diagnoser.js';
import { createNotes } from '../notes.js';
import { setInConfig, whereabouts, type Whereabouts } from '../server-change.js';
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
  create: (context) => {
    const keyed = context.perConnection<true>();
    /** Findings of which some connection may have had a key with options. */
    const byAnyKey = createNotes<true>();
    return {
      'auth.partial'({ fields }, connection) {
        if (connection && fields.method === 'publickey') keyed.set(connection, true);
      },
      'forward.refused'(event, connection) {
        const { record, fields } = event;
        const key = `${fields.direction} ${fields.policy}${fields.path === undefined ? '' : ' socket'}`;
        if (connection === undefined || keyed.has(connection) || (connection.accepted?.method ?? 'publickey') === 'publickey') byAnyKey.add(record.host, key, true);
        context.report({
          host: record.host,
          key,
          title: `${fields.direction === 'local' ? 'a forwarding' : 'a remote forwarding'} was refused, as the configuration says`,
          proofs: [{ record }],
          connection,
          advise: () => {
            const byKey = byAnyKey.has(record.host, key);
            const user = patternName(connection?.user);
            return {
              summary: `A logged-in user asked ${fields.direction === 'local' ? `for a forwarding to ${describeTarget(fields)}` : `sshd to listen ${plainHost(fields.host) === undefined ? 'for him' : `on ${describeTarget(fields)}`}`}; ${byKey ? 'sshd_config or his authorized_keys line' : 'sshd_config'} does not permit it.`,
              causes: [causeOf(fields, byKey), 'The user, or a program on his side, tries more than he is meant to do.'],
              fixes: [permit(fields, byKey, user ?? 'NAME', whereabouts(record, connection))],
              unknowns: [`Which keyword of sshd_config forbade it${byKey ? ', or whether the line in authorized_keys did' : ''}: `
                + `sshd -T -C user=${user ?? 'USER'},host=${connection?.ip ?? 'HOST'},addr=${connection?.ip ?? 'ADDRESS'} | grep -iE 'forwarding|permit' shows what the configuration says for the user.`],
            };
          },
        });
      },
    };
  },
});

type Refused = EventFields['forward.refused'];

function causeOf({ path, policy, direction }: Refused, byKey: boolean): string {
  const ofKey = (options: string) => (byKey ? `, or a key with ${options}` : '');
  const list = direction === 'local' ? 'PermitOpen' : 'PermitListen';
  if (policy === 'disabled') return `${path === undefined ? 'AllowTcpForwarding' : 'AllowStreamLocalForwarding'} no, or DisableForwarding yes${ofKey('no-port-forwarding or restrict')}.`;
  return path === undefined ? `${list} does not list the target${ofKey(`${list.toLowerCase()}=`)}, or forwarding is off as a whole.`
    : `${list} is set${ofKey(`${list.toLowerCase()}=`)}: it lists ports, and lets no socket pass.`;
}

/** What lets the user forward to this target alone, as far as sshd can tell targets apart. */
function permit({ host, targetPort, path, direction, policy }: Refused, byKey: boolean, user: string, where: Whereabouts): Fix {
  const target = plainHost(host);
  const list = direction === 'local' ? 'PermitOpen' : 'PermitListen';
  const listed = path !== undefined ? (policy === 'not-permitted' ? `    ${list} any` : undefined)
    : target !== undefined && targetPort !== undefined && (direction === 'local' || !allBefore(where.range, '7.8')) ? `    ${list} ${target.includes(':') ? `[${target}]` : target}:${targetPort}` : undefined;
  const before = (release: Release) => !allFrom(where.range, release);
  return setInConfig(where, `if he may: allow ${path !== undefined ? 'sockets to him' : listed === undefined ? 'forwarding to him' : 'this target'} alone`, [
    `Match User ${user}`,
    `    ${path === undefined ? 'AllowTcpForwarding' : 'AllowStreamLocalForwarding'} ${allBefore(where.range, '6.2') ? 'yes' : direction}`,
    ...(listed === undefined ? [] : [listed]),
  ], [
    'A forwarding lets the user reach whatever the server reaches.',
    ...(path === undefined && before('6.2') ? ['AllowTcpForwarding local and remote need 6.2; before, write yes.'] : []),
    ...(listed !== undefined && direction === 'remote' && before('7.8') ? ['PermitListen needs 7.8.'] : []),
    ...(listed !== undefined && path !== undefined ? [`${list} any lets him reach every port too.`] : []),
    ...(policy === 'disabled' && !allBefore(where.range, '7.4') ? ['Where DisableForwarding yes forbids it, the block needs DisableForwarding no as well.'] : []),
    ...(byKey ? ['What an option of his key forbids, sshd_config cannot allow.'] : []),
  ].join(' '));
}
