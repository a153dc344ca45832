import { lastOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { pathOr, shortened } from '../names.js';
import { failedAtLogin, faultsOf, type KeyFacts, keysOf, undecoded } from './key-facts.js';
import { runOnClient } from '../../run-on-client.js';

export const keyPassphraseWrong = defineClientDiagnoser({
  meta: {
    code: 'key-passphrase-wrong',
    category: 'key-file',
    severity: 'error',
    summary: 'the passphrase of the private key was wrong',
    explain: `
The private key is encrypted, and what was given as its passphrase does not open it. This is not the password of the account on the server: it never
leaves the client.

## Usual causes
- A typing error, another keyboard layout, the password of the account in its place.
- A program that answers for the user (SSH_ASKPASS, a keyring) has an old passphrase.
- Through 7.x ssh asks for a passphrase also where the file is damaged or of another format: then none is right.

## How to fix it
Try it without a server:

\`\`\`
ssh-keygen -y -f FILE
\`\`\`

A passphrase that is lost cannot be got back: make a new key and install it on the servers.`,
  },
  look(attempt) {
    if (!failedAtLogin(attempt)) return undefined;
    const header = lastOf(attempt, 'client.key-header-seen')?.fields.kind;
    const told = faultsOf(attempt, ['passphrase']).at(-1);
    const key = keysOf(attempt).findLast((facts) => isWrong(facts) || undecoded(facts, header) === 'passphrase-wrong');
    const event = told ?? (key && (key.wrong.at(-1) ?? key.notDecoded.at(-1) ?? key.asked.at(-1)));
    if (!event) return undefined;
    const keyName = told?.fields.keyName ?? key?.keyName ?? '';
    const path = pathOr(keyName, 'FILE');
    return {
      weight: key?.accepted ? CLIENT_WEIGHT.named : CLIENT_WEIGHT.explained,
      key: keyName,
      title: 'the passphrase of the private key was wrong',
      proofs: [{ record: event.record }, ...(key?.accepted ? [{ record: key.accepted.record }] : [])],
      advise: () => ({
        summary: `What was given as the passphrase of ${shortened(keyName)} does not open it.${key?.accepted ? ' The server would have accepted the key.' : ''}`,
        causes: ['A typing error, or the password of the account in its place.', 'A program that answers (SSH_ASKPASS, a keyring) has an old passphrase.'],
        fixes: [
          runOnClient('try the passphrase without a server', [`ssh-keygen -y -f ${path}`]),
          runOnClient('enter it once, and let the agent keep the key', [`ssh-add ${path}`]),
        ],
        unknowns: key?.notDecoded.length ? ['Whether the file is damaged: this release has the same words for that.'] : [],
      }),
    };
  },
});

/** Asked again for the same file: the one before was wrong. */
function isWrong({ wrong, asked }: KeyFacts): boolean {
  return wrong.length > 0 || asked.filter(({ type }) => type === 'client.passphrase-asked').length > 1;
}
