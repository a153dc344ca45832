import type { Connection } from '../../connections/connection.js';
import { releaseOf } from '../../connections/server.js';
import type { EventOf } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { showFingerprints } from '../fingerprints.js';
import { loginProblem } from '../login-problem.js';
import { WEIGHT } from '../weight.js';
import { pathFix } from './file-of-keys.js';
import { runOnClient } from '../run-on-client.js';

export const authorizedKeysGarbled = defineDiagnoser({
  meta: {
    code: 'authorized-keys-garbled',
    category: 'authentication',
    severity: 'error',
    summary: 'a key in authorized_keys is damaged',
    explain: `
A line of authorized_keys cannot be decoded as a key: characters are missing, changed, or the line was broken in two. sshd
goes on with the next line; the damaged key lets nobody in.

## Usual causes
- The key was pasted from a terminal or a mail, and wrapped, cut or smart-quoted on the way.
- It is the wrong format: a key of PuTTY (\`---- BEGIN SSH2 PUBLIC KEY ----\`), or a private key.
- The first characters are lost (\`sh-rsa\`): an editor that was not yet in insert mode.

## How to fix it
\`\`\`
ssh-keygen -lf /home/fred/.ssh/authorized_keys
\`\`\`

lists every key that can be read, with its comment. Delete the line that it leaves out, and install the key again, as one line:
\`ssh-copy-id\` does it right. \`ssh-keygen -i -f key.pub\` converts a public key of PuTTY's format.

## What the log cannot tell
Which line it is, and whose key. To 6.7 the damage is logged as an error at any LogLevel; later releases skip the line, and
only DEBUG2 shows what they read.`,
  },
  create: (context) => {
    // One damaged line can be worth several lines of the log.
    const told = new WeakSet<Connection>();
    return { 'authorized-keys.garbled': found };

    function found({ record }: EventOf<'authorized-keys.garbled'>, connection: Connection | undefined): void {
      if (!connection) return;
      const attempts = told.has(connection) ? 0 : 1;
      told.add(connection);
      const path = connection.login.keyFile;
      context.suspect(connection, WEIGHT.circumstance, loginProblem(record, connection, {
        key: path ?? connection.user ?? 'unknown',
        title: `a key in ${path ?? 'authorized_keys'} is damaged`,
        attempts,
        advise: () => ({
          summary: 'A line of the file cannot be decoded as a key. It lets nobody in.',
          causes: ['pasted and wrapped, cut or changed on the way', 'not in the format of OpenSSH: one line, type, key, comment'],
          fixes: [
            ...pathFix(
              path ?? '',
              'list the keys that can be read; the line that is left out is the damaged one',
              (quoted) => [showFingerprints(quoted, releaseOf(connection.server), false)],
            ),
            runOnClient('install the key again, as one line', [
                'ssh-copy-id -i ~/.ssh/id_ed25519.pub USER@SERVER',
              ], 'Where no password works, let the administrator append the .pub file.'),
          ],
          unknowns: [
            'Whether the damaged line is the key that was offered.',
            ...(path === undefined ? ['In which file: LogLevel DEBUG1 names it.'] : []),
          ],
        }),
      }));
    }
  },
});
