import { copyText } from '../../connections/text.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { WEIGHT } from '../weight.js';
import { showLine } from './file-of-keys.js';

export const authorizedKeysFromMismatch = defineDiagnoser({
  meta: {
    code: 'authorized-keys-from-mismatch',
    category: 'authentication',
    severity: 'error',
    summary: 'right key, but from= refuses the address',
    explain: `
The key is in authorized_keys, and its line has the option \`from="…"\`, which the client's address does not match. Either the
user came from a new place, or somebody else has the key: ask before widening the list.

## Usual causes
- The address has changed: another network, VPN on or off, a new provider, a new NAT address.
- The client came over IPv6, and the list has IPv4 addresses only.
- The list has names: sshd compares names with the reverse lookup, which UseDNS no (the default from 6.8) leaves out.
- The key was stolen: the restriction did what it is for.

## How to fix it
Add the address or the network of the client to the list in that line:

\`\`\`
from="192.0.2.0/24,2001:db8:1::/64" ssh-ed25519 AAAA… fred@laptop
\`\`\`

Networks are written as address/bits, patterns with * and ?, exceptions with a leading exclamation mark. Several are
separated by commas without blanks.

## What the log cannot tell
To 7.6 neither the file and line nor the list is logged; from 7.7 on all of it is.`,
  },
  create: (context) => ({
    'authorized-keys.from-mismatch'({ record, fields }, connection) {
      if (!connection) return;
      const { line } = fields;
      const user = copyText(fields.user ?? connection.user ?? '');
      const ip = copyText(fields.ip ?? connection.ip ?? 'its address');
      const path = fields.path === undefined ? undefined : copyText(fields.path);
      const required = fields.required === undefined ? undefined : copyText(fields.required);
      const allowed = required === undefined ? 'other addresses' : `only ${required}`;
      context.suspect(connection, WEIGHT.named, loginProblem(record, connection, {
        key: `${user} ${path ?? ''}:${line ?? ''}`,
        title: `the key of ${user} is right, but from= does not allow ${ip}`,
        attempts: 1,
        advise: ({ seen: { ips } }) => ({
          summary: `The line of the key allows ${allowed}; the client came from ${ips.join(', ')}.`,
          causes: [
            'the user has a new address: another network, VPN, NAT',
            ...(ips.some((source) => source.includes(':')) ? [
              'the client came over IPv6, and the list may have IPv4 addresses only',
            ] : []),
            'names in the list, which need UseDNS yes',
            'somebody else uses the key',
          ],
          fixes: [
            ...(path !== undefined && line !== undefined ? showLine(path, line) : []),
            {
              side: 'server',
              summary: 'once the user confirms that it was him: allow the address in the line of his key',
              action: 'set',
              file: path ?? 'authorized_keys', lines: [
                `from="${[required ?? '…', ...ips.slice(0, 5)].join(',')}" ssh-ed25519 AAAA… comment`,
              ],
              caution: 'If it was not him, the key is in other hands: take it out of authorized_keys.',
            },
          ],
          unknowns: path === undefined ? ['Which file and line: this release does not say.'] : [],
        }),
      }));
    },
  }),
});
