import type { ClientDiagnoser } from '../diagnoser.js';
import { forwardTargetUnreachable } from './forward-target-unreachable.js';
import { forwardingRefused } from './forwarding-refused.js';
import { localForwardPortInUse } from './local-forward-port-in-use.js';
import { localForwardPrivileged } from './local-forward-privileged.js';
import { maxSessions } from './max-sessions.js';
import { nologinFile } from './nologin-file.js';
import { nologinShell } from './nologin-shell.js';
import { nonSftpRefused } from './non-sftp-refused.js';
import { ptyRefused } from './pty-refused.js';
import { remoteCommandFailed } from './remote-command-failed.js';
import { remoteCommandNotFound } from './remote-command-not-found.js';
import { remoteExitStatus } from './remote-exit-status.js';
import { remoteForwardPortInUse } from './remote-forward-port-in-use.js';
import { serverAliveTimeout } from './server-alive-timeout.js';
import { sessionKilled } from './session-killed.js';
import { sessionReset, sessionUnreachable } from './session-lost.js';
import { sftpStreamPolluted } from './sftp-stream-polluted.js';
import { subsystemNotFound } from './subsystem-not-found.js';
import { subsystemProgramMissing } from './subsystem-program-missing.js';
import { sftpNoSuchFile, sftpPermissionDenied } from './transfer-failed.js';
import { x11ForwardingFailed } from './x11-forwarding-failed.js';

export const SESSION: readonly ClientDiagnoser[] = [
  forwardingRefused, forwardTargetUnreachable, remoteForwardPortInUse, localForwardPortInUse, localForwardPrivileged,
  nologinShell, nologinFile, maxSessions, ptyRefused, x11ForwardingFailed, subsystemNotFound, subsystemProgramMissing, nonSftpRefused,
  sftpStreamPolluted, sftpPermissionDenied, sftpNoSuchFile,
  serverAliveTimeout, sessionReset, sessionUnreachable, remoteCommandNotFound, remoteCommandFailed, remoteExitStatus, sessionKilled,
];
