import { firstOf } from '../../../attempts/attempt.js';
import { pubkeyAlgorithmNotAccepted } from '../../authentication/pubkey-algorithm-not-accepted.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { destination } from '../advice.js';
import { accountKey } from '../target.js';
import { describeKey, newKey } from './keys.js';
import { hasFailed, loginOf, type OfferedKey } from './login.js';
import { runOnClient } from '../../run-on-client.js';

/** What a server has to verify for a type of key, as ssh abbreviates it. RSA has names of its own, and ssh chooses among them. */
const ALGORITHMS: Record<string, RegExp> = {
  ED25519: /^ssh-ed25519$/,
  ECDSA: /^ecdsa-sha2-nistp\d{3}$/,
  DSA: /^ssh-dss$/,
  'ED25519-SK': /^sk-ssh-ed25519@openssh\.com$/,
  'ECDSA-SK': /^(?:sk-|webauthn-sk-)ecdsa-sha2-nistp256@openssh\.com$/,
};

/** To 7.5 servers name nothing but RSA with SHA-2, and take more than that. */
const namesMoreThanRsa = (algorithms: readonly string[]): boolean => algorithms.some((name) => !name.startsWith('rsa-') && name !== 'ssh-rsa');

export const pubkeyAlgorithmNotAcceptedAtClient = defineClientDiagnoser({
  meta: pubkeyAlgorithmNotAccepted.meta,
  look(attempt) {
    const server = firstOf(attempt, 'client.signature-algorithms');
    const { offered } = loginOf(attempt);
    const [first] = offered;
    if (!server || !first || !hasFailed(attempt) || !namesMoreThanRsa(server.fields.algorithms)) return undefined;
    const { algorithms } = server.fields;
    const isOut = ({ key, fate }: OfferedKey): boolean => {
      const wanted = key === undefined ? undefined : ALGORITHMS[key.type];
      return fate === 'refused' && wanted !== undefined && !algorithms.some((name) => wanted.test(name));
    };
    if (!offered.every(isOut)) return undefined;
    return {
      weight: CLIENT_WEIGHT.explained,
      key: `${accountKey(attempt)} ${first.key?.type ?? ''}`,
      title: `the server does not take keys of type ${first.key?.type ?? ''}`,
      attempts: offered.length,
      proofs: [{ record: first.record, look: first.keyName }, { record: server.record }, ...offered.slice(1).map(({ record, keyName }) => ({ record, look: keyName }))],
      advise: () => ({
        summary: `The server names the algorithms that it takes (${algorithms.join(', ')}), and none is of the type of ${offered.map(describeKey).join('; ')}. Whether the key is in authorized_keys did not matter.`,
        causes: ['PubkeyAcceptedAlgorithms or a crypto policy of the server leaves the type out, or the server is older than it.'],
        fixes: [
          algorithms.includes('ssh-ed25519')
            ? newKey(attempt, 'use a key of a type that the server takes, and install it')
            : runOnClient('use a key of a type that the server takes, and install it', ['ssh-keygen -t rsa -b 3072', `ssh-copy-id -i ~/.ssh/id_rsa.pub ${destination(attempt)}`]),
        ],
        unknowns: ['Whether the key is authorized.'],
      }),
    };
  },
});
