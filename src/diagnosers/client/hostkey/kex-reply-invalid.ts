import { releaseOf } from '../../../attempts/release.js';
import { namesFor } from '../ask-ssh.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { faults, isInKeyExchange } from '../protocol/packet-failed.js';
import { describeTarget, hostWord, targetKey } from '../target.js';

/** One of each kind, in the spelling that the most releases know. */
const METHODS = ['curve25519-sha256@libssh.org', 'ecdh-sha2-nistp256', 'diffie-hellman-group-exchange-sha256'];

export const kexReplyInvalid = defineClientDiagnoser({
  meta: {
    code: 'kex-reply-invalid',
    category: 'hostkey',
    severity: 'error',
    summary: 'the server\'s part of the key exchange cannot be read',
    explain: `
In the key exchange the server sends its host key, a value of its own and a signature. What came could not be read, or held a value that no
correct implementation sends (a point that is not on the curve, a length beyond the packet). ssh ended the connection before anything secret was
sent.

## Usual causes
- A defect in the software of the server: an appliance, an embedded SSH library.
- Old and new implementations that disagree about one method; mostly only that one fails.
- Something on the way that changes the packets.

## How to fix it
Try other methods: if one works, keep it for this host and upgrade the server.

\`\`\`
ssh -o KexAlgorithms=curve25519-sha256,ecdh-sha2-nistp256,diffie-hellman-group14-sha256 SERVER
ssh -o HostKeyAlgorithms=ssh-ed25519,rsa-sha2-512 SERVER
\`\`\`

## What the log cannot tell
Which value was wrong. \`ssh -vvv\` shows the method that was agreed on.`,
  },
  look(attempt) {
    const proofs = isInKeyExchange(attempt) ? faults(attempt, ['malformed', 'unexpected']) : undefined;
    if (!proofs) return undefined;
    const software = attempt.serverSoftware;
    return {
      weight: CLIENT_WEIGHT.named,
      key: targetKey(attempt),
      title: 'the server\'s part of the key exchange cannot be read',
      proofs,
      advise: () => {
        const host = hostWord(attempt);
        return {
          summary: `What ${describeTarget(attempt)}${software === undefined ? '' : ` (${software})`} sent in the key exchange cannot be read, or holds an impossible value.`,
          causes: ['a defect in the software of the server', 'implementations that disagree about this method', 'something on the way that changes packets'],
          fixes: [
            { side: 'client', summary: 'try other methods of key exchange, one after the other; if one works, keep it for this host alone', action: 'run',
              commands: namesFor(releaseOf(attempt), 'kex', METHODS).map((name) => `ssh -o KexAlgorithms=${name} ${host}`) },
            { side: 'server', summary: 'upgrade the server or the firmware of the device', action: 'run' },
          ],
          unknowns: [...(attempt.verbosity < 1 ? ['Which method was agreed on, and which software the server is: ssh -vv shows both.'] : []), 'Which value was wrong: no option of ssh shows it.'],
        };
      },
    };
  },
});
