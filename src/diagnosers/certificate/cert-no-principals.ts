import { WEIGHT } from '../weight.js';
import { describe, holder, LOOK, presented, reissue, unnamed } from './presented.js';
import { certificateRefusal } from './refusal.js';

export const certNoPrincipals = certificateRefusal(
  {
    code: 'cert-no-principals',
    category: 'certificate',
    severity: 'error',
    summary: 'the certificate names no principals',
    explain: `
A certificate lists the names that it is good for, its principals. This one lists none, which would mean "any user": for
TrustedUserCAKeys sshd never took that, and from 10.3 on it takes it nowhere.

## Usual causes
- It was signed without -n.
- A tool wrote an empty list because the directory gave it no names.

## How to fix it
\`\`\`
ssh-keygen -s user_ca -I fred@corp -n fred -V -5m:+52w id_ed25519.pub
\`\`\`

-n takes login names or, with AuthorizedPrincipalsFile, roles, separated by commas.

## What the log cannot tell
Nothing is hidden here but the name of the certificate, which through 10.0 only VERBOSE shows.`,
  },
  { 'no-principals': WEIGHT.named },
  (told) => ({
    summary: `There are no principals in ${describe(presented(told))} of ${holder(told)}; sshd takes none without.`,
    causes: ['It was signed without -n.', 'A tool put an empty list in.'],
    fixes: [LOOK, reissue(told, 'sign the key again, with the login name (or role) behind -n')],
    unknowns: unnamed(told.connection),
  }),
);
