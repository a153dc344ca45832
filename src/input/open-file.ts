import { closeSync, constants, createReadStream, openSync, readSync, type Stats, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { formatOf } from './compression/formats.js';
import { decode, isJournal } from './decode.js';
import type { Input } from './input.js';
import { explainReadError, InputError } from './input-error.js';
import { journalFile } from './journal.js';
import { readPlainFile } from './plain-file.js';
import { streamBlocks } from './stream-blocks.js';
import { encodingOf } from './text.js';

/** Names under which systems keep sshd's log, rotated ones included. */
const LOG_NAME = /^(?:auth\.log|authlog|secure|messages|sshd\.log|syslog)(?:[.-].*)?$/;

/**
 * Opens a log file, whatever it holds: see `decode`.
 * @param follow whether a pipe is read on when its last writer has gone: another may come
 * @throws InputError where it is missing, a directory or not readable
 */
export async function openFile(path: string, follow = false): Promise<Input> {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    throw explainReadError(path, error);
  }
  if (stats.isDirectory()) throw await directoryError(path);
  if (!stats.isFile()) {
    const blocks = (signal?: AbortSignal) => (stats.isFIFO() ? pipeBlocks(path, follow, signal) : streamBlocks(createReadStream(path), signal));
    return { name: path, latest: Date.now(), seekable: false, blocks: (signal) => decode(explained(path, () => blocks(signal)), path) };
  }
  const head = firstBytes(path);
  if (isJournal(head)) return journalFile(path, stats.mtimeMs);
  return {
    name: path,
    latest: stats.mtimeMs,
    seekable: formatOf(head) === undefined && encodingOf(head) === 'utf-8',
    identity: `${stats.dev}:${stats.ino}`,
    size: stats.size,
    blocks: (signal, read) => decode(explained(path, () => (read ? counted(readPlainFile(path, signal), read) : readPlainFile(path, signal))), path),
  };
}

/** Standard input. */
export function openStandardInput(stream: NodeJS.ReadStream): Input {
  return { name: '-', latest: Date.now(), seekable: false, blocks: (signal) => decode(explained('standard input', () => streamBlocks(stream, signal)), 'standard input') };
}

async function* explained(path: string, blocks: () => AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* blocks();
  } catch (error) {
    throw explainReadError(path, error);
  }
}

async function* counted(blocks: AsyncIterable<Buffer>, read: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const block of blocks) {
    read(block.length);
    yield block;
  }
}

/** The blocks of a pipe until its writers have gone; where it is followed, also of those who come later. */
async function* pipeBlocks(path: string, follow: boolean, signal?: AbortSignal): AsyncGenerator<Buffer> {
  for (;;) {
    yield* streamBlocks(openPipe(path), signal);
    if (!follow || signal?.aborted) return;
  }
}

/** A file stream waits for a writer in a thread that no signal reaches, so that not even Ctrl-C ends the program. */
function openPipe(path: string): Socket {
  return new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), readable: true, writable: false });
}

async function directoryError(path: string): Promise<InputError> {
  const names = await readdir(path).catch(() => []);
  const logs = names.filter((name) => LOG_NAME.test(name)).sort().slice(0, 5);
  const advice = logs.length > 0 ? `name a file in it: ${logs.map((name) => join(path, name)).join(', ')}` : 'name a file in it';
  return new InputError(`${path} is a directory; ${advice}`);
}

/** Enough of a file to tell what it holds. */
function firstBytes(path: string): Buffer {
  try {
    const file = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(1024);
      return buffer.subarray(0, readSync(file, buffer, 0, 1024, 0));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw explainReadError(path, error);
  }
}
