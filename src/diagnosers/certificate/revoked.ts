import type { Fix } from '../../finding.js';
import { runOnServer } from '../server-change.js';
import { quotePath } from '../shell.js';

/** A name of a key type that sshd writes for certificates: `ED25519-CERT`. */
export function isCertificate(type: string): boolean {
  return /-CERT$/i.test(type);
}

export const REVOKED_CAUSES = [
  'The key was lost, stolen or replaced, and its owner still uses it somewhere (an old laptop, a job, an agent).',
  'The owner has left.',
  'Somebody else has got the key.',
  'A list that revokes more than it should: a range of serials, a whole CA.',
];

/** Look into the list, and find who holds the key. */
export function revokedFixes(path: string | undefined): Fix[] {
  const quoted = path === undefined ? undefined : quotePath(path);
  return [
    {
      side: 'client',
      summary: 'find the key by its fingerprint; take it out of the agent and of every job',
      action: 'run',
      commands: ['ssh-add -l', 'for k in ~/.ssh/*.pub; do ssh-keygen -lf "$k"; done'],
    },
    {
      side: 'client',
      summary: 'make a new key; have it put into authorized_keys or signed',
      action: 'run',
      commands: ['ssh-keygen -t ed25519'],
    },
    ...(quoted === undefined ? [] : [runOnServer('ask the list about a key, if it should not be revoked', [
      `ssh-keygen -Qf ${quoted} id_ed25519.pub`,
    ],
      'A key revocation list is changed by making it anew (ssh-keygen -k) or adding to it (-u); nothing can be taken out.')]),
  ];
}
