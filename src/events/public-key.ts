import type { Errno, Peer, PublicKey } from './vocabulary.js';

/** The two configured programs that name keys or principals. */
export type KeysCommand = 'AuthorizedKeysCommand' | 'AuthorizedPrincipalsCommand';

export type KeysCommandFailure =
  | 'unsafe-path' | 'path-not-absolute' | 'program-missing' | 'user-unset' | 'user-unknown' | 'syntax' | 'exec'
  | 'status' | 'signal';

/** Why one line of authorized_keys or of a principals file does not count. */
export type LineRefusal =
  | 'principals-without-ca' | 'cert-authority-misplaced' | 'from-invalid' | 'key-options' | 'options-unreadable';

/** Public keys (RFC 4252 section 7) and authorized_keys. Absent `path` and `line`: the release does not say them. */
export interface PublicKeyEvents {
  'authorized-keys.tried': { path: string };
  'authorized-keys.missing': { path: string; user?: string };
  'authorized-keys.unreadable': { path: string; user?: string; reason: string; errno?: Errno };
  'authorized-keys.not-regular': { path: string; user?: string };
  /** StrictModes; `path` can be a parent directory, and a principals file is held to the same rule. Windows names the path for itself, with whom it is about. */
  'authorized-keys.bad-permissions': { path?: string; of: 'file' | 'directory'; detail?: string };
  /** The path itself could not be followed or looked at. */
  'authorized-keys.refused': { path?: string; reason: string; errno?: Errno };
  /** `value` is the line from where its options cannot be read, to 7.6. */
  'authorized-keys.bad-options': { path: string; line: number; reason?: string; value?: string };
  'authorized-keys.garbled': { path?: string; line?: number; reason: string };
  /** A line was read that does not begin with a key of the type that was offered. */
  'authorized-keys.line-examined': { path?: string; line?: number };
  'authorized-keys.from-mismatch': Peer & { host: string; required?: string; path?: string; line?: number };
  /** `time` as the log has it: local time of the server, without zone. */
  'authorized-keys.expired': { path: string; line: number; time: string };
  'authorized-keys.line-refused': { path?: string; line?: number; reason: LineRefusal };
  'authorized-keys.options': { path?: string; line?: number; options: string[] };
  'authorized-keys.forced-command': { path?: string; line?: number; command: string };
  'authorized-keys.principals': { path: string; line: number; principals: string[] };
  /** One line holds the key that was offered. The login is not decided yet. */
  'authorized-keys.matched': { key?: PublicKey; ca?: PublicKey; path: string; line: number };
  'authorized-keys.no-match': object;
  'authorized-keys.searched': { path: string; processed: number; lines: number };

  'key.requested': { algorithm: string; user?: string; validUser?: boolean; signed?: boolean };
  'key.tested': { algorithm?: string; key?: PublicKey; ca?: PublicKey };
  'key.found': { key: PublicKey };
  'key.accepted': { key: PublicKey; path: string; line: number };
  /** What became of one publickey request. */
  'key.checked': { authenticated: boolean; algorithm: string };
  'signature.received': { algorithm?: string; key: PublicKey };

  /** `option` is the sshd_config keyword as that release spells it. */
  'key.algorithm-refused': { algorithm: string; method: string; option: string; of: 'key' | 'signature' };
  'key.algorithm-unsupported': { algorithm: string; method: string };
  'key.too-small': { keyType: string };
  'key.used-before': { keyType: string };
  'key.unsafe-signature': { keyType: string };
  /** A FIDO authenticator signed without the touch or the PIN that is required. */
  'fido.requirement-unmet': Peer & { key: PublicKey; requirement: 'user-presence' | 'user-verification' };
  'key.unreadable': { reason: string; algorithm?: string };
  'key.options-conflict': { reason: string };

  /** `exitStatus` and `signal` are those of the program; `path` the component with bad permissions, or the program. */
  'keys-command.failed': {
    option?: KeysCommand; reason: KeysCommandFailure; command?: string; path?: string; user?: string;
    exitStatus?: number; signal?: number; detail?: string;
  };
  'keys-command.started': { option?: KeysCommand; command: string; user: string };
}
