import { METAS } from '../../diagnosers/metas.js';
import { SEVERITIES, type FindingMeta } from '../../finding.js';
import { formatCodes } from '../../report/codes.js';
import { withCodeLinks } from '../code-links.js';
import { printPaged } from '../pager.js';
import type { SharedOptions } from '../shared-options.js';
import { terminalStyle } from '../terminal-style.js';

/** `sshlog codes`: every finding code, one line each, by category and severity. */
export async function codes({ color, pager }: Pick<SharedOptions, 'color' | 'pager'>): Promise<void> {
  const metas = METAS;
  const categories = [...new Set(metas.map(({ category }) => category))];
  const rank = ({ category, severity }: FindingMeta) => categories.indexOf(category) * SEVERITIES.length + SEVERITIES.indexOf(severity);
  const sorted = [...metas].sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1));
  await printPaged(formatCodes(sorted, await withCodeLinks(terminalStyle(color, false), false)), pager);
}
