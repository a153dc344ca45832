import { runOnServer } from '../server-change.js';
import { addLine, listRefusal, ORDER, showRule } from './list-refusal.js';

export const groupNotInAllowgroups = listRefusal({
  meta: {
    code: 'group-not-in-allowgroups',
    category: 'access',
    severity: 'error',
    summary: "AllowGroups lists none of his groups",
    explain: `
AllowGroups in sshd_config names the groups whose members may log in: primary or supplementary. This user is in none of them, or
the system could not tell his groups at all ("not in any group": the directory behind nsswitch did not answer).

## Usual causes
- The user was not added to the group yet.
- A directory (sssd, LDAP, winbind) does not answer, or answers from a stale cache.
- The group is written differently there: \`sshusers\` and \`CORP\\\\sshusers\`; names with spaces must be quoted, from 8.5 on
  also with a backslash.

## How to fix it
\`\`\`
usermod -aG sshusers fred
\`\`\`

or list one of his groups:

\`\`\`
AllowGroups developers
\`\`\`

Several AllowGroups lines add up. ${ORDER}

## What the log cannot tell
The list, and the groups that the user was found to be in: \`id fred\`, and \`sss_cache -u fred\` where sssd is used.`,
  },
  reasons: ['allow-groups', 'no-group'],
  title: 'AllowGroups lists none of the groups of the user',
  advise: (told, reason, host) => ({
    summary: reason === 'no-group'
      ? `${told.who} may not log in: the system found no group for the user, and sshd_config restricts groups.`
      : `${told.who} may not log in: none of the groups of the user is listed in AllowGroups.`,
    causes: reason === 'no-group'
      ? [
        'The directory that knows the groups (sssd, LDAP, winbind) did not answer.',
        'The primary group of the user does not exist.',
      ]
      : ['The user is not a member of the group yet.', 'The directory (sssd, LDAP, winbind) gives stale or other group names.'],
    fixes: [
      runOnServer('see which groups the system finds', [`id ${told.name}`]),
      showRule('AllowGroups', told, host),
      runOnServer(
        'make the user a member of a group that is listed; it counts with the next login',
        [`usermod -aG GROUP ${told.name}`],
      ),
      addLine(told, 'or list one of the groups that the user has', 'AllowGroups GROUP'),
    ],
    unknowns: ['The list and the groups that were compared: no LogLevel shows them, id and sshd -T do.'],
  }),
});
