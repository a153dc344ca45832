import type { Certificate, Errno, PublicKey } from '../vocabulary.js';

/** Why the client does not take a certificate of a host (PROTOCOL.certkeys). */
export type HostCertificateFault = 'expired' | 'not-yet-valid' | 'wrong-name' | 'no-principals' | 'not-a-host-certificate' | 'critical-options' | 'other';

/** How the client judges the key of the server. */
export interface ClientHostKeyEvents {
  /** The key that the server sent, from the trace or from the question whether to trust it. */
  'client.host-key-received': { key: PublicKey };
  /** What stands in the certificate is the server's word. */
  'client.host-certificate-received': { key: PublicKey; certificate: Certificate };
  'client.host-certificate-faulty': { reason: HostCertificateFault };
  /** No CA of known_hosts has signed it: ssh looks at the plain key instead. */
  'client.host-certificate-unmatched': object;
  'client.host-key-matched': { hostName: string };
  /** Head of a warning in a frame of @; the lines behind it say which key and which file. `address`: the name and its address disagree. */
  'client.host-key-warning': { about: 'changed' | 'revoked' | 'address' };
  /** Line of the warning: type of the key that the remote host sent; its fingerprint stands on the next one. */
  'client.host-key-announced': { keyType: string };
  'client.host-key-fingerprint': { fingerprint: string };
  /** The line of known_hosts that does not agree with the key. `ofAddress`: recorded for the address, not for the name. */
  'client.known-hosts-conflict': { path: string; line: number; keyType?: string; ofAddress?: true };
  /** Debian's advice behind it: the name under which the key stands in known_hosts. */
  'client.known-hosts-name': { path: string; name: string };
  'client.host-key-revoked': { hostName?: string; keyType?: string; key?: PublicKey; path?: string };
  /** RevokedHostKeys names a file that cannot be used: every host key counts as revoked. */
  'client.revoked-keys-unusable': { path: string; reason: string };
  /** Strict checking ends the attempt. */
  'client.host-key-refused': { hostName?: string; keyType?: string; reason: 'unknown' | 'changed' | 'revoked' | 'other' };
  'client.host-key-verification-failed': object;
  /** ssh wants to know whether to trust a key. `otherTypeKnown`: another key of that host is known. */
  'client.host-key-asked': { hostName: string; ip?: string };
  'client.host-key-other-type-known': object;
  /** Absent: the log holds the question alone. */
  'client.host-key-answered': { answer?: 'yes' | 'no' | 'fingerprint' };
  'client.host-key-stored': { names: string[]; keyType?: string };
  'client.known-hosts-not-written': { path: string; keyType?: string; errno?: Errno };
  'client.host-key-ip-differs': { hostName: string; ip?: string; keyType: string };
  /** The key is not trusted, and the login goes on without what could give a secret away. */
  'client.host-key-distrusted': { disabled: string };
}
