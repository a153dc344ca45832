import { eventsOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { destination } from '../advice.js';
import { accountKey } from '../target.js';
import { describeKey } from './keys.js';
import { hasFailed, loginOf } from './login.js';
import { runOnClient } from '../../run-on-client.js';

export const agentRefused = defineClientDiagnoser({
  meta: {
    code: 'agent-refused',
    category: 'authentication',
    severity: 'error',
    summary: 'the agent has the key, and declined to sign with it',
    explain: `
The server accepts the key. The agent, which holds its private half, was asked for the signature and declined.

## Usual causes
- The key was added with \`ssh-add -c\`: somebody has to confirm each use, and did not, or no program was there to ask (SSH_ASKPASS).
- The agent is locked (\`ssh-add -x\`), or a key ring waits to be unlocked.
- A smart card or security key is not there, was not touched, or its PIN was not given. With gpg-agent: no pinentry on this terminal
  (\`export GPG_TTY=$(tty); gpg-connect-agent updatestartuptty /bye\`).
- The file of the private key may be read by others, or has a passphrase that a key ring does not know (GNOME).
- The key may be used for other hosts only (\`ssh-add -h\`, 8.9 and later).

## How to fix it
Take the key out of the agent and put it back in, without \`-c\`:

\`\`\`
ssh-add -l
ssh-add -d ~/.ssh/id_ed25519
ssh-add ~/.ssh/id_ed25519
\`\`\`

or go without the agent, once:

\`\`\`
ssh -o IdentityAgent=none -i ~/.ssh/id_ed25519 fred@server
\`\`\`

IdentityAgent came with 7.3; before that: \`env -u SSH_AUTH_SOCK ssh …\`.

## What the log cannot tell
Why the agent declined: it does not tell ssh.`,
  },
  look(attempt) {
    const event = eventsOf(attempt, 'client.signing-failed').find(({ fields }) => fields.because === 'refused');
    if (!event || !hasFailed(attempt)) return undefined;
    const key = loginOf(attempt).offered.find(({ fate }) => fate === 'not-signed');
    const named = key === undefined ? event.fields.keyName : describeKey(key);
    return {
      weight: CLIENT_WEIGHT.named,
      key: `${accountKey(attempt)} ${key?.key?.fingerprint ?? event.fields.keyName ?? ''}`,
      title: `the agent declined to sign${key || event.fields.keyName !== undefined ? ` with ${key?.keyName ?? event.fields.keyName}` : ''}`,
      proofs: [{ record: event.record }, ...(key ? [{ record: key.record, look: key.keyName }] : [])],
      advise: () => ({
        summary: `${key ? 'The server accepts the key' : 'The agent was asked to sign with a key'}${named === undefined ? '' : ` ${named}`}${key ? ', and the agent declined to sign with it.' : ', and declined.'}`,
        causes: [
          'The key asks for a confirmation (ssh-add -c), which nobody gave, or no program was there to ask.',
          'The agent or key ring is locked, or a smart card or security key is not there or was not touched.',
          'gpg-agent has no terminal to ask for the PIN.',
        ],
        fixes: [
          runOnClient('take the key out of the agent and put it back in, without -c', ['ssh-add -l', 'ssh-add -d ~/.ssh/KEY', 'ssh-add ~/.ssh/KEY']),
          runOnClient('or go without the agent, once', [`env -u SSH_AUTH_SOCK ssh -i ~/.ssh/KEY ${destination(attempt)}`]),
        ],
        unknowns: ['Why the agent declined: it does not tell ssh.'],
      }),
    };
  },
});
