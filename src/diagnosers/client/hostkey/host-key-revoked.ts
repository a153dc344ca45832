import { firstOf, lastOf } from '../../../attempts/attempt.js';
import { releaseOf } from '../../../attempts/release.js';
import type { Fix } from '../../../finding.js';
import { showOptions } from '../ask-ssh.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { pathOr, shortened } from '../names.js';
import { describeHostKey, hostKeyFacts, hostKeyFile } from './host-key-facts.js';
import { runOnClient } from '../../run-on-client.js';

export const hostKeyRevoked = defineClientDiagnoser({
  meta: {
    code: 'host-key-revoked',
    category: 'hostkey',
    severity: 'error',
    summary: 'the host key is marked as revoked on this client',
    explain: `
The server uses a key of which somebody has said that it must not be trusted any more: by a line \`@revoked\` in known_hosts, or in the file that
RevokedHostKeys names. Whoever has a stolen key can pass for the server.

## Usual causes
- The key was stolen or published, and the server has not got a new one yet.
- The file that RevokedHostKeys names cannot be read: then every key counts as revoked.

## How to fix it
Give the server a new key, and tell its clients the new fingerprint:

\`\`\`
ssh-keygen -t ed25519 -f /etc/ssh/ssh_host_ed25519_key
\`\`\`

Take the mark away only where it stands there by mistake.`,
  },
  look(attempt) {
    const revoked = lastOf(attempt, 'client.host-key-revoked');
    const unusable = lastOf(attempt, 'client.revoked-keys-unusable');
    const refused = lastOf(attempt, 'client.host-key-refused');
    const event = revoked ?? unusable ?? (refused?.fields.reason === 'revoked' ? refused : firstOf(attempt, 'client.host-key-warning'));
    if (!event || (event.type === 'client.host-key-warning' && event.fields.about !== 'revoked')) return undefined;
    const facts = hostKeyFacts(attempt);
    const key = revoked?.fields.key;
    const path = revoked?.fields.path ?? unusable?.fields.path;
    const what = key === undefined ? describeHostKey(facts) : `${key.type} key ${key.fingerprint}`;
    return {
      ...(!attempt.authenticated && { weight: CLIENT_WEIGHT.exact }),
      key: `${facts.name ?? ''} ${key?.fingerprint ?? facts.fingerprint ?? ''}`,
      title: unusable ? 'the list of revoked host keys cannot be read' : 'the host key of the server is revoked',
      proofs: [{ record: event.record }, ...(refused && refused !== event ? [{ record: refused.record }] : [])],
      advise: () => (unusable
        ? {
            summary: `ssh cannot use ${shortened(unusable.fields.path)} (${shortened(unusable.fields.reason)}), which RevokedHostKeys names. It counts every host key as revoked then.`,
            causes: ['The file does not exist, is not readable for this account, or is no list of keys.'],
            fixes: [runOnClient('look at the file, and put it in order; or correct RevokedHostKeys', [`ls -l ${pathOr(path, 'FILE')}`, showOptions(releaseOf(attempt), 'SERVER', ['revokedhostkeys'])])],
            unknowns: [],
          }
        : {
            summary: `The ${what} of the server is marked as revoked ${path === undefined ? 'in known_hosts (@revoked)' : `in ${shortened(path)}`}: it must not be trusted.`,
            causes: ['The key was stolen or published, and the server still uses it.', 'The mark stands there by mistake.'],
            fixes: [
              { side: 'server', summary: 'give the server a new key, restart sshd, and tell its clients the new fingerprint', action: 'run', ...newHostKey(key?.type ?? facts.keyType) },
              runOnClient('see who marked it, and why', [path === undefined ? "grep -n '^@revoked' ~/.ssh/known_hosts /etc/ssh/ssh_known_hosts" : `ls -l ${pathOr(path, 'FILE')}`], 'Take the mark away only if it is certainly a mistake.'),
            ],
            unknowns: ['Why the key was revoked.'],
          }),
    };
  },
});

const TYPES: Readonly<Record<string, string>> = { ED25519: 'ed25519', ECDSA: 'ecdsa', RSA: 'rsa -b 3072' };

/** In the place of the one that is revoked: a key of another type beside it would leave that in use. */
function newHostKey(keyType: string | undefined): Pick<Fix, 'commands' | 'caution'> {
  const type = TYPES[keyType?.replace(/-CERT$/, '') ?? ''];
  if (type === undefined) return { commands: [`for key in ${hostKeyFile({ keyType })}.pub; do ssh-keygen -lf "$key"; done`] };
  const file = hostKeyFile({ keyType });
  return {
    commands: [`mv ${file} ${file}.revoked`, `mv ${file}.pub ${file}.pub.revoked`, `ssh-keygen -t ${type} -N '' -f ${file}`, `ssh-keygen -lf ${file}.pub`],
    caution: 'Every client that knows the old key will warn. Keep the present connection open until a new one has worked.',
  };
}
