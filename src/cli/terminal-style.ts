import { Chalk } from 'chalk';
import type { Style } from '../report/style.js';

const DEFAULT_WIDTH = 80;
const MOST_READABLE_WIDTH = 120;

/**
 * How to print to standard output, or another stream. chalk does not read NO_COLOR, so the level is decided here, once:
 * --color, then NO_COLOR (no-color.org), FORCE_COLOR, and whether it is a terminal that can.
 */
export function terminalStyle(color: 'auto' | 'always' | 'never', toFile: boolean, stream: NodeJS.WriteStream = process.stdout): Style {
  const { isTTY, columns } = stream;
  const terminal = isTTY && !toFile;
  const width = terminal && columns ? Math.max(40, Math.min(columns, MOST_READABLE_WIDTH)) : DEFAULT_WIDTH;
  return { width, chalk: new Chalk({ level: wantsColor(color, terminal) ? 1 : 0 }) };
}

function wantsColor(color: 'auto' | 'always' | 'never', terminal: boolean): boolean {
  if (color !== 'auto') return color === 'always';
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  return terminal && TERM !== 'dumb';
}
