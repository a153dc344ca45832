import type { Connection } from '../../connections/connection.js';
import { allFrom } from '../../openssh/version.js';
import { loginDiagnoser } from '../login-problem.js';
import { setInConfig } from '../server-change.js';

export const rootLoginNotPermitted = loginDiagnoser(
  {
    code: 'root-login-not-permitted',
    category: 'access',
    severity: 'error',
    summary: 'PermitRootLogin refuses root',
    explain: `
root proved itself, with the right key or password, and PermitRootLogin refuses: it is \`no\`, or it allows keys only and a
password was given, or it is \`forced-commands-only\` and the key has no command.

The default is \`prohibit-password\` from 7.0 on (keys only; before 7.0 it was \`yes\`). The name before 7.0 is
\`without-password\`, which newer releases still take.

## How to fix it
The best way is none: log in as yourself and use sudo. Where root must log in, with keys only:

\`\`\`
PermitRootLogin prohibit-password
\`\`\`

A backup or a copy job needs one command, not a shell: \`PermitRootLogin forced-commands-only\`, and \`command="…"\` in front
of the key in root's authorized_keys.

## What the log cannot tell
With a wrong password, and with any password where passwords of root are refused, sshd only says that the password failed, at
every LogLevel: the words that name root come only when everything else was right. "Root login accepted for forced command" beside
the refusal is what the unprivileged half believed; the refusal holds.`,
  },
  (suspect) => {
    // Both halves of sshd say it, often for one try.
    const told = new WeakSet<Connection>();
    return {
      'root-login.refused'(event, connection) {
        const again = connection !== undefined && told.has(connection);
        if (connection) told.add(connection);
        suspect(event, connection, {
          title: 'PermitRootLogin refuses root although the credentials were right',
          ...(again && { attempts: 0 }),
          advise: ({ where, seen }) => {
            const from = seen.ips.length === 1 ? ` from ${seen.ips[0]}` : '';
            // Newer releases still take the old name: it is right wherever the release is not known.
            const keysOnly = allFrom(where.range, '7.0') ? 'prohibit-password' : 'without-password';
            return {
              summary: `root${from} was refused by PermitRootLogin; key or password were right.`,
              causes: [
                'PermitRootLogin is no.',
                `PermitRootLogin is ${keysOnly} and root came with a password or keyboard-interactive.`,
                'PermitRootLogin is forced-commands-only and the key has no command="…".',
              ],
              fixes: [
                {
                  side: 'client',
                  summary: 'log in as an ordinary user and become root there',
                  action: 'run',
                  commands: ['ssh USER@SERVER', 'sudo -i'],
                  strength: 'recommended',
                },
                { ...setInConfig(where, 'or let root in with keys, and only with keys', [`PermitRootLogin ${keysOnly}`],
                  'Whoever has the key is root at once. A Match block may set it differently.'), strength: 'ok' },
                setInConfig(
                  where,
                  'for jobs: only keys with a command="…" in root\'s authorized_keys',
                  ['PermitRootLogin forced-commands-only'],
                ),
              ],
              unknowns: ['The value of PermitRootLogin: no LogLevel shows it with the refusal, sshd -T does.'],
            };
          },
        });
      },
    };
  },
);
