import type { Fix } from '../../finding.js';
import type { ReleaseRange } from '../../openssh/version.js';
import { showFingerprints } from '../fingerprints.js';
import { runOnServer, type Whereabouts } from '../server-change.js';
import type { Told } from '../login-problem.js';
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

/** `, and then logged in by password`, where the connection went on to a login. */
export function thenAccepted({ connection: { accepted } }: Told): string {
  return accepted === undefined ? '' : `, and then logged in by ${accepted.method}`;
}

/** A fingerprint as sshd writes it, which a shell takes literally: base64 behind the name of the hash, or MD5 in pairs. */
const FINGERPRINT = /^(?:[A-Z0-9-]{2,10}:[A-Za-z0-9+/=]{10,128}|(?:MD5:)?[0-9a-f]{2}(?::[0-9a-f]{2}){15})$/;

/** Where the key may be listed with a comment that names its owner. */
function findHolder(fingerprint: string, list: string | undefined, range: ReleaseRange): Fix {
  const md5 = !fingerprint.startsWith('SHA');
  const files = `${list === undefined ? '' : `${list} `}/home/*/.ssh/authorized_keys /path/to/old-keys/*.pub`;
  return runOnServer('find whose key it is: its comment, in the list, in authorized_keys or among the keys that were withdrawn', [
    `for f in ${files}; do ${showFingerprints('"$f"', range, md5)} | grep -F ${fingerprint} && echo "$f"; done`,
  ], 'A binary key revocation list has no comments: ssh-keygen -lf reads the plain kind alone.');
}

/** Look into the list, and find who holds the key. @param asked the file with what is revoked, on the client */
export function revokedFixes(path: string | undefined, { range }: Whereabouts, asked: string, fingerprint?: string): Fix[] {
  const quoted = path === undefined ? undefined : quotePath(path);
  return [
    ...(fingerprint !== undefined && FINGERPRINT.test(fingerprint) ? [findHolder(fingerprint, quoted, range)] : []),
    {
      side: 'client',
      summary: 'find it among the keys of the user by its fingerprint; take it out of the agent and of every job',
      action: 'run',
      commands: ['ssh-add -l', 'for k in ~/.ssh/*.pub; do ssh-keygen -lf "$k"; done'],
    },
    {
      side: 'client',
      summary: 'make a new key; have it put into authorized_keys or signed',
      action: 'run',
      commands: ['ssh-keygen -t ed25519'],
    },
    ...askList(path, asked),
  ];
}

/** A list is either binary, which only ssh-keygen -k makes, or public keys, one a line, which ssh-keygen -Q does not read. */
export function askList(path: string | undefined, asked: string): Fix[] {
  const quoted = path === undefined ? undefined : quotePath(path);
  return quoted === undefined ? [] : [runOnServer('ask the list about it, if it should not be revoked', [`ssh-keygen -Qf ${quoted} ${asked}`],
    'Where ssh-keygen finds an invalid magic number, the list is plain text: take out the line of the key. A binary key revocation list '
      + 'is changed by making it anew (ssh-keygen -k) or adding to it (-u); nothing can be taken out.')];
}
