import { lastOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { pathOr, shortened } from '../names.js';
import { failedAtLogin, keysOf, undecoded } from './key-facts.js';
import { runOnClient } from '../../run-on-client.js';

export const keyPassphraseNeeded = defineClientDiagnoser({
  meta: {
    code: 'key-passphrase-needed',
    category: 'key-file',
    severity: 'error',
    summary: 'the private key has a passphrase, and nobody was there to give it',
    explain: `
The private key is encrypted, and ssh could not ask for the passphrase: BatchMode yes forbids it, or there is no terminal (cron, CI, a service).

## How to fix it
Let an agent hold the key, which somebody unlocks once:

\`\`\`
ssh-add FILE
\`\`\`

For jobs that nobody watches, make a key of their own without a passphrase, and let the server restrict it to what they need
(\`restrict,command="..."\` in authorized_keys).

## What the log cannot tell
From 6.8 on ssh says nothing of this at all: the server accepts the key, and nothing follows. Releases before say that the file could not be decoded,
which a damaged one would give as well.`,
  },
  look(attempt) {
    if (!failedAtLogin(attempt)) return undefined;
    const header = lastOf(attempt, 'client.key-header-seen')?.fields.kind;
    const key = keysOf(attempt).findLast((facts) => undecoded(facts, header) === 'passphrase-needed');
    const event = key?.notDecoded.at(-1);
    if (!key || !event) return undefined;
    const path = pathOr(key.keyName, 'FILE');
    return {
      weight: key.accepted ? CLIENT_WEIGHT.named : CLIENT_WEIGHT.explained,
      key: key.keyName,
      title: 'the private key has a passphrase, and ssh did not get it',
      proofs: [{ record: event.record }, ...(key.accepted ? [{ record: key.accepted.record }] : [])],
      advise: () => ({
        summary: `ssh could not open ${shortened(key.keyName)}, and asked nobody for its passphrase.${key.accepted ? ' The server would have accepted the key.' : ''}`,
        causes: ['BatchMode yes, or no terminal: a script, cron, CI.'],
        fixes: [
          runOnClient('let the agent hold the key, unlocked once', [`ssh-add ${path}`]),
          runOnClient('for jobs that nobody watches: a key of their own without passphrase', ["ssh-keygen -t ed25519 -N '' -f ~/.ssh/job_key"], 'Let authorized_keys restrict it to what the job needs (restrict,command="...").'),
        ],
        unknowns: [`Whether the file is damaged instead: this release has the same words for that. "ssh-keygen -y -f ${path}" tells.`],
      }),
    };
  },
});
