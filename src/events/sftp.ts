import type { Peer } from './vocabulary.js';

export type SftpOperation =
  | 'opendir' | 'closedir' | 'mkdir' | 'rmdir' | 'remove' | 'rename' | 'posix-rename' | 'symlink' | 'hardlink' | 'statvfs'
  | 'stat' | 'lstat' | 'realpath' | 'readlink' | 'fsync' | 'expand' | 'home-directory' | 'users-groups' | 'limits';
export type SftpAttribute = 'mode' | 'size' | 'modtime' | 'owner';

/** What the sftp sessions of a connection, or of a log, did, as far as sftp logs it (`-l INFO`). Octets. */
export interface SftpTotals {
  sessions: number;
  filesRead: number;
  filesWritten: number;
  bytesRead: number;
  bytesWritten: number;
  removed: number;
  renamed: number;
  /** Requests that were answered with `Permission denied`. */
  denied: number;
}

/** What sftp-server and internal-sftp say; only with `-l INFO` or more on their command line. Paths are the client's words. */
export interface SftpEvents {
  'sftp.opened': Peer & { user: string };
  'sftp.closed': Peer & { user: string };
  'sftp.client-version': { protocol: string };
  /** `flags` as sftp names them (READ, WRITE, CREATE, …); `mode` in octal digits. */
  'sftp.file-opened': { path: string; flags: string[]; mode: string };
  /** Octets. `forced` where the session ended with the file still open: the transfer may be incomplete. */
  'sftp.file-closed': { path: string; read: number; written: number; forced: boolean };
  /** `target` is the new name or the link; `mode` in octal digits. */
  'sftp.performed': { operation: SftpOperation; path?: string; target?: string; mode?: string; forced?: boolean };
  /** `value` as logged: octal mode, octets, time, or `uid:gid`. */
  'sftp.attributes-set': { path: string; attribute: SftpAttribute; value: string };
  /** The answer to a request, in the words of the protocol: `No such file`, `Permission denied`, … */
  'sftp.status': { status: string };
  /** -R, -P or -p on the command line forbids it. */
  'sftp.refused': { operation: string; rule: 'read-only' | 'denied' | 'not-allowed' };
  'sftp.failed': { operation: string; path?: string; reason?: string };
  'sftp.unknown-request': { request: string };
  'sftp.bad-message': Peer;
  /** The command line or the environment of the sftp server is wrong. */
  'sftp.bad-argument': { argument: 'log-facility' | 'log-level' | 'umask' | 'SSH_CONNECTION'; value: string };
  /** DEBUG levels: how a request is served. */
  'sftp.request': { id: number; detail: string };
  'sftp.input-ended': object;
}
