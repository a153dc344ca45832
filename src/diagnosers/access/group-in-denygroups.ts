import { runOnServer } from '../server-change.js';
import { listRefusal, ORDER, showRule } from './list-refusal.js';

export const groupInDenygroups = listRefusal({
  meta: {
    code: 'group-in-denygroups',
    category: 'access',
    severity: 'error',
    summary: 'DenyGroups lists a group of the user',
    explain: `
DenyGroups in sshd_config names groups whose members may not log in. One of the groups of this user is among them; a single
one is enough, whatever AllowGroups says of the others.

## Usual causes
- The account is meant to be kept out.
- The user was added to a group for another purpose (a share, a device), and that group is denied.

## How to fix it
Take the user out of the group, or the group out of DenyGroups:

\`\`\`
gpasswd -d fred restricted
\`\`\`

${ORDER}

## What the log cannot tell
Which group matched: compare \`id fred\` with \`sshd -T | grep -i denygroups\`.`,
  },
  reasons: ['deny-groups'],
  title: 'DenyGroups lists a group of the user',
  advise: (told, _reason, host) => ({
    summary: `${told.who} may not log in: a group of the user is listed in DenyGroups.`,
    causes: ['The account is meant to be kept out.', 'The user was added to a denied group for another purpose.'],
    fixes: [
      runOnServer('see the groups of the user', [`id ${told.name}`]),
      showRule('DenyGroups', told, host),
      runOnServer(
        'take the user out of the group that is denied',
        [`gpasswd -d ${told.name} GROUP`],
        'What the group gives access to is lost with it.',
      ),
    ],
    unknowns: ['Which group matched: no LogLevel shows it, id and sshd -T do.'],
  }),
});
