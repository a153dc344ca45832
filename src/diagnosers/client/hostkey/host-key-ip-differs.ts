import { eventsOf, lastOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { pathOr, quoteKnownName, shortened } from '../names.js';
import { runOnClient } from '../../run-on-client.js';

export const hostKeyIpDiffers = defineClientDiagnoser({
  meta: {
    code: 'host-key-ip-differs',
    category: 'hostkey',
    severity: 'warning',
    summary: 'the host key is right for the name, but not for the address',
    explain: `
The key of the server is the known one for its name, while known_hosts has another key for the address that the name leads to. CheckHostIP, on by
default through 8.4, looks at both. The login goes on, unless StrictHostKeyChecking is yes.

## Usual causes
- The address belonged to another machine before: DHCP, a cloud, a move.

## How to fix it
If the name is right, remove the entry of the address, or look at names only:

\`\`\`
ssh-keygen -R ADDRESS
\`\`\`

\`\`\`
Host NAME
    CheckHostIP no
\`\`\``,
  },
  look(attempt) {
    const event = lastOf(attempt, 'client.host-key-ip-differs');
    if (!event) return undefined;
    const { hostName, ip, keyType } = event.fields;
    const conflict = eventsOf(attempt, 'client.known-hosts-conflict').find(({ fields }) => fields.ofAddress);
    const strict = lastOf(attempt, 'client.host-key-refused')?.fields.reason === 'other';
    return {
      ...(strict && !attempt.authenticated && { weight: CLIENT_WEIGHT.named }),
      key: `${hostName} ${ip ?? ''}`,
      title: `known_hosts has another key for the address of ${shortened(hostName)}`,
      proofs: [{ record: event.record }, ...(conflict ? [{ record: conflict.record }] : [])],
      advise: () => ({
        summary: `The ${keyType} key is the known one of ${shortened(hostName)}, but ${conflict ? `line ${conflict.fields.line} of ${shortened(conflict.fields.path)}` : 'known_hosts'} has another one for ${ip ?? 'its address'}.`,
        causes: ['The address belonged to another machine before.'],
        fixes: [runOnClient('remove the outdated entry of the address', [`ssh-keygen -R ${quoteKnownName(ip)} -f ${pathOr(conflict?.fields.path, '~/.ssh/known_hosts')}`])],
        unknowns: [],
      }),
    };
  },
});
