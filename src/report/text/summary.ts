import { type ClientLog, SEVERITIES, type Report } from '../../finding.js';
import { caveats } from '../caveats.js';
import { printable } from '../safe-text.js';
import { palette, type Style } from '../style.js';
import { grouped, plural, release } from '../wording.js';
import { wrap } from '../wrap.js';

function counted({ findings }: Report): string {
  const parts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [severity === 'info' ? `${grouped(count)} info` : plural(count, severity)];
  });
  return parts.length === 0 ? 'no problems found' : parts.join(', ');
}

function extent({ input }: Report): string {
  const [only] = input.files;
  const files = input.files.length === 1 && only !== undefined
    ? (only === '-' ? 'standard input' : printable(only))
    : plural(input.files.length, 'file');
  return `${plural(input.lines, 'line')} of ${files}`;
}

function connectionCount({ connections, clientLogs }: Report): string {
  const { total, accepted, open } = connections;
  const failed = total - accepted - open;
  const parts: [number, string][] = [[accepted, 'accepted'], [failed, 'failed'], [open, 'still open']];
  const outcomes = parts.flatMap(([count, name]) => (count > 0 ? [`${grouped(count)} ${name}`] : []));
  const said = [...(total === 0 ? [] : [`${plural(total, 'connection')}: ${outcomes.join(', ')}`]), ...attempts(clientLogs ?? [])];
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}

/** Runs of ssh: some never come to a connection. */
function attempts(logs: readonly ClientLog[]): string[] {
  const all = logs.reduce((sum, log) => sum + log.attempts, 0);
  const paired = logs.reduce((sum, log) => sum + (log.paired ?? 0), 0);
  if (logs.length === 0) return [];
  const both = paired === 0 ? '' : `, ${all === 1 ? '' : `${paired} of them `}also in the server's log`;
  return [`${plural(all, 'attempt')} of a client${both}`];
}

/** How much was read and what came of it, in one sentence without a period. */
export function verdict(report: Report): string {
  const { recognized, unknown, lines, files } = report.input;
  if (files.length === 0) return 'nothing was read';
  if (report.findings.length > 0 || recognized > 0) return `${counted(report)} in ${extent(report)}${connectionCount(report)}`;
  if (lines === 0) return 'nothing to analyze: the input is empty';
  if (unknown > 0) return `${plural(unknown, 'line')} of sshd in ${extent(report)}, but not one that sshlog knows`;
  return `no line of sshd found in ${extent(report)}`;
}

function notes(report: Report): string[] {
  const [first] = report.findings;
  return [
    ...caveats(report),
    ...(first === undefined ? [] : [`for more about a code: sshlog explain ${printable(first.code)}`]),
  ];
}

function details({ servers, connections, input, clientLogs }: Report): string[] {
  const { total, ...outcomes } = connections;
  const said = Object.entries(outcomes).flatMap(([name, count]) => (count > 0 ? [`${name.replaceAll('_', ' ')} ${count}`] : []));
  return [
    ...servers.flatMap(({ host, openssh, logLevel, logLevelEvidence }) => {
      const name = printable(host ?? 'server');
      const version = openssh === undefined ? [] : [`${name}: ${release(openssh) ?? 'OpenSSH'} (${printable(openssh.evidence)})`];
      const because = logLevelEvidence === undefined ? '' : ` (${printable(logLevelEvidence)})`;
      return logLevel === undefined ? version : [...version, `${name}: LogLevel ${printable(logLevel)}${because}`];
    }),
    ...(total === 0 ? [] : [`connections: ${said.join(', ')}`]),
    ...(clientLogs ?? []).map(({ file, openssh, attempts: runs }) =>
      `${printable(file)}: ${['written by a client', release(openssh === undefined ? undefined : { exact: openssh }), plural(runs, 'attempt')].filter((part) => part !== undefined).join(', ')}`),
    `lines: ${input.recognized} of ${program(clientLogs)} known, ${input.unknown} of ${program(clientLogs)} unknown, ${input.other} of other programs`,
  ];
}

function program(clientLogs: Report['clientLogs']): string {
  return clientLogs === undefined ? 'sshd' : 'ssh and sshd';
}

/** How much was read and what came of it; said even when nothing was found. */
export function summary(report: Report, style: Style, verbose: boolean): string[] {
  const colours = palette(style);
  const worst = SEVERITIES.find((severity) => report.findings.some((finding) => finding.severity === severity));
  const paint = worst === undefined ? colours.title : colours.severity[worst];
  const all = [...(verbose ? details(report) : []), ...notes(report)];
  return [
    ...wrap(verdict(report), style.width, '', '  ').map((line) => paint(line)),
    ...all.flatMap((note) => wrap(note, style.width, '  ', '    ')),
  ];
}
