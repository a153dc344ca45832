import type { ClientLog, Finding } from '../../finding.js';
import { printable, printableWord } from '../safe-text.js';
import { palette, shownCode, type Style } from '../style.js';
import { clock, plural } from '../wording.js';
import { howOften } from './occurrence.js';

/** The address that was seen last, where the finding still knows. */
function lastSource({ sources, affected, omitted }: Finding): string | undefined {
  if (sources.length === 1 && omitted.sources === 0) return sources[0]?.ip;
  return omitted.affected === 0 ? affected.at(-1)?.ip : undefined;
}

/**
 * `again: error[no-common-mac]: …: now 17 connections, last from 192.0.2.40 at 2026-11-20 21:02:11 UTC`: one line for a
 * finding that was told in full before.
 * @param attack code of the finding that absorbs this one
 */
export function againLine(finding: Finding, style: Style, attack?: string, clientLogs?: readonly ClientLog[]): string {
  const { severity, code, title, count, attempts, lastSeen } = finding;
  const ip = lastSource(finding);
  const often = count === 0 ? plural(attempts, 'time') : howOften(finding, clientLogs);
  const last = [ip === undefined ? '' : ` from ${printableWord(ip)}`, lastSeen === undefined ? '' : ` at ${clock(lastSeen)} UTC`].join('');
  const part = attack === undefined ? '' : ` (part of ${printable(attack)})`;
  const tag = palette(style).severity[severity](`${severity}[${shownCode(code, style)}]`);
  return `again: ${tag}: ${printable(title)}${part}: now ${often}${last === '' ? '' : `, last${last}`}`;
}
