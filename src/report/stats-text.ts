import { countTable } from './charts.js';
import { printable } from './safe-text.js';
import type { Census, NamedCount, Stats } from './stats.js';
import { timelineChart } from './stats-timeline.js';
import { palette, type Style } from './style.js';
import { plural, timeSpan } from './wording.js';

/** Names of a list that people read; `verbose` shows all that are kept. */
const SHOWN = 10;

/** The statistics for people: one block a question, what is zero left out. Ends in a newline. */
export function formatStatsText(stats: Stats, style: Style, options: { verbose?: boolean } = {}): string {
  const shown = options.verbose === true ? Infinity : SHOWN;
  const { title } = palette(style);
  const { connections, attempts, logins, listener, negotiationFailures, sftp, algorithms } = stats;
  const { total, withoutAddress, sources, clients, ...outcomes } = connections;
  const { width } = style;
  const list = (name: string, census: Census) => block(name, census, shown, width);
  const rows = (counts: Record<string, number>) => countTable(fromRecord(counts), width, 2);
  const timeline = timelineChart(stats, width, options.verbose === true);
  const span = timeSpan(stats.input.firstTime, stats.input.lastTime);
  const sections: [string, string[]][] = [
    [`${plural(total, 'connection')}${span === undefined ? '' : `, ${span}`}`, [
      ...rows(outcomes),
      ...list('sources', sources),
      ...(withoutAddress > 0 ? [`    and ${plural(withoutAddress, 'connection')} whose lines name no address`] : []),
      ...list('clients', clients),
      ...(stats.unexpectedClients ? list('clients that knownClients does not list', stats.unexpectedClients) : []),
    ]],
    [`${plural(logins.accepted, 'login')} accepted`, logins.accepted === 0 ? [] : [
      ...rows(logins.byMethod),
      ...(logins.certificates > 0 ? [`  ${plural(logins.certificates, 'of them with a certificate', 'of them with a certificate')}`] : []),
      ...list('users', logins.users),
      ...list('sources', logins.sources),
      ...(logins.fromSourcesWithFailures > 0 ? [`  ${plural(logins.fromSourcesWithFailures, 'of these sources', 'of these sources')} also failed`] : []),
    ]],
    [`${plural(attempts.failed, 'failed try', 'failed tries')}`, attempts.failed === 0 ? [] : [
      ...rows(attempts.byMethod),
      ...list('users', attempts.users),
      ...list('users that do not exist', attempts.invalidUsers),
      ...list('sources', attempts.sources),
    ]],
    ['negotiations failed', rows(negotiationFailures.byKind)],
    ['turned away by the listener', [
      ...rows(listener.refused),
      ...(listener.throttling.episodes > 0
        ? [`  ${plural(listener.throttling.episodes, 'time')} MaxStartups throttling, ${plural(listener.throttling.dropped, 'connection')} dropped`]
        : []),
    ]],
    ['sftp', sftp.sessions === 0 && sftp.filesRead + sftp.filesWritten === 0 ? [] : [
      ...countTable(fromRecord({
        sessions: sftp.sessions, 'files read': sftp.filesRead, 'files written': sftp.filesWritten, 'bytes read': sftp.bytesRead,
        'bytes written': sftp.bytesWritten, removed: sftp.removed, renamed: sftp.renamed, denied: sftp.denied,
      }), width, 2, false),
      ...list('users', sftp.users),
    ]],
    [`algorithms of ${plural(algorithms.connections, 'connection')}`, [
      ...list('key exchange', algorithms.kex), ...list('host key', algorithms.hostkey), ...list('cipher', algorithms.cipher),
      ...list('MAC', algorithms.mac), ...list('compression', algorithms.compression),
    ]],
    [`tries by ${timeline.unit} (UTC)`, timeline.lines],
  ];
  return `${sections.filter(([, lines]) => lines.length > 0).map(([name, lines]) => [title(name), ...lines].join('\n')).join('\n\n')
    || 'no connection'}\n`;
}

function fromRecord(counts: Record<string, number>): NamedCount[] {
  return Object.entries(counts).filter(([, count]) => count > 0).map(([name, count]) => ({ name, count }));
}

function block(name: string, { distinct, top, uncounted }: Census, shown: number, width: number): string[] {
  if (distinct === 0) return [];
  const listed = top.slice(0, shown);
  const hidden = distinct - listed.length;
  return [
    `  ${printable(name)}: ${distinct}${uncounted > 0 ? ' or more' : ''}`,
    ...countTable(listed, width, 4),
    ...(hidden > 0 ? [`    and ${plural(hidden, 'other')}`] : []),
    // Names are counted one by one up to a limit; one that comes behind it may belong into the list.
    ...(uncounted > 0 ? [`    approximate from ${distinct} on: ${uncounted} more of new names`] : []),
  ];
}
