import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { pathOr, shortened } from '../names.js';
import { failedAtLogin, faultsOf } from './key-facts.js';
import { runOnClient } from '../../run-on-client.js';

export const privateKeyUnreadable = defineClientDiagnoser({
  meta: {
    code: 'private-key-unreadable',
    category: 'key-file',
    severity: 'error',
    summary: 'the account may not read the private key file',
    explain: `
The file of the private key exists, but the account that runs ssh may not read it.

## Usual causes
- It belongs to root or another account, after a \`sudo ssh-keygen\` or a copy as root.
- A directory above it cannot be entered; a service runs under an account of its own; SELinux or AppArmor forbid it.

## How to fix it
\`\`\`
namei -l FILE
sudo chown "$(id -un)" FILE && chmod 600 FILE
\`\`\``,
  },
  look(attempt) {
    if (!failedAtLogin(attempt)) return undefined;
    const event = faultsOf(attempt, ['unreadable']).at(-1);
    if (!event) return undefined;
    const { keyName } = event.fields;
    const path = pathOr(keyName, 'FILE');
    return {
      weight: CLIENT_WEIGHT.explained,
      key: keyName,
      title: 'the private key file cannot be read by this account',
      proofs: [{ record: event.record, look: keyName }],
      advise: () => ({
        summary: `ssh may not read ${shortened(keyName)}. It went on without that key, and nothing else let it in.`,
        causes: ['The file belongs to another account, or a directory above it cannot be entered.'],
        fixes: [
          runOnClient('see whose the file and its directories are', [`namei -l ${path}`]),
          runOnClient('if it is meant for this account, give it to it', [`sudo chown "$(id -un)" ${path} && chmod 600 ${path}`], 'A key that several accounts use is a secret of nobody: give each its own.'),
        ],
        unknowns: ['Whether the server would accept the key.'],
      }),
    };
  },
});
