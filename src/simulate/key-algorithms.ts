import { withoutCertificate } from '../openssh/host-keys.js';

/** Signature algorithms of a key, by the word that sshd has for its type when it accepts one. */
const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  RSA: ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'],
  DSA: ['ssh-dss'],
  ECDSA: ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
  ED25519: ['ssh-ed25519'],
  'ECDSA-SK': ['sk-ecdsa-sha2-nistp256@openssh.com', 'webauthn-sk-ecdsa-sha2-nistp256@openssh.com'],
  'ED25519-SK': ['sk-ssh-ed25519@openssh.com'],
};

/** `ssh-ed25519` -> `ssh-ed25519-cert-v01@openssh.com`; a name with a domain loses it. */
function certificateOf(algorithm: string): string {
  return `${algorithm.replace(/@openssh\.com$/, '')}-cert-v01@openssh.com`;
}

/**
 * Every algorithm that a key of this type can sign with (`RSA`, `ED25519-CERT`); empty for types that are not known. One of
 * them is what the client used.
 */
export function algorithmsOfKey(type: string): readonly string[] {
  const [, plain = type, certificate] = /^(.*?)(-CERT)?$/.exec(type.toUpperCase()) ?? [];
  const algorithms = Object.hasOwn(BY_TYPE, plain) ? BY_TYPE[plain] ?? [] : [];
  return certificate ? algorithms.map(certificateOf) : algorithms;
}

/** Algorithms with which the same key could sign instead: only RSA has several. */
export function alternativesTo(algorithm: string): readonly string[] {
  const rsa = BY_TYPE['RSA'] ?? [];
  if (!rsa.includes(withoutCertificate(algorithm))) return [algorithm];
  return withoutCertificate(algorithm) === algorithm ? rsa : rsa.map(certificateOf);
}
