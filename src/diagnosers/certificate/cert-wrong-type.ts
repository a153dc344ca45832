import { WEIGHT } from '../weight.js';
import { describe, holder, LOOK, presented, reissue, unnamed } from './presented.js';
import { certificateRefusal } from './refusal.js';

export const certWrongType = certificateRefusal(
  {
    code: 'cert-wrong-type',
    category: 'certificate',
    severity: 'error',
    summary: 'a host certificate used as user certificate',
    explain: `
Certificates are made for users or for hosts. ssh-keygen makes one for a host when it is called with -h. sshd accepts only those
of the right kind: for users in publickey authentication, for hosts in host-based authentication.

## Usual causes
- The CA signed the user's key with -h, by a script meant for host keys.
- A host's certificate was copied to a user, or a user's to host-based authentication.

## How to fix it
Sign again, without -h for a user:

\`\`\`
ssh-keygen -s user_ca -I fred@corp -n fred -V -5m:+52w id_ed25519.pub
\`\`\`

Keep separate CA keys for users and hosts: then a mistake of this kind is not even trusted.

## What the log cannot tell
Nothing is hidden here but the name of the certificate, which through 10.0 only VERBOSE shows.`,
  },
  { 'not-a-user-certificate': WEIGHT.named, 'not-a-host-certificate': WEIGHT.named },
  (told, { reason }) => {
    const host = reason === 'not-a-host-certificate';
    return {
      summary: `${host ? 'For host-based authentication' : 'To log in'}, ${holder(told)} presented ${describe(presented(told))}, `
        + `which is made for ${host ? 'users' : 'hosts'}.`,
      causes: [
        host ? 'It was signed without -h.' : 'It was signed with -h, which makes certificates for hosts.',
        'A certificate of the other kind was copied here.',
      ],
      fixes: host
        ? [
          LOOK,
          {
            side: 'ca',
            summary: 'sign the host key again, with -h',
            action: 'run',
            commands: ['ssh-keygen -s /path/to/host_ca -h -I HOST -n HOST -V -5m:+52w ssh_host_ed25519_key.pub'],
          },
        ]
        : [LOOK, reissue(told, 'sign the key again, without -h')],
      unknowns: unnamed(told.connection),
    };
  },
);
