import { acceptedNone } from './authentication/accepted-none.js';
import { authBackendUnavailable } from './authentication/auth-backend-unavailable.js';
import { authorizedKeysBadOption } from './authentication/authorized-keys-bad-option.js';
import { authorizedKeysBadPermissions } from './authentication/authorized-keys-bad-permissions.js';
import { authorizedKeysCommandFailed } from './authentication/authorized-keys-command-failed.js';
import { authorizedKeysExpired } from './authentication/authorized-keys-expired.js';
import { authorizedKeysFromMismatch } from './authentication/authorized-keys-from-mismatch.js';
import { authorizedKeysGarbled } from './authentication/authorized-keys-garbled.js';
import { authorizedKeysMissing } from './authentication/authorized-keys-missing.js';
import { authorizedKeysUnreadable } from './authentication/authorized-keys-unreadable.js';
import { badPassword } from './authentication/bad-password.js';
import { clientCannotSign } from './authentication/client-cannot-sign.js';
import { clientGaveUpBeforeAuth } from './authentication/client-gave-up-before-auth.js';
import { fidoTouchMissing } from './authentication/fido-touch-missing.js';
import { invalidUser } from './authentication/invalid-user.js';
import { keyNotAuthorized } from './authentication/key-not-authorized.js';
import { loginFailedUnexplained } from './authentication/login-failed-unexplained.js';
import { partialAuthIncomplete } from './authentication/partial-auth-incomplete.js';
import { pubkeyAlgorithmNotAccepted } from './authentication/pubkey-algorithm-not-accepted.js';
import { rsaKeyTooSmall } from './authentication/rsa-key-too-small.js';
import { tooManyFailures } from './authentication/too-many-failures.js';
import { accountExpired } from './access/account-expired.js';
import { accountLocked } from './access/account-locked.js';
import { groupInDenygroups } from './access/group-in-denygroups.js';
import { groupNotInAllowgroups } from './access/group-not-in-allowgroups.js';
import { noAuthMethodsEnabled } from './access/no-auth-methods-enabled.js';
import { nologinFile } from './access/nologin-file.js';
import { nologinShell } from './access/nologin-shell.js';
import { pamAccountDenied } from './access/pam-account-denied.js';
import { pamLockedOut } from './access/pam-locked-out.js';
import { passwordExpired } from './access/password-expired.js';
import { rootLoginNotPermitted } from './access/root-login-not-permitted.js';
import { shellMissing } from './access/shell-missing.js';
import { shellNotExecutable } from './access/shell-not-executable.js';
import { tcpWrappersDenied } from './access/tcp-wrappers-denied.js';
import { userInDenyusers } from './access/user-in-denyusers.js';
import { userNotInAllowusers } from './access/user-not-in-allowusers.js';
import { certCaAlgorithmNotAllowed } from './certificate/cert-ca-algorithm-not-allowed.js';
import { certCaFileMissing } from './certificate/cert-ca-file-missing.js';
import { certCaUntrusted } from './certificate/cert-ca-untrusted.js';
import { certExpired } from './certificate/cert-expired.js';
import { certNoPrincipals } from './certificate/cert-no-principals.js';
import { certNotYetValid } from './certificate/cert-not-yet-valid.js';
import { certPrincipalMismatch } from './certificate/cert-principal-mismatch.js';
import { certPrincipalsFileMissing } from './certificate/cert-principals-file-missing.js';
import { certRevoked } from './certificate/cert-revoked.js';
import { certSourceAddress } from './certificate/cert-source-address.js';
import { certUnknownCriticalOption } from './certificate/cert-unknown-critical-option.js';
import { certWrongType } from './certificate/cert-wrong-type.js';
import { revokedKeyUsed } from './certificate/revoked-key-used.js';
import { revokedKeysFileMissing } from './certificate/revoked-keys-file-missing.js';
import type { Diagnoser } from './diagnoser.js';
import { debugLoggingEnabled } from './log/debug-logging-enabled.js';
import { logLevelTooLow } from './log/log-level-too-low.js';
import { logTruncated } from './log/log-truncated.js';
import { clientRejectedServer } from './negotiation/client-rejected-server.js';
import { dhGroupOutOfRange } from './negotiation/dh-group-out-of-range.js';
import { hostkeySigningFailed } from './negotiation/hostkey-signing-failed.js';
import { moduliMissing } from './negotiation/moduli-missing.js';
import { noCommonCipher } from './negotiation/no-common-cipher.js';
import { noCommonCompression } from './negotiation/no-common-compression.js';
import { noCommonHostkey } from './negotiation/no-common-hostkey.js';
import { noCommonKex } from './negotiation/no-common-kex.js';
import { noCommonMac } from './negotiation/no-common-mac.js';
import { strictKexViolation } from './negotiation/strict-kex-violation.js';
import { LIMITS } from './limits/index.js';
import { SERVER } from './server/index.js';
import { SESSION } from './session/index.js';
import { SFTP } from './sftp/index.js';
import { badIdentification } from './protocol/bad-identification.js';
import { badPacketLength } from './protocol/bad-packet-length.js';
import { clientDisconnect } from './protocol/client-disconnect.js';
import { connectionReset } from './protocol/connection-reset.js';
import { corruptedMac } from './protocol/corrupted-mac.js';
import { hostileBanner } from './protocol/hostile-banner.js';
import { malformedPacket } from './protocol/malformed-packet.js';
import { noIdentification } from './protocol/no-identification.js';
import { preauthChildCrashed } from './protocol/preauth-child-crashed.js';
import { protocolMajorMismatch } from './protocol/protocol-major-mismatch.js';
import { bruteForce } from './attack/brute-force.js';
import { distributedBruteForce } from './attack/distributed-brute-force.js';
import { loopbackSource } from './attack/loopback-source.js';
import { successAfterFailures } from './attack/success-after-failures.js';
import { userEnumeration } from './attack/user-enumeration.js';
import { clientLog } from './log/client-log.js';
import { clockWentBack } from './log/clock-went-back.js';
import { logLinesForged } from './log/log-lines-forged.js';
import { repeatedLinesFolded } from './log/repeated-lines-folded.js';

