import { header } from './text/header.js';
import { fixBlocks } from './text/fixes.js';
import { printable, printableWord } from './safe-text.js';
import { palette, type Style } from './style.js';
import type { TracedConnection, TracedLine, TraceReport } from './trace.js';
import { clock, plural, timeSpan } from './wording.js';
import { wrap } from './wrap.js';

const OUTCOMES: Record<TracedConnection['outcome'], string> = {
  accepted: 'logged in',
  auth_failed: 'failed to log in',
  too_many_failures: 'ended after too many failures',
  no_auth: 'ended without a login',
  negotiation_failed: 'no algorithm in common',
  no_identification: 'never introduced itself',
  bad_protocol: 'did not speak SSH as expected',
  timeout: 'ran out of time to log in',
  refused: 'turned away',
  open: 'the log does not show its end',
};

/** Lines of the first fix that are shown; the whole is in `sshlog diagnose`. */
const FIX_LINES = 14;

/**
 * The traced connections for people: a heading (when, who, whence, client), each line with what it means, and at the end
 * the verdict. With `verbose` the texts of sshd stand under their meanings.
 */
export function formatTraceText(trace: TraceReport, style: Style, verbose = false): string {
  const { connections, omittedConnections, target } = trace;
  if (connections.length === 0 && trace.findings.length === 0) return `${wrap(noTrace(trace), style.width).join('\n')}\n`;
  const several = trace.input.files.length > 1;
  const blocks = connections.map((connection) => connectionLines(connection, style, several, verbose).join('\n'));
  if (omittedConnections > 0) {
    blocks.unshift(wrap(`(${plural(omittedConnections, 'earlier connection')} of ${printableWord(target)} left out; --since and --until choose others)`, style.width).join('\n'));
  }
  return `${[...blocks, ...verdict(trace, style)].join('\n\n')}\n`;
}

/** There is none: said plainly. */
export function noTrace({ target, input }: TraceReport): string {
  const what = `no trace of ${printableWord(target)} in this log`;
  return input.recognized + input.unknown === 0 ? `${what}: no line of sshd was found; is this the right log?` : what;
}

function connectionLines(connection: TracedConnection, style: Style, several: boolean, verbose: boolean): string[] {
  const { lines, omitted } = connection;
  const label = ({ file, line }: TracedLine) => (several ? `${printable(file)}:${line}` : String(line));
  const widest = Math.max(0, ...lines.map((line) => label(line).length));
  const { gutter } = palette(style);
  const body = lines.flatMap((line, i) => {
    const time = line.time === undefined ? '' : `  ${clock(line.time).slice(11)}`;
    const place = `  ${label(line).padStart(widest)}${time}  `;
    const [head = '', ...tail] = wrap(printable(line.meaning) + (line.repeat === undefined ? '' : ` (${line.repeat} times)`), style.width, place, ' '.repeat(place.length));
    const gap = omitted?.behind === i ? [`  (${leftOut(omitted.lines)})`] : [];
    const text = verbose ? wrap(printable(line.text), style.width, ' '.repeat(place.length)).map((part) => gutter(part)) : [];
    return [...gap, gutter(place) + head.slice(place.length), ...tail, ...text];
  });
  if (omitted && omitted.behind >= lines.length) body.push(`  (${leftOut(omitted.lines)})`);
  return [...heading(connection, style), ...body];
}

/** `12 lines left out`. */
export function leftOut(lines: number): string {
  return `${plural(lines, 'line')} left out`;
}

/** When, who, whence, with which client, and how it went. */
export function connectionTitle({ firstTime, lastTime, user, ip, port, client, host, pids, outcome }: TracedConnection): string {
  const parts = [
    timeSpan(firstTime, lastTime),
    user === undefined ? 'nobody named' : printableWord(user),
    ip === undefined ? undefined : `from ${printableWord(ip)}${port === undefined ? '' : ` port ${port}`}`,
    client === undefined ? undefined : printableWord(client),
    host === undefined ? undefined : `on ${printableWord(host)}`,
    pids.length === 0 ? undefined : `pid ${pids.join(', ')}`,
  ];
  return `${parts.filter((part) => part !== undefined).join(', ')}: ${OUTCOMES[outcome]}`;
}

function heading(connection: TracedConnection, style: Style): string[] {
  return wrap(connectionTitle(connection), style.width, '', '    ').map((line) => palette(style).title(line));
}

/** What is said where there is no finding. */
export function noVerdict(connections: readonly TracedConnection[]): string {
  return connections.every(({ outcome }) => outcome === 'accepted' || outcome === 'open')
    ? 'nothing went wrong that sshlog knows of'
    : 'the log does not show why; LogLevel VERBOSE or DEBUG1 would tell more';
}

function verdict({ findings, connections }: TraceReport, style: Style): string[] {
  const { title } = palette(style);
  if (findings.length === 0) return [title('verdict: ') + noVerdict(connections)];
  return [title('verdict:'), ...findings.map((finding) => {
    const [fix] = finding.fixes;
    const lines = fix === undefined ? [] : fixBlocks([fix], style)[0] ?? [];
    const more = lines.length > FIX_LINES || finding.fixes.length > 1;
    return [
      ...header(finding, style),
      ...(finding.summary === finding.title ? [] : wrap(printable(finding.summary), style.width, '  ')),
      ...lines.slice(0, FIX_LINES),
      ...(more ? wrap(`(more: sshlog diagnose --select ${printable(finding.code)}, sshlog explain ${printable(finding.code)})`, style.width, '  ') : []),
    ].join('\n');
  })];
}
