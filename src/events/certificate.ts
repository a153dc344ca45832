import type { Certificate, Peer, PublicKey } from './vocabulary.js';

/** Why a certificate does not let its holder in. */
export type CertificateRefusal =
  | 'expired' | 'not-yet-valid' | 'not-a-user-certificate' | 'not-a-host-certificate'
  | 'principal-not-listed' | 'no-principals' | 'no-authorized-principal' | 'ca-algorithm'
  | 'options' | 'principals-options' | 'invalid-options' | 'unsupported-critical-options'
  | 'not-a-certificate' | 'source-address' | 'other';

/** Certificates in OpenSSH's format (PROTOCOL.certkeys), and revoked keys. */
export interface CertificateEvents {
  /** To 10.0 sshd names neither the certificate nor the line that trusts its CA. `detail` is the log's text for `other`. */
  'certificate.refused': Peer & {
    reason: CertificateRefusal; certificate?: Certificate; path?: string; line?: number; detail?: string;
  };
  /** `reason` is absent to 7.6; `No such file…` means the file of CAs itself. */
  'certificate.ca-untrusted': { ca: PublicKey; path: string; reason?: string; caFileMissing: boolean };
  /** The CA signed with an algorithm that CASignatureAlgorithms leaves out. */
  'certificate.ca-algorithm-refused': { algorithm: string; method: string };
  'certificate.critical-option-unsupported': { option: string };
  'certificate.extension-ignored': { option: string };
  'certificate.options-unreadable': { reason: string; option?: string };
  'certificate.accepted': { certificate: Certificate; path?: string; line?: number; clientUser?: string; clientHost?: string };
  'certificate.unreadable': { reason: string };

  'principals-file.tried': { path: string };
  'principals-file.missing': { path: string; user?: string };
  'principals-file.unreadable': { path: string; user?: string; reason: string };
  'principals-file.not-regular': { path: string; user?: string };
  'principals-file.searched': { path: string; processed: number; lines: number };
  'principals-file.bad-options': { path: string; line: number; reason: string };
  'principal.matched': { principal: string; path: string; line: number };

  /** A revoked key, certificate or CA was used. `host` where a revoked host key came by host-based authentication. */
  'key.revoked': { key?: PublicKey; path?: string; host?: string };
  /** While this lasts no public key is accepted from anyone. */
  'revocation.unchecked': { key?: PublicKey; path?: string; reason: string; listMissing: boolean };
  /** To 6.7 one function reads TrustedUserCAKeys and RevokedKeys, and does not say which it was. */
  'key-file.missing': { path: string };
  'revocation.list-invalid': { reason: string };
  'revocation.progress': { step: string };
}
