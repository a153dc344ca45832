import { lastOf } from '../../../attempts/attempt.js';
import { releaseOf } from '../../../attempts/release.js';
import { showOptions } from '../ask-ssh.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { askServer, destination } from '../advice.js';
import { accountKey, describeAccount } from '../target.js';
import { hasFailed, loginOf } from './login.js';
import { runOnClient } from '../../run-on-client.js';

const ASKING = ['password', 'keyboard-interactive'];

export const passwordNeededInBatchMode = defineClientDiagnoser({
  meta: {
    code: 'password-needed-in-batch-mode',
    category: 'authentication',
    severity: 'error',
    summary: 'the server wants a password, and ssh may not ask for one',
    explain: `
All that the server takes is a password or the answers to questions, and ssh gave up without asking: it may not.

## Usual causes
- \`BatchMode yes\`, in ssh_config or as \`-o BatchMode=yes\`: scripts, backup programs and monitoring set it, so that nothing waits at a prompt.
- \`PasswordAuthentication no\`, \`KbdInteractiveAuthentication no\` or a PreferredAuthentications without them.
- The server does not take keys of this account: \`PubkeyAuthentication no\`, perhaps in a Match block.

## How to fix it
By hand, allow the question:

\`\`\`
ssh -o BatchMode=no -o PreferredAuthentications=keyboard-interactive,password fred@server
\`\`\`

For a program, have the server take a key of this account (\`PubkeyAuthentication yes\`), and install one.

## What the log cannot tell
Which option keeps ssh from asking: \`ssh -G SERVER\` shows what ssh_config makes of them.`,
  },
  look(attempt, context) {
    const { chosen, methods, succeeded } = loginOf(attempt);
    const event = lastOf(attempt, 'client.methods');
    const given = lastOf(attempt, 'client.methods-exhausted');
    if (!event || !given || succeeded.length > 0 || !hasFailed(attempt)) return undefined;
    // Where the server takes keys as well, that none fits is the reason.
    if (methods.length === 0 || !methods.every((method) => ASKING.includes(method)) || chosen.some((method) => ASKING.includes(method))) return undefined;
    return {
      weight: CLIENT_WEIGHT.named,
      key: accountKey(attempt),
      title: `the server wants a password for ${describeAccount(attempt)}, and ssh may not ask for one`,
      proofs: [{ record: event.record, look: methods.join(',') }, { record: given.record }],
      advise: () => ({
        summary: `The server takes nothing but ${methods.join(', ')}, and ssh gave up without asking. It takes no key for this account.`,
        causes: [
          'BatchMode yes, in ssh_config or on the command line: scripts, backups and monitoring set it.',
          'PasswordAuthentication no, KbdInteractiveAuthentication no or PreferredAuthentications leaves the method out.',
        ],
        fixes: [
          runOnClient('see which option it is', [showOptions(releaseOf(attempt), destination(attempt), ['batchmode', 'passwordauthentication', 'kbdinteractiveauthentication', 'preferredauthentications'])]),
          runOnClient('by hand: let ssh ask', [`ssh -o BatchMode=no -o PasswordAuthentication=yes -o PreferredAuthentications=keyboard-interactive,password ${destination(attempt)}`]),
          { side: 'server', summary: 'for a program: let the server take keys, and install one', action: 'set', file: 'sshd_config', lines: ['PubkeyAuthentication yes'] },
        ],
        unknowns: ['Which option keeps ssh from asking.', askServer(attempt, context, 'Why it takes no keys')],
      }),
    };
  },
});
