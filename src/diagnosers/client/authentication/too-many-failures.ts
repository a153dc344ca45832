import type { Attempt } from '../../../attempts/attempt.js';
import { eventsOf } from '../../../attempts/attempt.js';
import type { ClientKey } from '../../../events/client/index.js';
import type { Fix } from '../../../finding.js';
import { tooManyFailures } from '../../authentication/too-many-failures.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { askServer, destination, inHostBlock } from '../advice.js';
import { accountKey, describeAccount } from '../target.js';
import { keyFile, listKeys } from './keys.js';
import { type Login, loginOf } from './login.js';
import { runOnClient } from '../../run-on-client.js';

export const tooManyFailuresAtClient = defineClientDiagnoser({
  meta: tooManyFailures.meta,
  look(attempt, context) {
    const event = eventsOf(attempt, 'client.disconnect-received').find(({ fields }) => fields.because === 'too-many-failures');
    if (!event || attempt.authenticated) return undefined;
    const login = loginOf(attempt);
    const { offered, passwords } = login;
    return {
      weight: CLIENT_WEIGHT.named,
      key: accountKey(attempt),
      title: `too many failed attempts in one connection, for ${describeAccount(attempt)}`,
      attempts: Math.max(1, offered.length + passwords.length),
      proofs: [{ record: event.record, look: event.fields.reason }, ...offered.map(({ record, keyName }) => ({ record, look: keyName })), ...passwords.map((record) => ({ record }))],
      advise: () => ({
        summary: `The server ends a connection after MaxAuthTries failures (6 by default), and each offered key is one.${triedOf(login)}${unreachedOf(attempt, login)}`,
        causes: offered.length > 0 || passwords.length === 0
          ? ['An agent that holds more keys than MaxAuthTries: the right one is never reached, or comes after others.', ...(passwords.length > 0 ? ['A wrong password, again and again, behind them.'] : [])]
          : ['A wrong password, again and again.'],
        fixes: offered.length > 0 || passwords.length === 0 ? keyFixes(attempt, login) : [runOnClient('ask for a new password, or use a key', ['ssh-keygen -t ed25519'])],
        unknowns: [
          ...(offered.length === 0 && attempt.verbosity === 0 ? ['Which keys were offered: ssh -v shows each, in order.'] : []),
          askServer(attempt, context, 'Which tries it counted'),
        ],
      }),
    };
  },
});

function triedOf({ offered, passwords }: Login): string {
  const keys = offered.length === 0 ? '' : ` ssh offered, in this order: ${listKeys(offered)}.`;
  return passwords.length === 0 ? keys : `${keys} Passwords that were refused before: ${passwords.length}.`;
}

/** Keys that ssh would have offered after those. */
function unreached(attempt: Attempt, { offered }: Login): ClientKey[] {
  const reached = new Set(offered.map(({ keyName, key }) => key?.fingerprint ?? keyName));
  return eventsOf(attempt, 'client.key-planned').map(({ fields }) => fields).filter(({ keyName, key, sources }) =>
    (key !== undefined || sources !== undefined) && !reached.has(key?.fingerprint ?? keyName) && !reached.has(keyName));
}

function unreachedOf(attempt: Attempt, login: Login): string {
  const keys = unreached(attempt, login);
  return keys.length === 0 ? '' : ` Never reached: ${listKeys(keys)}.`;
}

function keyFixes(attempt: Attempt, login: Login): Fix[] {
  const waiting = unreached(attempt, login);
  const file = [...waiting.filter(({ sources }) => sources?.includes('explicit')), ...waiting].map(keyFile).find((path) => path !== undefined) ?? '~/.ssh/KEY';
  return [
    inHostBlock(attempt, 'let ssh offer only the key that is meant for this server', [`IdentityFile ${file}`, 'IdentitiesOnly yes']),
    runOnClient('to see whether it helps, once', [`ssh -o IdentitiesOnly=yes -i ${file} ${destination(attempt)}`]),
    runOnClient('see what the agent holds; take out of it what no server needs (ssh-add -d FILE)', ['ssh-add -l'],
      'A key that only the agent has is chosen by its public half: ssh-add -L prints it; IdentityFile may name a file with that line.'),
  ];
}
