import type { Diagnoser } from '../diagnoser.js';
import { chrootBadOwnership } from './chroot-bad-ownership.js';
import { chrootLogSocketMissing } from './chroot-log-socket-missing.js';
import { chrootMissing } from './chroot-missing.js';
import { forwardTargetUnreachable } from './forward-target-unreachable.js';
import { forwardingRefused } from './forwarding-refused.js';
import { maxSessions } from './max-sessions.js';
import { nonSftpRefused } from './non-sftp-refused.js';
import { remoteForwardPortInUse } from './remote-forward-port-in-use.js';
import { sftpStreamPolluted } from './sftp-stream-polluted.js';
import { subsystemNotFound } from './subsystem-not-found.js';
import { subsystemProgramMissing } from './subsystem-program-missing.js';
import { x11ForwardingFailed } from './x11-forwarding-failed.js';

export const SESSION: readonly Diagnoser[] = [
  chrootBadOwnership,
  chrootLogSocketMissing,
  chrootMissing,
  forwardTargetUnreachable,
  forwardingRefused,
  maxSessions,
  nonSftpRefused,
  remoteForwardPortInUse,
  sftpStreamPolluted,
  subsystemNotFound,
  subsystemProgramMissing,
  x11ForwardingFailed,
];
