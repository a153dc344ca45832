import { eventsOf } from '../../../attempts/attempt.js';
import { loginFailedUnexplained } from '../../authentication/login-failed-unexplained.js';
import { compareHalves } from '../ask-ssh.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { pathOr, shortened } from '../names.js';
import { failedAtLogin, keysOf } from './key-facts.js';
import { runOnClient } from '../../run-on-client.js';

/** The server would have let a key in, and no login followed. From 6.8 on that is all there is of a missing passphrase. */
export const keyAcceptedUnused = defineClientDiagnoser({
  meta: loginFailedUnexplained.meta,
  look(attempt, { client }) {
    if (!failedAtLogin(attempt)) return undefined;
    const key = keysOf(attempt).findLast(({ accepted }) => accepted !== undefined);
    if (!key?.accepted) return undefined;
    const { accepted, keyName } = key;
    const after = eventsOf(attempt, 'client.methods').filter(({ record }) => record.line > accepted.record.line);
    // The key was good, and the server wants another method besides.
    if (eventsOf(attempt, 'client.partial-success').length > 0 || after.some(({ fields }) => !fields.methods.includes('publickey'))) return undefined;
    const answered = after.length > 0;
    const path = pathOr(keyName, 'FILE');
    return {
      weight: CLIENT_WEIGHT.explained - 1,
      key: keyName,
      title: answered ? 'the server accepts the key, but not what was signed with it' : 'the server accepts the key, but ssh could not sign with it',
      proofs: [{ record: accepted.record }],
      advise: () => ({
        summary: answered
          ? `The server would have accepted ${shortened(keyName)}, and refused what followed. Private key and .pub file may not belong together; or the server refused for a reason of its own.`
          : `The server would have accepted ${shortened(keyName)}, but ssh signed nothing with it: the private key has a passphrase that was not given or wrong, or its file cannot be read.`,
        causes: answered
          ? ['The .pub file belongs to another private key.', 'The server refused the login although the key is right.']
          : ['The passphrase was not given (BatchMode, no terminal) or wrong.', 'The private key is missing, damaged, or of another format.'],
        fixes: [
          runOnClient('try the private key without a server, and compare it with its .pub file', compareHalves(client, path, pathOr(`${keyName}.pub`, 'FILE.pub'))),
          runOnClient('enter the passphrase once, and let the agent keep the key', [`ssh-add ${path}`]),
        ],
        unknowns: ['Which of these it was: ssh -vv shows whether a passphrase was wrong.'],
      }),
    };
  },
});
