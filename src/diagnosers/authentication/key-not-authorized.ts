import type { Connection } from '../../connections/connection.js';
import { isLoggedAt, releaseOf } from '../../connections/server.js';
import { copyText } from '../../connections/text.js';
import type { LogRecord, PublicKey } from '../../events.js';
import type { Fix } from '../../finding.js';
import { allFrom } from '../../openssh/version.js';
import { wouldTell } from '../at-level.js';
import { type Advice, defineDiagnoser } from '../diagnoser.js';
import { showFingerprints } from '../fingerprints.js';
import { loginProblem } from '../login-problem.js';
import { runOnServer } from '../server-change.js';
import { quotePath } from '../shell.js';
import { shellName } from '../user-name.js';
import { WEIGHT } from '../weight.js';
import { installKey, named, oneKey } from './account.js';
import { showLine } from './file-of-keys.js';

export const keyNotAuthorized = defineDiagnoser({
  meta: {
    code: 'key-not-authorized',
    category: 'authentication',
    severity: 'warning',
    summary: 'the key that was offered is not accepted',
    explain: `
The client offered one or more public keys, and sshd accepted none of them for this account. A client offers every key that it
has, so one refused key is nothing unusual; here none was right, and the login failed.

## Usual causes
- The key is not in the account's authorized_keys, or is in that of another account.
- The client offers another key than was thought of: look at the fingerprint.
- sshd did not read the file: owner or mode of the file, .ssh or the home (StrictModes), SELinux, AuthorizedKeysFile.
- The line has an option that sshd does not understand, or that refuses this login.

## How to fix it
Compare the fingerprint in the log with those on both sides:

\`\`\`
ssh-keygen -lf ~/.ssh/id_ed25519.pub        # on the client; ssh-add -l for the agent
ssh-keygen -lf /home/fred/.ssh/authorized_keys
\`\`\`

To 6.7 the log has MD5 fingerprints: add \`-E md5\` in newer ssh-keygen. Then install the right key:

\`\`\`
ssh-copy-id -i ~/.ssh/id_ed25519.pub fred@server
\`\`\`

## What the log cannot tell
Why the key was refused: DEBUG1 shows which files were searched and what was wrong with them. At INFO the first refused keys
are not logged at all; VERBOSE shows every one with its fingerprint (from 6.3 on).`,
  },
  create: (context) => {
    return {
      'auth.failed'({ record, fields }, connection) {
        if (connection && fields.validUser && fields.method === 'publickey') suspect(record, connection, fields.user, fields.key);
      },
      'authorized-keys.line-refused'({ record, fields }, connection) {
        // The line of the key is there, but its options say no, and this release does not say which of them.
        if (!connection || fields.reason !== 'key-options') return;
        const { line } = fields;
        const path = fields.path === undefined ? undefined : copyText(fields.path);
        context.suspect(connection, WEIGHT.offer, loginProblem(record, connection, {
          key: '',
          title: 'the options in the line of a key refuse the login',
          advise: () => refusedByOptions(connection.user, path, line),
        }));
      },
    };

    function suspect(record: LogRecord, connection: Connection, logged: string, key: PublicKey | undefined): void {
      const user = copyText(logged);
      const fingerprint = key?.fingerprint === undefined ? undefined : copyText(`${key.type} ${key.fingerprint}`);
      const offered = fingerprint === undefined ? '' : ` One that was offered: ${fingerprint}.`;
      context.suspect(connection, WEIGHT.offer, loginProblem(record, connection, {
        key: user,
        title: `no key that was offered is accepted for ${user}`,
        ...(key?.fingerprint !== undefined && { look: key.fingerprint }),
        advise: () => ({
          summary: `sshd accepted no key for ${named(connection.user)}.${offered}`,
          causes: [
            'the key is not in authorized_keys of this account',
            'the client offers another key than was meant',
            OF_FILES[search(connection)],
          ],
          fixes: [installKey(connection.user), oneKey(connection.user), compare(key, connection)],
          unknowns: search(connection) === 'unknown'
            ? wouldTell('DEBUG1', connection, 'Why the key was refused: LogLevel DEBUG1 shows which files were searched, and what was wrong with them.') : [],
        }),
      }));
    }
  },
});

/** Why a file of keys may be at fault, by what the lines of the connection show of it. */
const OF_FILES = {
  unknown: 'sshd does not read the file: owner, mode, AuthorizedKeysFile',
  read: 'AuthorizedKeysFile names another file than the one that the key was put into',
  none: 'no file of keys: sshd looked into none, as it does where none that AuthorizedKeysFile names exists',
};

/** DEBUG1 names each file that is looked into, newer releases only one that exists; to 5.5 it does not say whether one does. */
function search({ login, logLevel, server }: Connection): keyof typeof OF_FILES {
  if (!isLoggedAt('DEBUG1', logLevel) || !allFrom(releaseOf(server), '5.6')) return 'unknown';
  return login.keyFile === undefined ? 'none' : 'read';
}

/** The key is there already: to install it once more would but pass over the option. A refusal by from= has a line of its own. */
function refusedByOptions(user: string | undefined, path: string | undefined, line: number | undefined): Advice {
  return {
    summary: `authorized_keys has the key of ${named(user)}, and an option in its line refuses this login.`,
    causes: ['the key has expired: expiry-time', 'principals= stands in a line without cert-authority'],
    fixes: [
      ...(path !== undefined && line !== undefined ? showLine(path, line) : []),
      runOnServer('look at the options in front of the key; a new expiry-time lets it in again', [
        `grep -nE 'expiry-time|principals=' ${(path === undefined ? undefined : quotePath(path)) ?? `~${shellName(user) ?? 'USER'}/.ssh/authorized_keys`}`,
        'date',
      ], 'Only if the key was not meant to end.'),
    ],
    unknowns: ['Which option refuses: LogLevel DEBUG1 shows it.'],
  };
}

/** Fingerprints with colons are MD5. */
function compare(key: PublicKey | undefined, { user, server }: Connection): Fix {
  const md5 = key?.fingerprint !== undefined && !key.fingerprint.startsWith('SHA256:');
  return runOnServer('compare the fingerprint in the log with the keys of the account', [
    showFingerprints(`~${shellName(user) ?? 'USER'}/.ssh/authorized_keys`, releaseOf(server), md5),
  ]);
}
