import { joined } from './markdown-finding.js';
import { code, table } from './markdown-text.js';
import type { Stats } from './stats.js';
import { statsTables } from './stats-tables.js';
import { grouped, plural, timeSpan } from './wording.js';

/** Names of a table that people read. */
const SHOWN = 20;

/** The statistics for a page or a ticket: a table each. Log text in it is inert. */
export function formatStatsMarkdown(stats: Stats): string {
  const span = timeSpan(stats.input.firstTime, stats.input.lastTime);
  const tables = statsTables(stats).flatMap(({ title, rows, omitted }) => {
    const hidden = omitted + Math.max(0, rows.length - SHOWN);
    return [
      [`### ${title}`],
      table(['name', '#count'], rows.slice(0, SHOWN).map(({ name, count }) => [code(name), grouped(count)])),
      hidden > 0 ? [`and ${plural(hidden, 'other')}`] : [],
    ];
  });
  const extent = plural(stats.connections.total, 'connection') + (span === undefined ? '' : `, ${span}`);
  return `${joined([[`## sshlog: ${extent}`], ...tables]).join('\n')}\n`;
}
