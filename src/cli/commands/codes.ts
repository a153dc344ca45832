import { DIAGNOSERS } from '../../diagnosers/index.js';
import { formatCodes } from '../../report/codes.js';
import { terminalStyle } from '../terminal-style.js';

/** `sshlog codes`: every finding code, one line each. */
export function codes(color: 'auto' | 'always' | 'never'): void {
  process.stdout.write(formatCodes(DIAGNOSERS.map(({ meta }) => meta), terminalStyle(color, false)));
}
