import type { Connection } from '../../connections/connection.js';
import { releaseOf } from '../../connections/server.js';
import { copyText } from '../../connections/text.js';
import type { LogRecord, PublicKey } from '../../events.js';
import type { Fix } from '../../finding.js';
import { type Advice, defineDiagnoser } from '../diagnoser.js';
import { showFingerprints } from '../fingerprints.js';
import { loginProblem } from '../login-problem.js';
import { runOnServer } from '../server-change.js';
import { shellName } from '../user-name.js';
import { WEIGHT } from '../weight.js';
import { installKey, named, oneKey } from './account.js';

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
        if (connection && fields.reason === 'key-options') suspect(record, connection, undefined, undefined);
      },
    };

    function suspect(record: LogRecord, connection: Connection, logged: string | undefined, key: PublicKey | undefined): void {
      const user = logged === undefined ? undefined : copyText(logged);
      const fingerprint = key?.fingerprint === undefined ? undefined : copyText(`${key.type} ${key.fingerprint}`);
      const offered = fingerprint === undefined ? '' : ` One that was offered: ${fingerprint}.`;
      context.suspect(connection, WEIGHT.offer, loginProblem(record, connection, {
        key: user ?? '',
        title: user === undefined
          ? 'the options in the line of a key refuse the login'
          : `no key that was offered is accepted for ${user}`,
        ...(key?.fingerprint !== undefined && { look: key.fingerprint }),
        advise: () => user === undefined ? refusedByOptions(connection.user) : ({
          summary: `sshd accepted no key for ${named(connection.user)}.${offered}`,
          causes: [
            'the key is not in authorized_keys of this account',
            'the client offers another key than was meant',
            'sshd does not read the file: owner, mode, AuthorizedKeysFile',
          ],
          fixes: [installKey(connection.user), oneKey(connection.user), compare(key, connection)],
          unknowns: ['Why the key was refused: LogLevel DEBUG1 shows which files were searched, and what was wrong with them.'],
        }),
      }));
    }
  },
});

/** The key is there already: to install it once more would but pass over the option. */
function refusedByOptions(user: string | undefined): Advice {
  return {
    summary: `authorized_keys has the key of ${named(user)}, and an option in its line refuses this login.`,
    causes: ['the key has expired: expiry-time', 'another option that this login does not meet: from=, verify-required, …'],
    fixes: [runOnServer('look at the options in front of the key; a new expiry-time lets it in again', [
      `grep -nE 'expiry-time|from=' ~${shellName(user) ?? 'USER'}/.ssh/authorized_keys`,
      'date',
    ], 'Only if the key was not meant to end.')],
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
