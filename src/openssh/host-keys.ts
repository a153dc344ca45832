/** What kind of key a host key algorithm needs, and where sshd looks for it. */

/** `type` as `ssh-keygen -t` takes it; `bits` where the algorithm fixes the size. */
export interface HostKeyType {
  type: 'rsa' | 'dsa' | 'ecdsa' | 'ed25519' | 'ecdsa-sk' | 'ed25519-sk' | 'mldsa44_ed25519' | 'xmss';
  bits?: 256 | 384 | 521;
}

const TYPES: Readonly<Record<string, HostKeyType>> = {
  'ssh-rsa': { type: 'rsa' },
  'rsa-sha2-256': { type: 'rsa' },
  'rsa-sha2-512': { type: 'rsa' },
  'ssh-dss': { type: 'dsa' },
  'ssh-ed25519': { type: 'ed25519' },
  'ecdsa-sha2-nistp256': { type: 'ecdsa', bits: 256 },
  'ecdsa-sha2-nistp384': { type: 'ecdsa', bits: 384 },
  'ecdsa-sha2-nistp521': { type: 'ecdsa', bits: 521 },
  'sk-ssh-ed25519@openssh.com': { type: 'ed25519-sk' },
  'sk-ecdsa-sha2-nistp256@openssh.com': { type: 'ecdsa-sk' },
  'webauthn-sk-ecdsa-sha2-nistp256@openssh.com': { type: 'ecdsa-sk' },
  'ssh-mldsa44-ed25519@openssh.com': { type: 'mldsa44_ed25519' },
  'ssh-xmss@openssh.com': { type: 'xmss' },
};

const CERTIFICATE = /-cert-v0[01]@openssh\.com$/;

/** Whether the algorithm wants a certificate instead of a bare key. */
export function isCertificate(algorithm: string): boolean {
  return CERTIFICATE.test(algorithm);
}

/** `rsa-sha2-512-cert-v01@openssh.com` -> `rsa-sha2-512`; a name that is no certificate's stays. */
export function withoutCertificate(algorithm: string): string {
  if (!isCertificate(algorithm)) return algorithm;
  const plain = algorithm.replace(CERTIFICATE, '');
  // Names that carry a domain of their own lose it in the certificate's name: sk-ssh-ed25519-cert-v01@openssh.com.
  return Object.hasOwn(TYPES, plain) ? plain : `${plain}@openssh.com`;
}

/** The key that signs with this algorithm; undefined for algorithms that OpenSSH does not have. */
export function hostKeyTypeOf(algorithm: string): HostKeyType | undefined {
  const plain = withoutCertificate(algorithm);
  return Object.hasOwn(TYPES, plain) ? TYPES[plain] : undefined;
}

/** The file that sshd loads by default, and that a HostKey line names. */
export function hostKeyFile({ type }: HostKeyType): string {
  return `/etc/ssh/ssh_host_${type}_key`;
}

/** The command, run as root, that creates a missing host key. It asks before it overwrites a file. */
export function hostKeyCommand(key: HostKeyType): string {
  const bits = key.bits === undefined ? '' : ` -b ${key.bits}`;
  return `ssh-keygen -q -t ${key.type}${bits} -N '' -f ${hostKeyFile(key)}`;
}
