import { DIAGNOSERS } from '../../diagnosers/index.js';
import { formatExplanation } from '../../report/explain.js';
import { UsageError } from '../exit-status.js';
import { terminalStyle } from '../terminal-style.js';

/**
 * `sshlog explain CODE`: the page behind a finding.
 * @throws UsageError for a code that does not exist
 */
export function explain(code: string, color: 'auto' | 'always' | 'never'): void {
  const diagnoser = DIAGNOSERS.find(({ meta }) => meta.code === code);
  if (!diagnoser) {
    const near = DIAGNOSERS.map(({ meta }) => meta.code).filter((known) => known.includes(code) || code.includes(known.split('-').at(-1) ?? ' '));
    throw new UsageError(`there is no code ${code}${near.length > 0 ? `; did you mean ${near.slice(0, 3).join(', ')}?` : '; sshlog codes lists them'}`);
  }
  process.stdout.write(formatExplanation(diagnoser.meta, terminalStyle(color, false)));
}
