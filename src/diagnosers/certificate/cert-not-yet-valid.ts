import { runOnServer } from '../server-change.js';
import { WEIGHT } from '../weight.js';
import { describe, holder, LOOK, presented, reissue, unnamed } from './presented.js';
import { certificateRefusal } from './refusal.js';

export const certNotYetValid = certificateRefusal(
  {
    code: 'cert-not-yet-valid',
    category: 'certificate',
    severity: 'error',
    summary: 'the certificate is not valid yet',
    explain: `
A certificate holds from one moment to another, and for the clock of the server the first one is still to come.

## Usual causes
- The clocks of the CA and the server differ by a minute or more, and the certificate is fresh: a minute later the same login
  works.
- The clock of the server is far behind (a virtual machine that was paused, a dead battery).
- A time zone was taken for another when it was signed: ssh-keygen -V takes local time, or UTC with a Z (8.9 and later).

## How to fix it
Keep all clocks on NTP, and let certificates begin a few minutes early:

\`\`\`
ssh-keygen -s user_ca -I fred@corp -n fred -V -5m:+52w id_ed25519.pub
\`\`\`

## What the log cannot tell
From when on it holds: \`ssh-keygen -L -f id_ed25519-cert.pub\` says so.`,
  },
  { 'not-yet-valid': WEIGHT.named },
  (told) => ({
    summary: `By the clock of this server, ${describe(presented(told))} of ${holder(told)} is not valid yet.`,
    causes: [
      'The clocks of CA and server differ, and the certificate is fresh.',
      'The clock of the server is behind.',
      'It was signed for a time to come, perhaps by a wrong time zone.',
    ],
    fixes: [
      runOnServer('compare the clock of the server, and keep it on NTP', ['date -u', 'timedatectl', 'timedatectl set-ntp true']),
      LOOK,
      reissue(told, 'sign it with a beginning a few minutes ago'),
    ],
    unknowns: ['From when on it is valid: the certificate itself says so (ssh-keygen -L).', ...unnamed(told.connection)],
  }),
);
