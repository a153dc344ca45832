import { randomBytes } from 'node:crypto';
import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { drained } from './drained.js';
import { UsageError } from './exit-status.js';
import { pagerReady, printPaged } from './pager.js';

/** Where a format goes; without a file to standard output. */
export interface Target<F extends string = string> {
  format: F;
  file?: string;
}

/**
 * Reads `--format NAME[=FILE]` and `-o FILE`.
 * @throws UsageError for a format that the command does not have, or two that want standard output
 */
export function parseTargets<F extends string>(
  formats: readonly string[] | undefined, output: string | undefined, known: readonly F[], fallback: NoInfer<F>,
): Target<F>[] {
  const targets = (formats ?? [fallback]).map((text): Target<F> => {
    const [name = '', ...file] = text.split('=');
    const format = known.find((one) => one === name);
    if (format === undefined) throw new UsageError(`there is no format ${name}; use ${known.join(', ')}`, { word: name, known });
    if (file.length > 0 && file.join('=') === '') throw new UsageError(`--format ${format}= lacks the name of the file`);
    const to = file.length > 0 ? file.join('=') : output;
    // As in the arguments: - is no file.
    return to === undefined || to === '-' ? { format } : { format, file: to };
  });
  const names = targets.map(({ file }) => file ?? '');
  if (new Set(names).size < names.length) throw new UsageError('only one format can go to the same place; give the others a file, as in --format json=report.json');
  return targets;
}

export interface TextSink {
  write(text: string): void;
  /** Completes the output: a file appears under its name only now. */
  close(): void;
  /** Removes what was written so far. */
  discard(): void;
}

/** Takes bytes as they are, too: a patch has those of the file that it is for. */
export interface Sink extends TextSink {
  write(text: string | Uint8Array): void;
}

/** An output that is written once, when the result is known. */
export interface Output<F extends string = string> {
  target: Target<F>;
  sink: Sink;
}

/**
 * Opens all, so that a file that cannot be written is told before a large log is read.
 * @throws UsageError where a file cannot be created
 */
export function openOutputs<F extends string>(targets: readonly Target<F>[]): Output<F>[] {
  return targets.map((target) => ({ target, sink: openSink(target) }));
}

/** What to wait for before more is printed: without it, what a slow reader (a pager) has not taken yet fills the memory. */
export function outputReady(): Promise<unknown> | undefined {
  return pagerReady() ?? drained(process.stdout);
}

/** What is written once; in pieces where it may be large. */
export type Result = string | Iterable<string>;

/** Writes a whole result: to standard output through a pager, where it is longer than the terminal. */
export async function writeResult({ target, sink }: Output, result: Result, pager: boolean): Promise<void> {
  const isPaged = target.file === undefined && (typeof result === 'string' || process.stdout.isTTY);
  if (isPaged) await printPaged(typeof result === 'string' ? result : [...result].join(''), pager);
  else {
    for (const part of typeof result === 'string' ? [result] : result) {
      sink.write(part);
      if (target.file === undefined) await outputReady();
    }
  }
  sink.close();
}

/** @throws UsageError where the file cannot be created */
export function openSink({ file }: Pick<Target, 'file'>): Sink {
  if (file === undefined) return { write: (text) => void process.stdout.write(text), close: () => {}, discard: () => {} };
  return explained(file, () => openFileSink(file));
}

/** What removes each file that is not complete yet. */
const unfinished = new Set<() => void>();

/** Whatever ends the program, no unfinished file stays. */
function removeUnfinished(): void {
  for (const discard of unfinished) discard();
}

function openFileSink(name: string): Sink {
  const existing = statSync(name, { throwIfNoEntry: false });
  if (existing?.isDirectory()) throw new Error('it is a directory');
  // A device or a pipe is written to; only a file can be replaced by a finished one. A link stays, its file is replaced.
  const replaced = existing && !existing.isFile() ? undefined : existing ? realpathSync(name) : name;
  const written = replaced === undefined ? name : `${replaced}.${randomBytes(4).toString('hex')}.tmp`;
  const mode = existing ? existing.mode & 0o777 : 0o666;
  const descriptor = replaced === undefined ? openSync(name, 'w') : openSync(written, 'wx', mode);
  const discard = () => {
    unfinished.delete(discard);
    if (unfinished.size === 0) process.off('exit', removeUnfinished);
    closeSync(descriptor);
    if (replaced !== undefined) rmSync(written, { force: true });
  };
  if (unfinished.size === 0) process.on('exit', removeUnfinished);
  unfinished.add(discard);
  return {
    write: (text) => explained(name, () => writeFileSync(descriptor, text)),
    close: () => explained(name, () => {
      if (replaced !== undefined) renameSync(written, replaced);
      discard();
    }),
    discard,
  };
}

function explained<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const first = code === 'ENOENT' ? 'make its directory first, or ' : code === 'ENOSPC' || code === 'EDQUOT' ? 'make room there, or ' : '';
    throw new UsageError(`${file} cannot be written: ${message.split(',')[0]}; ${first}name another file`);
  }
}
