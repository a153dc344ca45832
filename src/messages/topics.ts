import { accessPatterns } from './access-patterns.js';
import { accessRefusals } from './access-refusals.js';
import { accounts } from './accounts.js';
import { authenticationDecisions } from './authentication-decisions.js';
import { authenticationMethods } from './authentication-methods.js';
import { authenticationOddities } from './authentication-oddities.js';
import { authenticationTrace } from './authentication-trace.js';
import { authentication } from './authentication.js';
import { authorizedKeysEntry } from './authorized-keys-entry.js';
import { authorizedKeysFile } from './authorized-keys-file.js';
import { authorizedKeysLine } from './authorized-keys-line.js';
import { authorizedKeysVerdict } from './authorized-keys-verdict.js';
import { certificateOptions } from './certificate-options.js';
import { certificateRefusals } from './certificate-refusals.js';
import { certificates } from './certificates.js';
import { channelTrace } from './channel-trace.js';
import { childExits } from './child-exits.js';
import { childProcesses } from './child-processes.js';
import { chroot } from './chroot.js';
import { clientLog } from './client-log.js';
import { closing } from './closing.js';
import { compatibility } from './compatibility.js';
import { configurationRefused } from './configuration-refused.js';
import { configurationTrace } from './configuration-trace.js';
import { configuration } from './configuration.js';
import { connectionArrival } from './connection-arrival.js';
import type { Pattern } from './define.js';
import { dhGroupExchange } from './dh-group-exchange.js';
import { disconnectReceived } from './disconnect-received.js';
import { disconnectSent, tooManyFailures } from './disconnect-sent.js';
import { forwardingFailed } from './forwarding-failed.js';
import { forwardingRefused } from './forwarding-refused.js';
import { gssapi } from './gssapi.js';
import { hostCertificates } from './host-certificates.js';
import { hostKeyFiles } from './host-key-files.js';
import { hostKeySigning } from './host-key-signing.js';
import { hostbased } from './hostbased.js';
import { identificationBad } from './identification-bad.js';
import { identificationMissing } from './identification-missing.js';
import { identification } from './identification.js';
import { kexErrors } from './kex-errors.js';
import { kexProgress } from './kex-progress.js';
import { kexRefusal } from './kex-refusal.js';
import { kexResult } from './kex-result.js';
import { kexinit } from './kexinit.js';
import { keyParsing } from './key-parsing.js';
import { keyRefusals } from './key-refusals.js';
import { keyRequests } from './key-requests.js';
import { keyTrace } from './key-trace.js';
import { keysCommandFailures } from './keys-command.js';
import { majorMismatch } from './major-mismatch.js';
import { methodRequests } from './method-requests.js';
import { monitorDialogue } from './monitor-dialogue.js';
import { negotiationFailure } from './negotiation-failure.js';
import { packetErrors } from './packet-errors.js';
import { packetTrace } from './packet-trace.js';
import { pamAccount } from './pam-account.js';
import { pamAuthentication } from './pam-authentication.js';
import { pamBackends } from './pam-backends.js';
import { pamCalls } from './pam-calls.js';
import { pamCodes } from './pam-codes.js';
import { pamDuo } from './pam-duo.js';
import { pamSession } from './pam-session.js';
import { pamTrace } from './pam-trace.js';
import { penalties } from './penalties.js';
import { principalsFile } from './principals-file.js';
import { privilegeTrace } from './privilege-trace.js';
import { processTrace } from './process-trace.js';
import { processes } from './processes.js';
import { remarks } from './remarks.js';
import { reverseLookup } from './reverse-lookup.js';
import { revocation } from './revocation.js';
import { rootLogin } from './root-login.js';
import { serverLifecycle } from './server-lifecycle.js';
import { serverStart } from './server-start.js';
import { serverUpgrade } from './server-upgrade.js';
import { sessionRequests } from './session-requests.js';
import { sessionOutput } from './session-output.js';
import { sessionResources } from './session-resources.js';
import { sessionTrace } from './session-trace.js';
import { sessions } from './sessions.js';
import { sftpOperations } from './sftp-operations.js';
import { sftpRequests } from './sftp-requests.js';
import { sftpSessions } from './sftp-sessions.js';
import { startupLimits } from './startup-limits.js';
import { strictKex } from './strict-kex.js';
import { subsystems } from './subsystems.js';
import { throttling } from './throttling.js';
import { timeouts } from './timeouts.js';
import { transport } from './transport.js';
import { unexpectedPackets } from './unexpected-packets.js';
import { unwantedPeers } from './unwanted-peers.js';
import { x11AndAgent } from './x11-and-agent.js';

/** One list of wordings per topic. A new topic is a new line here. */
export const topics: readonly (readonly Pattern[])[] = [
  connectionArrival,
  identification,
  identificationMissing,
  identificationBad,
  majorMismatch,
  compatibility,
  kexinit,
  kexResult,
  kexProgress,
  kexErrors,
  negotiationFailure,
  dhGroupExchange,
  strictKex,
  authentication,
  tooManyFailures,
  closing,
  disconnectReceived,
  disconnectSent,
  timeouts,
  transport,
  packetErrors,
  processes,
  serverLifecycle,
  authenticationDecisions,
  authenticationTrace,
  channelTrace,
  configurationTrace,
  keyTrace,
  monitorDialogue,
  packetTrace,
  pamTrace,
  privilegeTrace,
  processTrace,
  sessionTrace,
  childProcesses,
  childExits,
  chroot,
  configuration,
  configurationRefused,
  forwardingFailed,
  forwardingRefused,
  hostCertificates,
  hostKeyFiles,
  penalties,
  serverStart,
  serverUpgrade,
  sessionOutput,
  sessionResources,
  sessionRequests,
  sessions,
  sftpOperations,
  sftpSessions,
  sftpRequests,
  startupLimits,
  throttling,
  subsystems,
  unexpectedPackets,
  unwantedPeers,
  x11AndAgent,
  clientLog,
  accessPatterns,
  accessRefusals,
  rootLogin,
  accounts,
  remarks,
  reverseLookup,
  authenticationMethods,
  authenticationOddities,
  authorizedKeysEntry,
  authorizedKeysFile,
  authorizedKeysLine,
  authorizedKeysVerdict,
  principalsFile,
  keysCommandFailures,
  keyRequests,
  keyRefusals,
  keyParsing,
  certificateRefusals,
  certificateOptions,
  certificates,
  revocation,
  pamBackends,
  pamCalls,
  pamCodes,
  pamDuo,
  pamAuthentication,
  pamAccount,
  pamSession,
  gssapi,
  hostbased,
  hostKeySigning,
  kexRefusal,
  methodRequests,
];
