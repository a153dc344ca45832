import { addLine, listRefusal, ORDER, showRule } from './list-refusal.js';

export const userNotInAllowusers = listRefusal({
  meta: {
    code: 'user-not-in-allowusers',
    category: 'access',
    severity: 'error',
    summary: 'AllowUsers does not list the user',
    explain: `
AllowUsers in sshd_config names who may log in; everybody else may not, with whatever password or key. sshd does not tell the
client: it goes on asking and refuses each try, and further lines call the user invalid although the account exists.

## Usual causes
- The user was never added to the list.
- The entry has a host (fred@192.0.2.*), and the client comes from elsewhere, or its name is not found: with UseDNS no, the
  default from 6.8 on, a pattern with a host name never matches; write addresses.
- Another AllowUsers in a Match block, or in a file under sshd_config.d, is the one in force.

## How to fix it
\`\`\`
AllowUsers fred
\`\`\`

Several AllowUsers lines add up. ${ORDER}

## What the log cannot tell
The list itself. \`sshd -T -C user=fred,host=client,addr=192.0.2.10\` shows what is in force.`,
  },
  reasons: ['allow-users'],
  title: 'AllowUsers does not list the user',
  advise: (told, _reason, host) => {
    const { ip } = told.connection;
    return {
      summary: `${told.who} may not log in: the AllowUsers in force does not list the user`
        + `${host === undefined ? '' : ` for ${host}`}. The account exists.`,
      causes: [
        'The user was never added to AllowUsers.',
        'The entry has a host part that does not match the address (with UseDNS no, names of hosts never match).',
        'A Match block or another file sets the AllowUsers that is in force.',
      ],
      fixes: [
        showRule('AllowUsers', told, host),
        addLine(told, 'let the user in from everywhere', `AllowUsers ${told.pattern}`),
        ...(ip === undefined ? [] : [addLine(told, 'or only from this address', `AllowUsers ${told.pattern}@${ip}`)]),
      ],
      unknowns: ['The list itself: no LogLevel shows it, sshd -T does.'],
    };
  },
});
