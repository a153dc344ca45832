import { printable } from '../report/safe-text.js';
import { eraseProgress } from './progress.js';

/** One sentence on standard error. */
export function tell(sentence: string): void {
  eraseProgress();
  process.stderr.write(`sshlog: ${printable(sentence)}\n`);
}
