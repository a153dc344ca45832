import { runOnServer } from '../server-change.js';
import { WEIGHT } from '../weight.js';
import { describe, holder, LOOK, presented, reissue, unnamed } from './presented.js';
import { certificateRefusal } from './refusal.js';

export const certExpired = certificateRefusal(
  {
    code: 'cert-expired',
    category: 'certificate',
    severity: 'error',
    summary: 'the certificate has expired',
    explain: `
A certificate holds from one moment to another, and for the clock of the server the last one is past. Nothing else was wrong yet:
sshd looks at the type and the time before it looks at names and options.

## Usual causes
- It was issued for a day or a year, and that is over. Short-lived certificates are meant to be renewed; the renewal failed.
- The agent still holds the old one beside the new: \`ssh-add -L | ssh-keygen -L -f -\` shows what it offers.
- The clock of the server is ahead.

## How to fix it
\`\`\`
ssh-keygen -L -f ~/.ssh/id_ed25519-cert.pub
ssh-keygen -s user_ca -I fred@corp -n fred -V -5m:+52w -z 43 id_ed25519.pub
\`\`\`

On the server, whose clock NTP should keep: \`timedatectl\` or \`chronyc tracking\`.

## What the log cannot tell
Through 10.0 the line names neither certificate nor user; both come from other lines of the same connection, the certificate
only at VERBOSE. The end of validity is in the certificate alone.`,
  },
  { expired: WEIGHT.named },
  (told) => ({
    summary: `By the clock of this server, ${describe(presented(told))} of ${holder(told)} has expired.`,
    causes: [
      'Its time is over, and it was not renewed.',
      'The agent still offers an old certificate beside a new one.',
      'The clock of the server is ahead.',
    ],
    fixes: [
      LOOK,
      runOnServer('compare the clock of the server, and keep it on NTP', ['date -u', 'timedatectl', 'timedatectl set-ntp true']),
      reissue(told, 'sign the key again'),
    ],
    unknowns: ['When it expired: the certificate itself says so (ssh-keygen -L).', ...unnamed(told.connection)],
  }),
);