/** Every kind of finding. A new diagnoser is a file and a line here. */
export const DIAGNOSERS: readonly Diagnoser[] = [
  noCommonKex,
  noCommonHostkey,
  noCommonCipher,
  noCommonMac,
  noCommonCompression,
  dhGroupOutOfRange,
  moduliMissing,
  hostkeySigningFailed,
  strictKexViolation,
  clientRejectedServer,
  authorizedKeysBadPermissions,
  authorizedKeysUnreadable,
  authorizedKeysMissing,
  authorizedKeysBadOption,
  authorizedKeysGarbled,
  authorizedKeysExpired,
  authorizedKeysFromMismatch,
  authorizedKeysCommandFailed,
  authBackendUnavailable,
  partialAuthIncomplete,
  pubkeyAlgorithmNotAccepted,
  rsaKeyTooSmall,
  fidoTouchMissing,
  badPassword,
  keyNotAuthorized,
  tooManyFailures,
  clientCannotSign,
  acceptedNone,
  invalidUser,
  clientGaveUpBeforeAuth,
  loginFailedUnexplained,
  logTruncated,
  logLevelTooLow,
  debugLoggingEnabled,
  badPacketLength,
  corruptedMac,
  malformedPacket,
  badIdentification,
  protocolMajorMismatch,
  hostileBanner,
  preauthChildCrashed,
  noIdentification,
  clientDisconnect,
  connectionReset,
  bruteForce,
  distributedBruteForce,
  loopbackSource,
  successAfterFailures,
  userEnumeration,
  clientLog,
  clockWentBack,
  logLinesForged,
  repeatedLinesFolded,
  ...LIMITS,
  ...SESSION,
  ...SFTP,
  ...SERVER,
  accountExpired,
  accountLocked,
  groupInDenygroups,
  groupNotInAllowgroups,
  noAuthMethodsEnabled,
  nologinFile,
  nologinShell,
  pamAccountDenied,
  pamLockedOut,
  passwordExpired,
  rootLoginNotPermitted,
  shellMissing,
  shellNotExecutable,
  tcpWrappersDenied,
  userInDenyusers,
  userNotInAllowusers,
  certCaAlgorithmNotAllowed,
  certCaFileMissing,
  certCaUntrusted,
  certExpired,
  certNoPrincipals,
  certNotYetValid,
  certPrincipalMismatch,
  certPrincipalsFileMissing,
  certRevoked,
  certSourceAddress,
  certUnknownCriticalOption,
  certWrongType,
  revokedKeyUsed,
  revokedKeysFileMissing,
];
