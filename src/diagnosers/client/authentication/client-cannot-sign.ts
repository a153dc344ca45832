import { eventsOf } from '../../../attempts/attempt.js';
import type { SigningFailure } from '../../../events/client/index.js';
import { clientCannotSign } from '../../authentication/client-cannot-sign.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { destination } from '../advice.js';
import { accountKey } from '../target.js';
import { describeKey } from './keys.js';
import { hasFailed, loginOf } from './login.js';
import { runOnClient } from '../../run-on-client.js';

const CAUSES: Record<SigningFailure, string> = {
  refused: 'The agent declined.',
  'agent-gone': 'The agent does not answer any more: it has ended, or the session that forwarded it is closed.',
  'device-missing': 'The security key or smart card that holds the private half is not plugged in, or it is not the one with which the key was made.',
  'wrong-passphrase': 'The passphrase of the private key, or the PIN of the device, was wrong.',
  'no-algorithm': 'ssh and the server have no signature algorithm in common for this key.',
  other: 'The private key cannot be used, or the device or agent that holds it had an error.',
};

export const clientCannotSignAtClient = defineClientDiagnoser({
  meta: clientCannotSign.meta,
  look(attempt) {
    const event = eventsOf(attempt, 'client.signing-failed').find(({ fields }) => fields.because !== 'refused');
    if (!event || !hasFailed(attempt)) return undefined;
    const key = loginOf(attempt).offered.find(({ fate }) => fate === 'not-signed');
    const name = key?.keyName ?? event.fields.keyName;
    return {
      weight: CLIENT_WEIGHT.explained,
      key: `${accountKey(attempt)} ${key?.key?.fingerprint ?? name ?? ''}`,
      title: `ssh could not sign${name === undefined ? '' : ` with ${name}`}`,
      proofs: [{ record: event.record }, ...(key ? [{ record: key.record, look: key.keyName }] : [])],
      advise: () => ({
        summary: `The server accepts the key${key ? ` ${describeKey(key)}` : ''}, and ssh had no signature for it.`,
        causes: [CAUSES[event.fields.because]],
        fixes: [runOnClient('see whether the agent has the key, and try with its file alone', ['ssh-add -l', `env -u SSH_AUTH_SOCK ssh -v -i ~/.ssh/KEY ${destination(attempt)}`])],
        unknowns: [],
      }),
    };
  },
});
