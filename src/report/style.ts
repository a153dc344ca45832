import type { ChalkInstance } from 'chalk';
import type { Severity, Strength } from '../finding.js';
import { printable } from './safe-text.js';

/** How a report is laid out: the terminal's width in columns, and the caller's own chalk (level 0 prints no colour). */
export interface Style {
  width: number;
  chalk: ChalkInstance;
  /** Makes a link to the page of a code of what is shown of it; absent where nobody could follow it. */
  linkCode?: (code: string, shown: string) => string;
}

export type Paint = (text: string) => string;

/** Colours by what they stand for. Every one of them only repeats what the words already say. */
export interface Palette {
  severity: Record<Severity, Paint>;
  strength: Record<Strength | 'unknown', Paint>;
  title: Paint;
  label: Paint;
  gutter: Paint;
  mark: Paint;
  paste: Paint;
}

/** A code as it is shown: a link to its page, where that can be. */
export function shownCode(code: string, { linkCode }: Style): string {
  const shown = printable(code);
  return linkCode?.(code, shown) ?? shown;
}

/** The palette of a style. */
export function palette({ chalk }: Style): Palette {
  return {
    severity: { error: chalk.red.bold, warning: chalk.yellow.bold, info: chalk.blue.bold },
    strength: {
      recommended: chalk.green,
      ok: chalk.cyan,
      weak: chalk.yellow,
      broken: chalk.red,
      unknown: chalk.dim,
    },
    title: chalk.bold,
    label: chalk.bold,
    gutter: chalk.dim,
    mark: chalk.red.bold,
    paste: chalk.cyan,
  };
}
