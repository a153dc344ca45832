import { type FileHandle, open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { InputError } from './input-error.js';
import { type PathWatch, watchPath } from './watch-path.js';

export interface FollowOptions {
  signal?: AbortSignal;
  /** All that is there has been read. Called each time. */
  caughtUp?: () => void;
  /** There is no such file (again), or it may not be read any more; told once each time. */
  missing?: (error: unknown) => void;
}

/** Bytes that are read at once. */
const BLOCK = 65_536;
/** Bytes before the place to read on from that must still be the same; otherwise it is another content. */
const OVERLAP = 256;

/** Milliseconds for which nothing is found under the name before that is told: between renaming and creating there is always a moment. */
const PATIENCE = 2000;

/** A file that has, or had, the name. */
interface Followed {
  handle: FileHandle;
  position: number;
  /** The bytes before the position. */
  before: Buffer;
  /** Time of the last change that was looked at. */
  changed: number;
}

/**
 * Follows a file by its name, as `tail -F` does: through rotation by renaming, by copying and truncating, by deleting; also
 * a file that does not exist yet. Each stream is one content from its beginning and ends when another one has taken its
 * place; take them one after the other, each to its end.
 *
 * A file that was renamed or deleted is read until its successor has a first byte: a logger goes on to write to the old one
 * until it is told to open the new one. What is written between the copy and the truncation of copytruncate is nowhere; what
 * was written in the last moment before is read only if this process got its turn.
 * @throws what the first try to open it throws, unless it does not exist; errors of reading come through the stream, which is the last then
 */
export async function* followFile(path: string, options: FollowOptions = {}): AsyncGenerator<Readable> {
  const watch = watchPath(path, options.signal);
  let handle: FileHandle | undefined;
  let successor: FileHandle | undefined;
  let isBroken = false;
  const broken = () => { isBroken = true; };
  try {
    handle = await openFirst(path, watch, options);
    while (handle) {
      const file = beginning(handle);
      yield Readable.from(content(file, path, watch, options, (next) => { successor = next; }, broken), { objectMode: false });
      if (options.signal?.aborted || isBroken) return;
      // Without a successor the same file has been truncated.
      if (!successor) continue;
      await handle.close();
      handle = successor;
      successor = undefined;
      watch.renew();
    }
  } finally {
    watch.close();
    await handle?.close();
    await successor?.close();
  }
}

function beginning(handle: FileHandle): Followed {
  return { handle, position: 0, before: Buffer.alloc(0), changed: 0 };
}

/** Waits for the file. Undefined where the signal came first. */
async function openFirst(path: string, watch: PathWatch, { missing, caughtUp }: FollowOptions): Promise<FileHandle | undefined> {
  let isAwaited = false;
  // Who creates a log gives it to those who may read it a moment later.
  const refusal = createTrouble(missing);
  do {
    watch.renew();
    try {
      return await openPlain(path);
    } catch (error) {
      if (isAbsent(error)) {
        if (!isAwaited) missing?.(error);
        refusal.over();
      } else if (isAwaited) refusal.lasts(error);
      else throw error;
      isAwaited = true;
      caughtUp?.();
    }
  } while (await watch.changed());
  return undefined;
}

/** @throws also where it is a directory, which has no bytes, or a pipe, whose opening waits for a writer */
async function openPlain(path: string): Promise<FileHandle> {
  if (!(await stat(path)).isFile()) throw notPlain(path);
  return open(path);
}

function notPlain(path: string): InputError {
  return new InputError(`${path} is no plain file`);
}

/** Tells of trouble that lasts, once each time. */
function createTrouble(tell: FollowOptions['missing']) {
  let since: number | undefined;
  let told = false;
  return {
    lasts(error: unknown) {
      since ??= performance.now();
      if (told || performance.now() - since < PATIENCE) return;
      told = true;
      tell?.(error);
    },
    over() {
      since = undefined;
      told = false;
    },
  };
}

/** The bytes of one content. Returns when it was truncated, or when it has a successor and was read to its end. */
async function* content(
  file: Followed, path: string, watch: PathWatch, { caughtUp, missing }: FollowOptions, succeeded: (next: FileHandle) => void, broken: () => void,
): AsyncGenerator<Buffer> {
  const absence = createTrouble(missing);
  do {
    // Opened before the rest is read: what a logger wrote before it went over to the next file is in that rest.
    const next = await successorOf(file, path).then((found) => {
      absence.over();
      return found;
    }, absence.lasts);
    if (next) succeeded(next);
    for (;;) {
      const bytes = await readOn(file).catch((error: unknown) => {
        broken();
        throw error;
      });
      if (bytes === 'truncated') return;
      if (bytes === undefined) break;
      yield bytes;
    }
    if (next) return;
    caughtUp?.();
  } while (await watch.changed());
}

/**
 * The file that has the name now, if it is another one that has content.
 * @throws what the system says where nothing has the name, or it may not be read; where it is no file
 */
async function successorOf({ handle }: Followed, path: string): Promise<FileHandle | undefined> {
  const [own, named] = await Promise.all([handle.stat({ bigint: true }), stat(path, { bigint: true })]);
  if (!named.isFile()) throw notPlain(path);
  if ((own.ino === named.ino && own.dev === named.dev) || named.size === 0n) return undefined;
  return open(path);
}

/** The next bytes; undefined where there are none yet. */
async function readOn(file: Followed): Promise<Buffer | 'truncated' | undefined> {
  const { handle, position, before } = file;
  const { size, mtimeMs } = await handle.stat();
  if (size < position) return 'truncated';
  if (size === position && mtimeMs === file.changed) return undefined;
  const buffer = Buffer.allocUnsafe(before.length + Math.min(size - position, BLOCK));
  if (buffer.length === 0) return undefined;
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, position - before.length);
  // It was truncated and has grown again since, past the place where we were.
  if (bytesRead < before.length || !buffer.subarray(0, before.length).equals(before)) return 'truncated';
  file.changed = mtimeMs;
  if (bytesRead === before.length) return undefined;
  file.position += bytesRead - before.length;
  file.before = Buffer.from(buffer.subarray(Math.max(0, bytesRead - OVERLAP), bytesRead));
  return buffer.subarray(before.length, bytesRead);
}

/** Whether nothing has the name: the file, or a directory on the way to it, does not exist. */
function isAbsent(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
