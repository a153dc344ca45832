import type { ClientDiagnoser } from '../diagnoser.js';
import { hostCertCaUntrusted } from './host-cert-ca-untrusted.js';
import { hostCertExpired } from './host-cert-expired.js';
import { hostCertInvalid } from './host-cert-invalid.js';
import { hostCertNotYetValid } from './host-cert-not-yet-valid.js';
import { hostCertPrincipalMismatch } from './host-cert-principal-mismatch.js';
import { hostKeyChanged } from './host-key-changed.js';
import { hostKeyIpDiffers } from './host-key-ip-differs.js';
import { hostKeyRevoked } from './host-key-revoked.js';
import { hostKeyUnknown } from './host-key-unknown.js';
import { hostKeyUnverified } from './host-key-unverified.js';
import { hostSignatureInvalid } from './host-signature-invalid.js';
import { kexReplyInvalid } from './kex-reply-invalid.js';
import { knownHostsNotWritable } from './known-hosts-not-writable.js';

export const HOSTKEY: readonly ClientDiagnoser[] = [
  hostSignatureInvalid, kexReplyInvalid,
  hostKeyRevoked, hostKeyChanged, hostCertExpired, hostCertNotYetValid, hostCertPrincipalMismatch, hostCertInvalid, hostCertCaUntrusted, hostKeyUnknown, hostKeyUnverified,
  hostKeyIpDiffers, knownHostsNotWritable,
];
