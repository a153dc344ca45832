import { constants, createReadStream, openSync, type Stats } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { explainReadError, InputError } from './input-error.js';

/** An input that can be read, under the name that the user gave it. */
export interface Input {
  name: string;
  /** Opens it. Call it when the turn has come: a stream that fails while nobody listens ends the program. */
  stream(): Readable;
  /** Milliseconds since the epoch that no line can be later than. */
  latest: number;
  /** A file, whose end can be read first; no pipe. */
  seekable: boolean;
}

/** Names under which systems keep sshd's log, rotated ones included. */
const LOG_NAME = /^(?:auth\.log|authlog|secure|messages|sshd\.log|syslog)(?:[.-].*)?$/;

/**
 * Opens a log file.
 * @throws InputError where it is missing, a directory, compressed or not readable
 */
export async function openFile(path: string): Promise<Input> {
  let stats: Stats;
  try {
    stats = await stat(path);
  } catch (error) {
    throw explainReadError(path, error);
  }
  if (stats.isDirectory()) throw await directoryError(path);
  const unpack = stats.isFile() ? await compression(path) : undefined;
  if (unpack) throw new InputError(`${path} is compressed; unpack it on the way: ${unpack} ${path} | sshlog diagnose -`);
  const seekable = stats.isFile();
  const stream = () => (stats.isFIFO() ? openPipe(path) : createReadStream(path));
  return { name: path, stream, latest: seekable ? stats.mtimeMs : Date.now(), seekable };
}

/** A file stream waits for a writer in a thread that no signal reaches, so that not even Ctrl-C ends the program. */
function openPipe(path: string): Readable {
  return new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), readable: true, writable: false });
}

async function directoryError(path: string): Promise<InputError> {
  const names = await readdir(path).catch(() => []);
  const logs = names.filter((name) => LOG_NAME.test(name)).sort().slice(0, 5);
  const advice = logs.length > 0 ? `name a file in it: ${logs.map((name) => join(path, name)).join(', ')}` : 'name a file in it';
  return new InputError(`${path} is a directory; ${advice}`);
}

const MAGIC: readonly [bytes: number[], command: string][] = [
  [[0x1f, 0x8b], 'zcat'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstdcat'],
  [[0xfd, 0x37, 0x7a, 0x58], 'xzcat'],
  [[0x42, 0x5a, 0x68], 'bzcat'],
];

/** The command that unpacks the file, told by its first bytes. */
async function compression(path: string): Promise<string | undefined> {
  try {
    const file = await open(path);
    try {
      const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return MAGIC.find(([bytes]) => bytes.every((byte, i) => buffer[i] === byte))?.[1];
    } finally {
      await file.close();
    }
  } catch (error) {
    throw explainReadError(path, error);
  }
}
