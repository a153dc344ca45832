import type { EventType, Outcome } from '../events.js';
import { perType } from './per-type.js';

/** What the type of a line tells of its connection, whatever else the line says. */
export interface LineKind {
  /** It speaks of the server as a whole: no connection is its. */
  ofServer: boolean;
  /** A process speaks of another one. */
  ofChild: boolean;
  /** An unannounced process can only have written it as the network child of a connection. */
  ofNetworkChild: boolean;
  /** The network child writes it without an address, and another process with one. */
  childWithoutAddress: boolean;
  /** Of the time before the login, it comes from the process that the network child belongs to. */
  ofMonitor: boolean;
  /** Only a process behind a login writes it. */
  behindLogin: boolean;
  ofSftp: boolean;
  /** A connection ends with it; it says nothing of how the connection began. */
  closing: boolean;
  /** Behind it sshd writes nothing more that starts anything. */
  ending: boolean;
  /** What it says of how its connection went. */
  outcome: Outcome | undefined;
}

/** First words of the types that speak of the server as a whole. */
const OF_SERVER = new Set(['server', 'config', 'penalty', 'throttling', 'drops', 'source-limit', 'client-log', 'unknown']);
const ALSO_OF_SERVER = new Set<EventType>([
  'process.forked', 'connection.not-accepted', 'connection.no-slot',
  // A process of PAM's own writes it, which says nothing else.
  'pam.code-refused',
  // A process that sshd starts for a connection reads the keys again: the log repeats what the listener said.
  'hostkey.not-loaded', 'hostkey.permissions', 'hostkey.permissions-warning', 'hostkey.none-available', 'hostkey.certificate-failed',
  'hostkey.public-mismatch', 'hostkey.refused', 'hostkey.agent-failed', 'hostkey.agent-used', 'hostkey.not-permitted', 'hostkey.loaded',
]);

const OF_CHILD = new Set<EventType>(['process.child-stage', 'process.exited', 'process.killed', 'process.crashed', 'process.reaped']);

const OF_NETWORK_CHILD = new Set<EventType>([
  'hostkeys.offered', 'kexinit.sent', 'kexinit.received', 'kexinit.list', 'kex.mac-set-up', 'kex.agreed-direction', 'kex.progress',
  'negotiation.failed', 'kex.proposal-empty', 'dh-group.rejected', 'connection.cleaned-up', 'auth.requested', 'connection.failed',
]);

const CHILD_WITHOUT_ADDRESS = new Set<EventType>(['auth.invalid-user', 'auth.too-many-failures']);

/** First words of the types that the monitor writes, but for what the network child does. */
const OF_MONITOR = new Set(['auth', 'authorized-keys', 'access', 'pam', 'certificate', 'key']);

/** First words of the types that only a process behind a login writes. */
const BEHIND_LOGIN = new Set([
  'session', 'subsystem', 'chroot', 'forward', 'x11', 'agent', 'tunnel', 'pty', 'channel', 'global', 'sftp', 'client', 'keepalive', 'selinux', 'privileges',
]);
const ALSO_BEHIND_LOGIN = new Set<EventType>(['connection.transferred', 'login-record.failed', 'environment.failed', 'signal.refused']);

const CLOSING = new Set<EventType>([
  'connection.closed', 'connection.reset', 'connection.disconnected', 'connection.failed', 'connection.cleaned-up',
  'disconnect.received', 'disconnect.sent', 'client.unresponsive',
]);

const ENDINGS = new Set<EventType>([
  'connection.closed', 'connection.reset', 'connection.disconnected', 'connection.failed', 'connection.cleaned-up',
  'negotiation.failed', 'kex.proposal-empty', 'login.timeout', 'identification.bad', 'dh-group.rejected', 'client.unresponsive', 'connection.dropped',
  'kex.strict-violation', 'hostkey.signing-failed', 'hostkey.vanished',
  // The monitor ends the session of PAM when its user child is gone.
  'pam.session-closed',
  'tcp-wrappers.refused',
  // Through 7.1 nothing follows a disconnect; later releases say once more that it is over.
  'disconnect.received', 'disconnect.sent', 'auth.too-many-failures',
  'identification.missing', 'identification.major-mismatch',
  // The privileged process ends itself with it.
  'monitor.request-refused',
]);

/** The first reason stays; later lines only tell how a connection was closed. */
const OUTCOMES: Partial<Record<EventType, Outcome>> = {
  'auth.accepted': 'accepted',
  // A log that begins in the middle shows the session, not the login before it.
  'session.started': 'accepted',
  'sftp.opened': 'accepted',
  'subsystem.requested': 'accepted',
  'chroot.entered': 'accepted',
  'chroot.failed': 'accepted',
  'keepalive.answered': 'accepted',
  'client.unresponsive': 'accepted',
  // Of a login before the log begins.
  'pam.session-closed': 'accepted',
  'auth.too-many-failures': 'too_many_failures',
  'negotiation.failed': 'negotiation_failed',
  'kex.proposal-empty': 'negotiation_failed',
  'identification.missing': 'no_identification',
  'identification.bad': 'bad_protocol',
  'identification.major-mismatch': 'bad_protocol',
  'login.timeout': 'timeout',
  'connection.dropped': 'refused',
  'tcp-wrappers.refused': 'refused',
};

export const kindOf = perType((type): LineKind => {
  const [firstWord = ''] = type.split('.', 1);
  return {
    ofServer: OF_SERVER.has(firstWord) || ALSO_OF_SERVER.has(type),
    ofChild: OF_CHILD.has(type),
    ofNetworkChild: OF_NETWORK_CHILD.has(type),
    childWithoutAddress: CHILD_WITHOUT_ADDRESS.has(type),
    ofMonitor: OF_MONITOR.has(firstWord) && !OF_NETWORK_CHILD.has(type),
    behindLogin: BEHIND_LOGIN.has(firstWord) || ALSO_BEHIND_LOGIN.has(type),
    ofSftp: firstWord === 'sftp',
    closing: CLOSING.has(type),
    ending: ENDINGS.has(type),
    outcome: OUTCOMES[type],
  };
});
