import { eventsOf, firstOf, lastOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { inHostBlock } from '../advice.js';
import { accountKey, describeAccount } from '../target.js';
import { newKey } from './keys.js';
import { hasFailed, loginOf } from './login.js';
import { runOnClient } from '../../run-on-client.js';

export const noKeyToOffer = defineClientDiagnoser({
  meta: {
    code: 'no-key-to-offer',
    category: 'authentication',
    severity: 'error',
    summary: 'the server wants a key, and ssh has none to offer',
    explain: `
The server takes public keys, and ssh found none: no file with one of the usual names in \`~/.ssh\`, no other that \`-i\` or IdentityFile
names, and nothing in the agent. So nothing was offered, and nothing that is in authorized_keys matters.

## Usual causes
- There is no key on this machine or for this local user: sudo, cron, a container and a service have a home of their own.
- The key has another name than the usual ones (\`id_rsa\`, \`id_ecdsa\`, \`id_ed25519\`), and nothing names it.
- The agent is empty since the last login, or it is not the one that SSH_AUTH_SOCK leads to.
- \`IdentitiesOnly yes\` or \`PubkeyAuthentication\` in ssh_config leaves out what the agent has.

## How to fix it
See what there is, and what ssh would use:

\`\`\`
ls -l ~/.ssh
ssh-add -l
ssh -G SERVER | grep -i ^identity
\`\`\`

Name a key that has another name:

\`\`\`
Host server
    IdentityFile ~/.ssh/work_key
\`\`\`

or make one, and install its public half:

\`\`\`
ssh-keygen -t ed25519
ssh-copy-id fred@server
\`\`\`

## What the log cannot tell
Whether the server would accept a key of this user at all.`,
  },
  look(attempt) {
    const { offered, chosen, passwords, tried, methods } = loginOf(attempt);
    const asked = eventsOf(attempt, 'client.method-chosen').find(({ fields }) => fields.method === 'publickey');
    if (!asked || offered.length > 0 || passwords.length > 0 || !hasFailed(attempt)) return undefined;
    // Keys that were tried and are faulty have reasons of their own; where ssh still goes on, nothing is decided.
    if (!firstOf(attempt, 'client.methods-exhausted') && !firstOf(attempt, 'client.permission-denied')) return undefined;
    const agent = lastOf(attempt, 'client.agent');
    const files = eventsOf(attempt, 'client.key-file-tried');
    return {
      weight: CLIENT_WEIGHT.explained,
      key: accountKey(attempt),
      title: `ssh had no key to offer for ${describeAccount(attempt)}`,
      proofs: [{ record: asked.record }, ...(agent ? [{ record: agent.record }] : []), ...files.map(({ record, fields }) => ({ record, look: fields.keyName }))],
      advise: () => ({
        summary: `The server takes a public key, and ssh offered none.${tried.length > 0 ? ` It looked for ${tried.join(', ')}.` : ''}`
          + (agent?.fields.state === 'empty' ? ' The agent holds no key.' : agent ? '' : ' No key came from an agent.')
          + (methods.length > 0 ? ` The server would go on with ${methods.join(', ')}.` : ''),
        causes: [
          'No key for this local user: sudo, cron, a container or a service has a home of its own.',
          'The key has another file name, and neither -i nor IdentityFile names it.',
          agent?.fields.state === 'empty' ? 'The agent is empty: keys are gone when it is started anew.' : 'The agent does not run, or is empty.',
          ...(chosen.includes('password') || !methods.some((method) => method === 'password' || method === 'keyboard-interactive') ? []
            : ['The server would take a password as well, for which ssh did not ask: BatchMode, or no terminal.']),
        ],
        fixes: [
          runOnClient('see which keys there are, and which ssh would use', ['ls -l ~/.ssh', 'ssh-add -l']),
          inHostBlock(attempt, 'name the key, where it has a name of its own', ['IdentityFile ~/.ssh/KEY']),
          newKey(attempt, 'or make a key and install it'),
        ],
        unknowns: ['Whether the server would accept a key of this user at all.'],
      }),
    };
  },
});
