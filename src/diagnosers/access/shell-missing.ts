import { runOnServer } from '../server-change.js';
import { quotePath } from '../shell.js';
import { shellRefusal } from './shell-refusal.js';

export const shellMissing = shellRefusal(
  {
    code: 'shell-missing',
    category: 'access',
    severity: 'error',
    summary: 'the login shell does not exist',
    explain: `
The account names a login shell that is not on this system. sshd looks before it asks for a password or key, and treats the user
as if he did not exist: further lines call him invalid.

## Usual causes
- The shell was removed, or not installed after the account was copied from another system (zsh, fish, /usr/bin/bash on systems
  with /bin/bash).
- A directory hands out a path that holds on other systems only: /usr/local/bin/bash is FreeBSD's.
- A typing mistake in usermod -s.

## How to fix it
\`\`\`
getent passwd fred
usermod -s /bin/bash fred
\`\`\`

or install the shell. With sssd, override_shell or allowed_shells with shell_fallback serve all users at once.

## What the log cannot tell
Whether the directory or /etc/passwd names the shell: \`getent -s files passwd fred\` tells.`,
  },
  'shell-missing',
  (told, path) => ({
    summary: `${told.who} cannot log in: the login shell${path === undefined ? '' : ` ${path}`} does not exist on this server.`,
    causes: [
      'The shell was removed or never installed here.',
      'The account comes from a directory or another system, where the shell is somewhere else.',
    ],
    fixes: [
      runOnServer('see what the account says', [`getent passwd ${told.name}`]),
      runOnServer('give the account a shell that exists; or install the missing one', [`usermod -s /bin/sh ${told.name}`],
        'For an account from a directory, change it there (sssd: override_shell, or shell_fallback with allowed_shells).'),
      ...(path === undefined ? [] : [runOnServer('see what is in its place', [`ls -l ${quotePath(path) ?? 'SHELL'}`])]),
    ],
    unknowns: [],
  }),
);
