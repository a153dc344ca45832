import { eventsOf } from '../../../attempts/attempt.js';
import type { Errno } from '../../../events/vocabulary.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { inHostBlock } from '../advice.js';
import { accountKey } from '../target.js';
import { hasFailed, loginOf } from './login.js';
import { runOnClient } from '../../run-on-client.js';

const MEANINGS: Partial<Record<Errno, string>> = {
  ENOENT: 'its socket is not there any more',
  ECONNREFUSED: 'nobody listens at its socket any more',
  EACCES: 'its socket belongs to another user',
};

export const agentNotReachable = defineClientDiagnoser({
  meta: {
    code: 'agent-not-reachable',
    category: 'authentication',
    severity: 'warning',
    summary: 'SSH_AUTH_SOCK names an agent that is not there',
    explain: `
The environment variable SSH_AUTH_SOCK (or IdentityAgent in ssh_config) names the socket of an agent, and ssh could not reach it. The keys that
the agent should hold are not offered.

## Usual causes
- The agent has ended, and a shell still has its address: tmux and screen keep the environment in which they were started.
- A forwarded agent (\`ssh -A\`) of a session that is closed by now.
- sudo or su kept the variable, and the socket belongs to somebody else.

## How to fix it
See where it leads, and start an agent where there is none:

\`\`\`
echo "$SSH_AUTH_SOCK"; ls -l "$SSH_AUTH_SOCK"; ssh-add -l
eval "$(ssh-agent -s)"
ssh-add ~/.ssh/id_ed25519
\`\`\`

Without an agent, name the file of the key (\`ssh -i\`, or IdentityFile in ssh_config).

## What the log cannot tell
Which keys the agent had. Before 6.8 ssh does not say that it could not reach it.`,
  },
  look(attempt) {
    const event = eventsOf(attempt, 'client.agent').find(({ fields }) => fields.state === 'unreachable');
    if (!event) return undefined;
    const { offered, passwords } = loginOf(attempt);
    const explains = hasFailed(attempt) && offered.length === 0 && passwords.length === 0;
    const { errno } = event.fields;
    return {
      ...(explains && { weight: CLIENT_WEIGHT.explained }),
      key: accountKey(attempt),
      title: 'the agent that SSH_AUTH_SOCK names is not there',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `ssh could not reach the agent${errno !== undefined && MEANINGS[errno] !== undefined ? `: ${MEANINGS[errno]}` : ''}. Keys that it should hold were not offered${explains ? ', and there were no others' : ''}.`,
        causes: [
          'The agent has ended, and this shell still has its address (tmux, screen, cron).',
          'A forwarded agent of a session that is closed by now.',
        ],
        fixes: [
          runOnClient('see where the variable leads, and whether an agent answers', ['echo "$SSH_AUTH_SOCK"', 'ssh-add -l']),
          runOnClient('start an agent, and give it the key', ['eval "$(ssh-agent -s)"', 'ssh-add ~/.ssh/KEY']),
          inHostBlock(attempt, 'or name the file of the key: no agent is needed', ['IdentityFile ~/.ssh/KEY']),
        ],
        unknowns: ['Which keys the agent had.'],
      }),
    };
  },
});
