import type { AlgorithmKind, Attempt, SftpTotals, SshEvent } from '../events.js';
import type { Connection } from './connection.js';
import type { Line } from './line.js';
import { copyText } from './text.js';

/** What both sides agreed on in the first key exchange (DEBUG1). A pair `ctos`, `stoc` where the directions differ. */
export type Agreed = Partial<Record<AlgorithmKind, string[]>>;

/** The sftp sessions of one connection, while they last. */
export interface SftpUse extends SftpTotals {
  /** Files that are open, and whether they were opened to be written: an empty file that was closed tells neither. */
  open: Map<string, boolean>;
}

/** Open files that are told apart; sftp-server itself has 256 handles or as many as the system lets it. */
const MAX_OPEN_FILES = 256;

/** How the user got in: the words of the line that accepted him, and its time in milliseconds since the epoch. */
export type AcceptedLogin = Pick<Attempt, 'method' | 'key' | 'certificate'> & { time: number | undefined };

/** Keeps what a connection did up to date: its algorithms, its login, its file transfers. */
export function followSession(connection: Connection, { event, kind }: Line): void {
  switch (event.type) {
    case 'kex.agreed':
      if (event.fields.algorithm !== undefined) agree(connection, event.fields.kind, event.fields.algorithm);
      break;
    case 'kex.agreed-direction': {
      const { cipher, mac, compression } = event.fields;
      agree(connection, 'cipher', cipher);
      if (mac !== undefined) agree(connection, 'mac', mac);
      agree(connection, 'compression', compression);
      break;
    }
    case 'auth.accepted': {
      const { method, key, certificate } = event.fields;
      connection.accepted ??= {
        time: event.record.time,
        method: copyText(method),
        ...(key && { key: { ...key } }),
        ...(certificate && { certificate: { ...certificate, ca: { ...certificate.ca } } }),
      };
      break;
    }
    default:
      if (kind.ofSftp) followSftp(connection.sftp ??= Object.assign(noSftp(), { open: new Map<string, boolean>() }), event);
  }
}

/** Keys that are renewed later may be agreed on differently; the row of a connection tells how it began. */
function agree(connection: Connection, kind: AlgorithmKind, name: string): void {
  if (connection.keyed) return;
  const known = ((connection.agreed ??= {})[kind] ??= []);
  if (known.length < 2 && !known.includes(name)) known.push(copyText(name));
}

/** Counters to begin with. */
export function noSftp(): SftpTotals {
  return { sessions: 0, filesRead: 0, filesWritten: 0, bytesRead: 0, bytesWritten: 0, removed: 0, renamed: 0, denied: 0 };
}

/** A broken line can claim any number of bytes; beyond the safe integers a sum is none. */
export function addCapped(a: number, b: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, a + b);
}

function followSftp(use: SftpUse, event: SshEvent): void {
  switch (event.type) {
    case 'sftp.opened':
      use.sessions++;
      break;
    case 'sftp.file-opened':
      if (use.open.size < MAX_OPEN_FILES) use.open.set(copyText(event.fields.path), event.fields.flags.includes('WRITE'));
      break;
    case 'sftp.file-closed': {
      const { path, read, written } = event.fields;
      const writes = use.open.get(path);
      use.open.delete(path);
      use.bytesRead = addCapped(use.bytesRead, read);
      use.bytesWritten = addCapped(use.bytesWritten, written);
      if (written > 0 || writes === true) use.filesWritten++;
      if (read > 0 || writes === false) use.filesRead++;
      break;
    }
    case 'sftp.performed':
      if (event.fields.operation === 'remove') use.removed++;
      if (event.fields.operation === 'rename' || event.fields.operation === 'posix-rename') use.renamed++;
      break;
    case 'sftp.status':
      if (event.fields.status === 'Permission denied') use.denied++;
      break;
  }
}
