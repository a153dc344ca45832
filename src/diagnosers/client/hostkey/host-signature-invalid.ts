import { type Attempt, eventsOf } from '../../../attempts/attempt.js';
import { releaseOf } from '../../../attempts/release.js';
import { namesFor } from '../ask-ssh.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { faults, isInKeyExchange } from '../protocol/packet-failed.js';
import { describeTarget, hostWord, targetKey } from '../target.js';
import { runOnClient } from '../../run-on-client.js';

export const hostSignatureInvalid = defineClientDiagnoser({
  meta: {
    code: 'host-signature-invalid',
    category: 'hostkey',
    severity: 'error',
    summary: 'the signature of the server\'s host key cannot be verified',
    explain: `
At the end of the key exchange the server signs what both sides have sent, with its host key. This signature proves that it holds the private
key, and that nobody on the way has changed a word. Here it did not fit, or the cryptographic library refused to check it. ssh ended the
connection before anything secret was sent.

## Usual causes
- "incorrect signature", "key_verify failed": a defect of the server's software; its private and public host key do not belong together; or
  somebody on the way who tries to change the connection.
- "error in libcrypto": OpenSSL of the client refuses. Mostly a policy that forbids SHA-1, and a server that signs with ssh-rsa only:
  RHEL 9 and its relatives do so. Or a host key that is too short.

## How to fix it
Let the server sign with another of its keys, which shows whether it is this one:

\`\`\`
ssh -o HostKeyAlgorithms=ssh-ed25519,rsa-sha2-512,rsa-sha2-256 SERVER
\`\`\`

Upgrade the server. On its side, \`ssh-keygen -y -f KEY | diff - KEY.pub\` compares the two halves of a key.
Do not go around the check: there is no option for it, for good reason.

## What the log cannot tell
Whether it is a defect or somebody on the way. The same failure from another network speaks for a defect.`,
  },
  look(attempt) {
    const wrong = faults(attempt, ['bad-signature']);
    const library = isInKeyExchange(attempt) ? faults(attempt, ['library']) : undefined;
    const proofs = wrong ?? library;
    if (!proofs) return undefined;
    const algorithm = hostKeyAlgorithm(attempt);
    return {
      weight: CLIENT_WEIGHT.named,
      key: `${targetKey(attempt)} ${wrong ? 'signature' : 'library'}`,
      title: wrong ? 'the signature of the host key is wrong' : 'the library cannot check the host key\'s signature',
      proofs,
      advise: () => {
        const host = hostWord(attempt);
        return {
          summary: wrong
            ? `The signature that ${describeTarget(attempt)} made with its host key${algorithm} does not fit this connection.`
            : `OpenSSL refused to check the signature that ${describeTarget(attempt)} made with its host key${algorithm}.`,
          causes: wrong
            ? ['a defect in the software of the server', 'a private and a public host key that do not belong together', 'somebody on the way who tries to change the connection']
            : ['a policy of the client\'s system that forbids SHA-1 (RHEL 9 and its relatives), and a server that signs with ssh-rsa', 'a host key that is too short for the client\'s OpenSSL', 'a defect in the software of the server'],
          fixes: [
            runOnClient('let the server use another host key or algorithm, if it has one', [`ssh -o HostKeyAlgorithms=${otherAlgorithms(attempt).join(',')} ${host}`]),
            { side: 'server', summary: 'upgrade the server or the firmware of the device; make its host keys anew if the two halves of one do not fit', action: 'run', commands: ['ssh-keygen -y -f /etc/ssh/ssh_host_rsa_key', 'cat /etc/ssh/ssh_host_rsa_key.pub'] },
            ...(wrong ? [] : [{ side: 'client' as const, summary: 'where only ssh-rsa is left on the server and the policy of this system forbids it: allow SHA-1 for the system, until the server is upgraded (RHEL 9)', action: 'run' as const,
              commands: ['update-crypto-policies --set DEFAULT:SHA1'], strength: 'weak' as const, caution: 'It holds for every program of this system. update-crypto-policies --set DEFAULT takes it back.' }]),
          ],
          unknowns: [
            'Whether it is a defect or somebody on the way: the same failure from another network speaks for a defect.',
            ...(algorithm === '' ? ['Which algorithm it was: ssh -v shows it.'] : []),
          ],
        };
      },
    };
  },
});

/** Names that the client has, without the one that did not do. */
function otherAlgorithms(attempt: Attempt): string[] {
  const known = namesFor(releaseOf(attempt), 'hostkey', ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'rsa-sha2-512', 'rsa-sha2-256']);
  const failed = agreed(attempt);
  const others = known.filter((name) => name !== failed);
  // Before 5.7 there are but two.
  return others.length > 0 ? others : [failed === 'ssh-rsa' ? 'ssh-dss' : 'ssh-rsa'];
}

function agreed(attempt: Attempt): string | undefined {
  return eventsOf(attempt, 'kex.agreed').find(({ fields }) => fields.kind === 'hostkey')?.fields.algorithm;
}

function hostKeyAlgorithm(attempt: Attempt): string {
  const name = agreed(attempt);
  return name === undefined ? '' : ` (${name})`;
}
