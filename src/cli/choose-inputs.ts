import { systemLog } from '../input/system-log.js';
import { UsageError } from './exit-status.js';

/**
 * The inputs to read: what the user names, else standard input where something is piped in, else this system's log.
 * @throws UsageError where there is nothing to read; never waits for a keyboard in silence
 */
export function chooseInputs(files: readonly string[], quiet: boolean): string[] {
  if (files.length > 0) {
    if (files.filter((file) => file === '-').length > 1) throw new UsageError('standard input (-) can be read only once');
    return [...files];
  }
  if (!process.stdin.isTTY) return ['-'];
  const log = systemLog();
  if (log === undefined) {
    throw new UsageError('this system has none of the usual log files; name one, or pipe the journal in: journalctl -u ssh -u sshd -o short-iso | sshlog diagnose');
  }
  if (!quiet) process.stderr.write(`sshlog: reading ${log}, the log of this system\n`);
  return [log];
}
