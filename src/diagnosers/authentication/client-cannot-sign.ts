import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { LogRecord } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { ownRecord } from '../own-record.js';
import { WEIGHT } from '../weight.js';

interface Allowed {
  record: LogRecord;
  user: string;
}

export const clientCannotSign = defineDiagnoser({
  meta: {
    code: 'client-cannot-sign',
    category: 'authentication',
    severity: 'warning',
    summary: 'key accepted, but the client did not sign',
    explain: `
The client asked whether a public key would do, sshd said yes, and the signature that proves possession of the private key never
came. On the server everything is as it should be.

## Usual causes
- The private key has a passphrase, and nobody was there to give it (a script, cron), or it was cancelled.
- The agent refused: \`ssh-add -c\`, a locked key ring, a smart card or security key that is not there or was not touched.
- Only the .pub file is on the client, or it belongs to another private key.
- An old agent cannot sign with rsa-sha2-256 or rsa-sha2-512.

## How to fix it
On the client:

\`\`\`
ssh-add -l
ssh-keygen -y -f ~/.ssh/id_ed25519     # asks for the passphrase, prints the public key: it must equal the .pub file
ssh -v fred@server                     # "Server accepts key", and what comes after it
\`\`\`

## What the log cannot tell
Why there was no signature: only the client knows. The question is logged at VERBOSE and above.`,
  },
  create: (context) => {
    const allowed = context.perConnection<Allowed>();
    const decided = (connection: Connection | undefined) => {
      if (connection) allowed.delete(connection);
    };
    return {
      'auth.postponed'({ record, fields }, connection) {
        if (connection && fields.method === 'publickey') allowed.set(connection, {
          record: ownRecord(record),
          user: copyText(fields.user),
        });
      },
      'auth.failed'({ fields }, connection) {
        if (fields.method === 'publickey') decided(connection);
      },
      'auth.partial': (_, connection) => decided(connection),
      'auth.accepted': (_, connection) => decided(connection),
      'signature.received': (_, connection) => decided(connection),
      'auth.signature-decided': (_, connection) => decided(connection),
      'fido.requirement-unmet': (_, connection) => decided(connection),
      connectionEnded(connection) {
        const key = allowed.get(connection);
        if (!key || connection.outcome === 'timeout') return;
        const { user } = key;
        context.suspect(connection, WEIGHT.circumstance, loginProblem(key.record, connection, {
          key: user,
          title: `the key of ${user} is accepted, but the client did not sign with it`,
          attempts: 1,
          advise: () => ({
            summary: 'sshd told the client that the key will do, and no signature came. The reason is on the client.',
            causes: [
              'a passphrase that nobody gave',
              'an agent, smart card or security key that refused',
              'the private key is not there, or is not the one of the .pub file',
            ],
            fixes: [
              {
                side: 'client',
                summary: 'see on the client why it cannot sign',
                action: 'run',
                commands: ['ssh-add -l', 'ssh-keygen -y -f ~/.ssh/id_ed25519', 'ssh -v USER@SERVER'],
              },
            ],
            unknowns: ['Why the client did not sign: only its own log (ssh -v) tells.'],
          }),
        }));
      },
    };
  },
});
