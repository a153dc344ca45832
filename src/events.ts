/**
 * The contract in the middle: what a log line is once its envelope is read, and what sshd said in it.
 * No wording of any OpenSSH release appears here or to the right of here.
 */

/** Level markers that sshd writes into syslog text. Lines at INFO and VERBOSE carry none and are both `info`. */
export type Level = 'fatal' | 'error' | 'info' | 'debug1' | 'debug2' | 'debug3';

export type TimeAssumption = 'year' | 'zone';

/** One line of a log without its envelope. `text` has no level marker and no ` [preauth]`. */
export interface LogRecord {
  /** Name of the input as the user gave it; `-` for standard input. */
  file: string;
  /** 1-based line number in `file`; where a message was wrapped, of its last line. */
  line: number;
  /** The line as the log has it, one character per byte (latin1), without its line end. */
  raw: string;
  text: string;
  /** Milliseconds since the epoch, UTC; undefined where the envelope has no time. */
  time: number | undefined;
  /** What the envelope did not say about the time and the reader had to assume. */
  timeAssumed: readonly TimeAssumption[];
  host: string | undefined;
  /** Program that wrote it: sshd, sshd-session, sshd-auth, internal-sftp, sftp-server. */
  process: string;
  pid: number | undefined;
  level: Level;
  /** False where the logger dropped the markers `fatal: ` and `error: ` (sshd -e, -E, -d). */
  levelShown: boolean;
  preauth: boolean;
  /** The text reached the length at which sshd or our line limit cuts: its tail may be missing. */
  cut: boolean;
  /** How often the logger says that this message came; 1 for an ordinary line. */
  repeat: number;
  /** True where nothing but the text itself says that sshd wrote the line. */
  bare: boolean;
}

/** How a connection went. */
export type Outcome =
  | 'accepted' | 'auth_failed' | 'too_many_failures' | 'no_auth' | 'negotiation_failed' | 'no_identification'
  | 'bad_protocol' | 'timeout' | 'refused' | 'open';

export type AlgorithmKind = 'kex' | 'hostkey' | 'cipher' | 'mac' | 'compression';
/** RFC 4253 section 7.1: client to server, server to client. */
export type Direction = 'ctos' | 'stoc';
/** The lists of SSH_MSG_KEXINIT in the order of RFC 4253 section 7.1. */
export const KEXINIT_LISTS = [
  'kex', 'hostkey', 'cipher-ctos', 'cipher-stoc', 'mac-ctos', 'mac-stoc',
  'compression-ctos', 'compression-stoc', 'language-ctos', 'language-stoc',
] as const;
export type KexinitList = (typeof KEXINIT_LISTS)[number];

/** Who a line speaks of. Unknown is absent. `validUser` is false where sshd calls the user invalid. */
export interface Peer {
  ip?: string;
  port?: number;
  user?: string;
  validUser?: boolean;
}

export interface PublicKey {
  type: string;
  fingerprint?: string;
}

export interface Certificate {
  id: string;
  serial?: string;
  ca: PublicKey;
}

/** One authentication attempt as sshd reports it. */
export interface Attempt extends Peer {
  method: string;
  user: string;
  validUser: boolean;
  key?: PublicKey;
  certificate?: Certificate;
  /** What stands behind the key: GSSAPI principal, host-based client user and host. */
  detail?: string;
}

/** Every kind of event with its fields. Algorithm lists keep the log's order; markers such as ext-info-c stand in `pseudo`. */
export interface EventFields {
  'server.listening': { ip: string; port: number };
  'server.reloaded': object;
  'server.terminated': { signal: number };
  /** The server names its own release. */
  'server.version': { version: string; software: string };

  'process.forked': { child: number };
  'process.network-child': { child: number };
  'process.user-child': { child: number };

  'connection.opened': Peer & { localIp?: string; localPort?: number };
  'connection.closed': Peer;
  /** A process of the connection clears up before it exits. */
  'connection.cleaned-up': object;
  'connection.reset': Peer;
  'connection.disconnected': Peer;
  /** The transport gave up: read or write errors, timeouts of a packet. */
  'connection.failed': Peer & { reason: string };
  /** `child` is the process that served the connection, where the listener reports the timeout (9.8). */
  'login.timeout': Peer & { child?: number };
  'disconnect.received': Peer & { code: number; reason: string };
  'disconnect.sent': Peer & { reason: string };

  'identification.received': { client: string; protocol: string };
  'identification.missing': Peer;
  'identification.bad': Peer & { banner?: string; reason?: string };
  'identification.major-mismatch': Peer & { reason: string };
  'compat.looked-up': { client: string; matched: boolean };
  'compat.enabled': { protocol: string };
  'compat.proposal-reduced': { kind: AlgorithmKind; algorithms: string[] };

  'hostkeys.offered': { algorithms: string[] };
  'kexinit.sent': object;
  'kexinit.received': object;
  /** From 7.2 a line announces whose lists follow. */
  'kexinit.proposal': { side: 'server' | 'client' };
  /** `list` is absent to 7.1, where only the order tells which list it is. */
  'kexinit.list': { list?: KexinitList; algorithms: string[]; pseudo?: string[] };
  'kexinit.flag': { flag: 'first_kex_follows' | 'reserved'; value: number };
  /** `algorithm` is absent where sshd says that nothing matched. */
  'kex.agreed': { kind: 'kex' | 'hostkey'; algorithm?: string };
  /** `mac` is absent where the cipher authenticates by itself (AEAD). */
  'kex.agreed-direction': { direction: Direction; cipher: string; mac?: string; compression: string };
  'kex.mac-set-up': { mac: string };
  'kex.strict': object;
  'kex.ext-info': { received: boolean };
  /** How far the exchange came; `step` names the message as RFC 4253 and RFC 4419 do. */
  'kex.progress': { step: string };
  'kex.strict-violation': Peer & { reason: string };
  'kex.protocol-error': { packetType: number };

  /** The verdict on a list; which fields are there depends on the release. */
  'negotiation.failed': Peer & { kind: AlgorithmKind; clientOffer?: string[]; serverOffer?: string[]; pseudo?: string[] };
  /** Diffie-Hellman group exchange (RFC 4419) asked for sizes that the server refuses. Sizes in bits. */
  'dh-group.rejected': Peer & { min?: number; preferred?: number; max?: number };
  'dh-group.none-found': Peer & { path?: string; reason?: string };

  'auth.requested': { user: string; service: string; method: string };
  'auth.accepted': Attempt;
  'auth.failed': Attempt;
  'auth.postponed': Attempt;
  'auth.partial': Attempt;
  'auth.invalid-user': Peer & { user: string };
  'auth.too-many-failures': Peer;

  /** sshd wrote it, and no entry of the registry knows it. */
  unknown: { text: string };
}

export type EventType = keyof EventFields;

/** Which releases write a wording: first and last, `5.3` being the oldest that is covered. Absent: no bound known. */
export interface Wording {
  id: string;
  since?: string;
  until?: string;
}

export interface EventOf<T extends EventType> {
  readonly type: T;
  readonly record: LogRecord;
  readonly fields: EventFields[T];
  /** The registry entry that recognized the line; absent for `unknown`. */
  readonly wording?: Wording;
}

export type SshEvent = { [T in EventType]: EventOf<T> }[EventType];
