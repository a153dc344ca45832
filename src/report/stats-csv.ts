import { csvRow } from './csv.js';
import type { Stats } from './stats.js';
import { statsTables } from './stats-tables.js';

/** The statistics as one table: of which table a row is, what is counted, how often it came. */
export function formatStatsCsv(stats: Stats): string {
  const rows = statsTables(stats).flatMap(({ title, rows }) => rows.map(({ name, count }) => csvRow([title, name, count])));
  return csvRow(['table', 'name', 'count']) + rows.join('');
}
