import { WEIGHT } from '../weight.js';
import { describe, LOOK, presented, reissue, unnamed } from './presented.js';
import { certificateRefusal } from './refusal.js';

export const certSourceAddress = certificateRefusal(
  {
    code: 'cert-source-address',
    category: 'certificate',
    severity: 'error',
    summary: 'not valid from this address',
    explain: `
The certificate has the critical option source-address: a list of networks from which it may be used. The client comes from
elsewhere.

## Usual causes
- The user works from another network, through a VPN or NAT, or over IPv6 while the list has IPv4 only.
- A jump host or a reverse tunnel stands between: the server sees its address.
- Somebody uses a certificate that was taken from its owner.

## How to fix it
Connect from a listed network, or sign again with one more:

\`\`\`
ssh-keygen -s user_ca -I fred@corp -n fred -O source-address=192.0.2.0/24,2001:db8::/32 -V -5m:+52w id_ed25519.pub
\`\`\`

## What the log cannot tell
The list: \`ssh-keygen -L\` shows it under Critical Options.`,
  },
  { 'source-address': WEIGHT.named, options: WEIGHT.circumstance },
  (told) => {
    const { ip } = told.connection;
    const again = reissue(told, 'sign the key again, with this network as well');
    return {
      summary: `${told.who} presented ${describe(presented(told))}, which may not be used from ${ip ?? 'that address'}.`,
      causes: [
        'The user works from a network that is not listed (VPN, NAT, IPv6).',
        'A jump host or tunnel stands between, and its address is seen.',
        'The certificate was taken from its owner.',
      ],
      fixes: [
        LOOK,
        {
          ...again,
          commands: again.commands?.map(
            (command) => command.replace(' -V ', ` -O source-address=${ip === undefined ? 'NETWORKS' : `${ip},OTHERS`} -V `),
          ) ?? [],
        },
      ],
      unknowns: ['The networks that are allowed: ssh-keygen -L shows them.', ...unnamed(told.connection)],
    };
  },
);
