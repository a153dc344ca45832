import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { UsageError } from './exit-status.js';

/** Where a format goes; without a file to standard output. */
export interface Target {
  format: string;
  file?: string;
}

/**
 * Reads `--format NAME[=FILE]` and `-o FILE`.
 * @throws UsageError for a format that the command does not have, or two that want standard output
 */
export function parseTargets(formats: readonly string[] | undefined, output: string | undefined, known: readonly string[], fallback: string): Target[] {
  const targets = (formats ?? [fallback]).map((text): Target => {
    const [format = '', ...file] = text.split('=');
    if (!known.includes(format)) throw new UsageError(`there is no format ${format}; use ${known.join(', ')}`);
    if (file.length > 0) return { format, file: file.join('=') };
    return output === undefined ? { format } : { format, file: output };
  });
  const names = targets.map(({ file }) => file ?? '');
  if (new Set(names).size < names.length) throw new UsageError('only one format can go to the same place; give the others a file, as in --format json=report.json');
  return targets;
}

export interface Sink {
  write(text: string): void;
  /** Completes the output: a file appears under its name only now. */
  close(): void;
  /** Removes what was written so far. */
  discard(): void;
}

/** @throws UsageError where the file cannot be created */
export function openSink({ file }: Target): Sink {
  if (file === undefined) {
    return { write: (text) => void process.stdout.write(text), close: () => {}, discard: () => {} };
  }
  const unfinished = `${file}.${process.pid}.tmp`;
  let descriptor: number;
  try {
    descriptor = openSync(unfinished, 'w');
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${(error as Error).message}`);
  }
  const discard = () => {
    closeSync(descriptor);
    rmSync(unfinished, { force: true });
  };
  return {
    write(text) {
      try {
        writeSync(descriptor, text);
      } catch (error) {
        discard();
        throw new UsageError(`${file} cannot be written: ${(error as Error).message}`);
      }
    },
    close() {
      closeSync(descriptor);
      renameSync(unfinished, file);
    },
    discard,
  };
}
