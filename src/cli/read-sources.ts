import { explainMissing } from '../input/input-error.js';
import type { Input } from '../input/input.js';
import { readFileLines } from '../input/read-file-lines.js';
import { type OnLine, readLines } from '../input/read-lines.js';
import type { Analyzer } from '../pipeline/analyzer.js';
import type { LogInput } from '../pipeline/log-inputs.js';
import { boundHeap } from './heap.js';
import { endOfInput as signal } from './interrupt.js';
import type { Complaints } from './open-inputs.js';
import { outputReady } from './outputs.js';
import type { Progress } from './progress.js';
import type { Source } from './sources.js';
import { tell } from './tell.js';
import { isEndless } from './threads/jobs.js';

export interface Reading {
  options: { merge?: boolean; lineLimit?: number };
  /** Whether what grows is read on. */
  follow: boolean;
  complaints: Complaints;
  progress: Progress;
  onLine: (() => void) | undefined;
  /** What to wait for before more is read, if anything, beside the output and the log. */
  ready: (() => Promise<void> | undefined) | undefined;
}

/**
 * Gives an analyzer all lines. Merged, all sources are read side by side; otherwise one after the other what is there, and then all that is
 * followed at once. A stream that is followed comes last: it does not tell that what is there has been read.
 * @param caughtUp called when what is there has been read of all files
 */
export async function readSources(analyzer: Analyzer, sources: readonly Source[], reading: Reading, caughtUp: () => void): Promise<void> {
  if (reading.options.merge) {
    const opened = sources.map((source) => ({ source, log: open(analyzer, source) }));
    await Promise.all(opened.map(({ source, log }) => readSource(log, source, reading, () => {})));
    return;
  }
  const following: Promise<void>[] = [];
  const streams = sources.filter(({ files }) => reading.follow && files.some((file) => isEndless(file) && !file.follow));
  const files = sources.filter((source) => !streams.includes(source));
  for (const source of files) {
    if (signal.aborted) break;
    await new Promise<void>((sourceCaughtUp, failed) => {
      const read = readSource(open(analyzer, source), source, reading, sourceCaughtUp).then(sourceCaughtUp);
      read.catch(failed);
      following.push(read);
    });
  }
  if (files.length > 0) caughtUp();
  if (!signal.aborted) following.push(...streams.map((source) => readSource(open(analyzer, source), source, reading, () => {})));
  await Promise.all(following);
}

function open(analyzer: Analyzer, { name, files: [first] }: Source): LogInput {
  return analyzer.open(first?.name ?? name, first?.latest, name);
}

async function readSource(log: LogInput, { files }: Source, reading: Reading, caughtUp: () => void): Promise<void> {
  let bytes = 0;
  for (const [i, file] of files.entries()) {
    if (signal.aborted) break;
    if (i > 0) log.goOn(file.name, file.latest);
    // Of a rotated set only the newest file grows.
    const isFollowed = file.follow !== undefined && i === files.length - 1;
    const read = await (isFollowed ? followInput(log, file, reading, caughtUp) : readInput(log, file, file.blocks(signal, (bytes) => reading.progress.read(bytes, file.name)), reading));
    if (read === 0 && !signal.aborted) reading.complaints.empty(file.name);
    bytes += read;
  }
  await log.ready();
  log.end(bytes);
}

/** @returns bytes that were read */
async function followInput(log: LogInput, input: Input, reading: Reading, caughtUp: () => void): Promise<number> {
  const { name } = input;
  let bytes = 0;
  let found = false;
  try {
    for await (const blocks of input.follow?.({ signal, caughtUp, missing: (error) => tell(explainMissing(name, error)) }) ?? []) {
      found = true;
      bytes += await readInput(log, input, blocks, reading);
    }
    if (!found) reading.complaints.missing(name);
  } catch (error) {
    reading.complaints.complain(error, name);
  }
  return bytes;
}

/** @returns bytes that were read */
async function readInput(log: LogInput, input: Input, blocks: AsyncIterable<Buffer>, { options, complaints, onLine, ready: othersReady }: Reading): Promise<number> {
  const { lineLimit } = options;
  const isLive = input.follow !== undefined || input.identity === undefined;
  let bytes = 0;
  const counted = async function* () {
    for await (const block of blocks) {
      bytes += block.length;
      boundHeap(bytes);
      if (isLive) log.advance(Date.now());
      yield block;
    }
  };
  const take: OnLine = onLine
    ? (...line) => {
      log.line(...line);
      onLine();
    }
    : (...line) => log.line(...line);
  try {
    const ready = () => outputReady() ?? log.ready() ?? othersReady?.();
    // What is piped, packed or still written comes in pieces of any size, and in its own time.
    const read = input.seekable && input.follow === undefined ? readFileLines : readLines;
    await read(counted(), take, { signal, ready, ...(lineLimit !== undefined && { lineLimit }) });
  } catch (error) {
    complaints.complain(error, input.name);
  }
  return bytes;
}
