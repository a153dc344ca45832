import type { ClientLog, Finding } from '../../finding.js';
import { printable } from '../safe-text.js';
import { palette, type Style } from '../style.js';
import { plural } from '../wording.js';
import { wrap } from '../wrap.js';
import { header } from './header.js';
import { occurrenceParts } from './occurrence.js';

/** Findings of one code that are told in full, and more of them that get a line each. */
const FULL = 10;
/** What to do about one attacker is what to do about the next. */
const FULL_OF_ATTACK = 3;
const IN_A_LINE = 20;
/** Names of a kind in such a line. */
const NAMES = 1;

/** Further findings of a code, behind those that are told in full. */
export interface Folded {
  code: string;
  inALine: Finding[];
  /** Those that are only counted. */
  more: number;
}

/**
 * A log of an attack has hundreds of findings of one code, which differ in nothing but the address.
 * @returns findings to be told in full and, at the place of the first that is not, the others of its code
 */
export function fold(findings: readonly Finding[]): (Finding | Folded)[] {
  const counts = new Map<string, number>();
  const byCode = new Map<string, Folded>();
  return findings.flatMap((finding): (Finding | Folded)[] => {
    const { code, category } = finding;
    const before = counts.get(code) ?? 0;
    counts.set(code, before + 1);
    if (before < (category === 'attack' ? FULL_OF_ATTACK : FULL)) return [finding];
    const known = byCode.get(code);
    if (!known) {
      const folded: Folded = { code, inALine: [finding], more: 0 };
      byCode.set(code, folded);
      return [folded];
    }
    if (known.inALine.length < IN_A_LINE) known.inALine.push(finding);
    else known.more++;
    return [];
  });
}

/** A line for each, and how many more there are. @param attackOf code of the finding that absorbs one */
export function foldedText({ code, inALine, more }: Folded, style: Style, attackOf: (finding: Finding) => string | undefined, clientLogs?: readonly ClientLog[]): string {
  return [
    ...inALine.flatMap((finding) => {
      const [often = ''] = occurrenceParts(finding, clientLogs, NAMES);
      const { severity, title } = finding;
      return header({ code, severity, title: often === '' ? title : `${title}: ${often}` }, style, attackOf(finding));
    }),
    ...(more === 0 ? [] : wrap(`… ${plural(more, 'more finding')} of ${printable(code)}: -v shows all`, style.width, '').map((line) => palette(style).label(line))),
  ].join('\n');
}
