import { runOnServer } from '../server-change.js';
import { quotePath } from '../shell.js';
import { shellRefusal } from './shell-refusal.js';

export const shellNotExecutable = shellRefusal(
  {
    code: 'shell-not-executable',
    category: 'access',
    severity: 'error',
    summary: 'the login shell is not executable',
    explain: `
The login shell of the account exists, but it is no regular file with the right to be executed. sshd looks before it asks for a
password or key, and treats the user as if he did not exist.

## Usual causes
- A shell that was copied or written by hand (a wrapper, a menu) without its x bits.
- The field holds a directory or something else: /etc, a home directory.
- Somebody took the bits away to lock the shell.

## How to fix it
\`\`\`
chmod 755 /usr/local/bin/menu
\`\`\`

A script also needs its first line (#!/bin/sh), and the file system must not be mounted noexec.

## What the log cannot tell
The present mode: \`ls -l\` shows it.`,
  },
  'shell-not-executable',
  (told, path) => {
    const quoted = path === undefined ? undefined : quotePath(path);
    return {
      summary: `${told.who} cannot log in: the login shell${path === undefined ? '' : ` ${path}`} is not an executable file.`,
      causes: ['The x bits of the shell are missing.', 'The account names a directory or another kind of file as shell.'],
      fixes: [
        ...(quoted === undefined ? [] : [runOnServer('see what it is, and make it executable', [
          `ls -ld ${quoted}`,
          `chmod 755 ${quoted}`,
        ],
          'Only if it is meant to be a shell: for a directory or a data file, change the account instead.')]),
        runOnServer('or give the account another shell', [`usermod -s /bin/sh ${told.name}`]),
      ],
      unknowns: [],
    };
  },
);
