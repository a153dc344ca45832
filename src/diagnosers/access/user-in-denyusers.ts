import { checkCommand, configFile, reloadCommands } from '../../openssh/distributions.js';
import { runOnServer } from '../server-change.js';
import { listRefusal, ORDER, showRule } from './list-refusal.js';

export const userInDenyusers = listRefusal({
  meta: {
    code: 'user-in-denyusers',
    category: 'access',
    severity: 'error',
    summary: 'DenyUsers lists the user',
    explain: `
DenyUsers in sshd_config names who may not log in. sshd refuses each try without telling the client why, and further lines call
the user invalid although the account exists.

## Usual causes
- The account is meant to be kept out (root, service accounts): then somebody guesses passwords, and nothing is to be done.
- A pattern that catches more than it should: \`DenyUsers *test*\`, or \`DenyUsers *@192.0.2.*\`.

## How to fix it
Take the name out of the list, or narrow the pattern. An exclamation mark in front of a pattern does not help: a negated match
never lets anybody pass by itself. ${ORDER}

## What the log cannot tell
Which entry matched. \`sshd -T | grep -i denyusers\` shows the list.`,
  },
  reasons: ['deny-users'],
  title: 'DenyUsers lists the user',
  advise: (told, _reason, host) => ({
    summary: `${told.who} may not log in: DenyUsers lists the user${host === undefined ? '' : ` (compared with ${host})`}.`,
    causes: [
      'The account is meant to be kept out, and somebody tries it all the same.',
      'A pattern in DenyUsers catches more than it should.',
    ],
    fixes: [
      { ...showRule('DenyUsers', told, host), summary: 'find the entry that matches' },
      runOnServer('if the user should get in: take it out', [
        `vi ${configFile(told.where.family)}`, checkCommand(told.where.family), ...reloadCommands(told.where.family, told.where.range),
      ]),
    ],
    unknowns: ['Which entry of the list matched: no LogLevel shows it, sshd -T shows the list.'],
  }),
});
