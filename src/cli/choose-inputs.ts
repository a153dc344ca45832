import { systemLog } from '../input/system-log.js';
import { UsageError } from './exit-status.js';
import { tell } from './tell.js';

/** What is to be read. */
export type Choice = { kind: 'file'; path: string } | { kind: 'stdin' } | { kind: 'journal' };

/**
 * The inputs to read: what the user names, else standard input where something is piped in, else this system's log, else
 * its journal.
 * @throws UsageError where that contradicts itself; never waits for a keyboard in silence
 */
export function chooseInputs(files: readonly string[], { journal = false, quiet = false }: { journal?: boolean; quiet?: boolean }): Choice[] {
  if (files.filter((file) => file === '-').length > 1) throw new UsageError('standard input (-) can be read only once');
  const named = files.map((path): Choice => (path === '-' ? { kind: 'stdin' } : { kind: 'file', path }));
  if (journal) return [{ kind: 'journal' }, ...named];
  if (named.length > 0) return named;
  if (!process.stdin.isTTY) return [{ kind: 'stdin' }];
  const log = systemLog();
  if (!quiet) tell(`reading ${log ?? 'the journal, for want of a log file'}, the log of this system`);
  return [log === undefined ? { kind: 'journal' } : { kind: 'file', path: log }];
}
