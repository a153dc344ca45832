import { compareHalves } from '../ask-ssh.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { pathOr, shortened } from '../names.js';
import { failedAtLogin, faultsOf } from './key-facts.js';
import { runOnClient } from '../../run-on-client.js';

export const privateKeyPublicMismatch = defineClientDiagnoser({
  meta: {
    code: 'private-key-public-mismatch',
    category: 'key-file',
    severity: 'error',
    summary: 'the .pub file beside the private key belongs to another key',
    explain: `
ssh offers the public key from FILE.pub without opening the private key. The server would have let that one in, but FILE holds another private key, with
which nothing can be signed for it.

## Usual causes
- One of the two files was copied or made anew without the other.

## How to fix it
See which of the two the server knows. Then bring back the private key that belongs to it, or make the .pub file anew and install that on the server:

\`\`\`
ssh-keygen -lf FILE.pub
ssh-keygen -y -f FILE | ssh-keygen -lf -
\`\`\``,
  },
  look(attempt, { client }) {
    if (!failedAtLogin(attempt)) return undefined;
    const event = faultsOf(attempt, ['mismatch']).at(-1);
    if (!event) return undefined;
    const { keyName } = event.fields;
    const path = pathOr(keyName, 'FILE');
    const pub = pathOr(`${keyName}.pub`, 'FILE.pub');
    return {
      weight: CLIENT_WEIGHT.named,
      key: keyName,
      title: 'private key and .pub file do not belong together',
      proofs: [{ record: event.record, look: keyName }],
      advise: () => ({
        summary: `The server accepted the public key of ${shortened(keyName)}.pub, but ${shortened(keyName)} is the private key of another one.`,
        causes: ['One of the two files was copied or made anew without the other.'],
        fixes: [
          runOnClient('see both halves', compareHalves(client, path, pub)),
          runOnClient('bring the private key back that belongs to the .pub file; or make the .pub file anew, and let the server know that key', [`mv ${pub} ${pathOr(`${keyName}.pub.old`, 'FILE.pub.old')}`, `ssh-keygen -y -f ${path} > ${pub}`]),
        ],
        unknowns: ['Whether the server knows the key that is in the private file.'],
      }),
    };
  },
});
