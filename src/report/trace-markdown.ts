import { findingMarkdown, joined, place } from './markdown-finding.js';
import { code, inline, table } from './markdown-text.js';
import type { TracedConnection, TracedLine, TraceReport } from './trace.js';
import { connectionTitle, leftOut, noTrace, noVerdict } from './trace-text.js';
import { clock, plural } from './wording.js';

/** The traced connections for a ticket: a table of lines each, then the findings. Log text in it is inert. */
export function formatTraceMarkdown(trace: TraceReport): string {
  const { connections, omittedConnections, findings, target } = trace;
  const several = trace.input.files.length > 1;
  const title = `## sshlog: trace of ${code(target)}`;
  if (connections.length === 0 && findings.length === 0) return `${title}\n\n${inline(noTrace(trace))}\n`;
  const blocks = [
    [title],
    omittedConnections > 0 ? [`${plural(omittedConnections, 'earlier connection')} left out.`] : [],
    ...connections.flatMap((connection) => [[`### ${inline(connectionTitle(connection))}`], lines(connection, several)]),
    ...(findings.length > 0 ? findings.map((finding) => findingMarkdown(finding, { servers: [] })) : [[`**Verdict:** ${noVerdict(connections)}`]]),
  ];
  return `${joined(blocks).join('\n')}\n`;
}

function lines({ lines: all, omitted }: TracedConnection, several: boolean): string[] {
  const rows = all.map((line) => [several ? place(line) : String(line.line), ...cells(line)]);
  if (omitted) rows.splice(omitted.behind, 0, ['…', '', leftOut(omitted.lines), '']);
  return table([several ? 'line' : '#line', 'time (UTC)', 'meaning', 'text'], rows);
}

function cells({ time, meaning, text, repeat }: TracedLine): string[] {
  const often = repeat === undefined ? '' : ` (${repeat} times)`;
  return [time === undefined ? '' : clock(time), inline(meaning) + often, code(text)];
}
