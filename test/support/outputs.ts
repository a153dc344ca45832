import { readConfiguration } from '../../src/configuration/index.js';
import { DIAGNOSERS } from '../../src/diagnosers/index.js';
import { createAnalyzer } from '../../src/pipeline/analyzer.js';
import { toEventJson } from '../../src/pipeline/event-json.js';
import { createOverview } from '../../src/pipeline/overview.js';
import type { Redactable } from '../../src/pipeline/redact/pseudonyms.js';
import { createRedaction } from '../../src/pipeline/redaction.js';
import { toSessionRow } from '../../src/pipeline/session-row.js';
import { createStats } from '../../src/pipeline/stats.js';
import { createTrace } from '../../src/pipeline/trace.js';
import { formatConcise } from '../../src/report/concise.js';
import { formatEcs } from '../../src/report/event-ecs.js';
import { type EventJson, formatEvent } from '../../src/report/event-ndjson.js';
import { formatOcsf } from '../../src/report/event-ocsf.js';
import { formatEventText } from '../../src/report/event-text.js';
import { formatGithub } from '../../src/report/github.js';
import { formatGitlab } from '../../src/report/gitlab.js';
import { formatHtml } from '../../src/report/html.js';
import { jsonParts } from '../../src/report/json.js';
import { formatJunit } from '../../src/report/junit.js';
import { formatMarkdown } from '../../src/report/markdown.js';
import { formatSarif } from '../../src/report/sarif.js';
import { formatSessionMarkdown, SESSION_MARKDOWN_HEAD } from '../../src/report/session-markdown.js';
import { formatStatsCsv } from '../../src/report/stats-csv.js';
import { formatStatsMarkdown } from '../../src/report/stats-markdown.js';
import { formatTraceMarkdown } from '../../src/report/trace-markdown.js';
import type { Report } from '../../src/finding.js';
import type { SessionRow } from '../../src/report/session.js';
import { formatSessionCsv, formatSessionNdjson } from '../../src/report/session-machine.js';
import { formatSessionText } from '../../src/report/session-text.js';
import type { Stats } from '../../src/report/stats.js';
import { formatStatsText } from '../../src/report/stats-text.js';
import type { Style } from '../../src/report/style.js';
import { formatText } from '../../src/report/text.js';
import { formatTraceJson, type TraceReport } from '../../src/report/trace.js';
import { formatTraceText } from '../../src/report/trace-text.js';
import { safeJson } from '../../src/report/safe-json.js';
import { formatSimulationCsv, formatSimulationJson } from '../../src/report/simulation-machine.js';
import { formatSimulationMarkdown } from '../../src/report/simulation-markdown.js';
import { formatSimulationText } from '../../src/report/simulation-text.js';
import { createClientLog } from '../../src/simulate/clients.js';
import { simulate } from '../../src/simulate/simulate.js';
import type { Simulation } from '../../src/simulate/simulation.js';
import { LATEST } from './analyze-file.js';

export interface Outputs {
  report: Report;
  events: EventJson[];
  sessions: SessionRow[];
  trace: TraceReport;
  stats: Stats;
  /** Every output in every format, by name. */
  texts: Record<string, string>;
  /** Ids of the registry's entries that recognized a line. */
  wordings: Set<string>;
}

/** A configuration that locks somebody out of most logs. */
const HARDENED = readConfiguration('sshd_config', {
  read: () => 'KexAlgorithms curve25519-sha256\nCiphers aes256-gcm@openssh.com\nMACs hmac-sha2-512\nHostKey /etc/ssh/ssh_host_ed25519_key\nPasswordAuthentication no\nAllowGroups staff\n',
  glob: () => [],
});

/** As the analyzer takes it: latin1 text without line feed, number, whether it was cut. */
export type Line = [line: string, number: number, overLimit: boolean];

export function linesOf(log: string): Line[] {
  const lines = log.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, i) => [line, i + 1, false]);
}

/** All that sshlog can print of one log, given as lines or as latin1 text. */
export function outputsOf(log: string | readonly Line[], file: string, style: Style, redact: readonly Redactable[] = []): Outputs {
  const redaction = redact.length > 0 ? createRedaction(redact) : undefined;
  const output = redaction?.output ?? (<T>(value: T) => value);
  const events: EventJson[] = [];
  const sessions: SessionRow[] = [];
  const wordings = new Set<string>();
  const collector = createStats();
  const follower = createTrace({ from: () => true });
  const clients = createClientLog();
  const shared = { ...(redaction && { redaction }) };
  const read = (analyzer: ReturnType<typeof createAnalyzer>) => {
    const input = analyzer.open(file, LATEST);
    for (const line of typeof log === 'string' ? linesOf(log) : log) input.line(...line);
    input.end(log.length);
    return analyzer.report('');
  };
  const whole = read(createAnalyzer({
    ...shared,
    onEvent: (event, connection) => {
      collector.event(event, connection);
      if (event.wording) wordings.add(event.wording.id);
      events.push(output(toEventJson(event)));
    },
    onConnectionEnd: (connection, outcome, code) => {
      collector.connectionEnded(connection, outcome);
      clients.connectionEnded(connection, outcome);
      sessions.push(output(toSessionRow(connection, outcome, code)));
    },
    follower: {
      ...follower,
      event(event, connection) {
        follower.event(event, connection);
        clients.event(event, connection);
      },
    },
  }));
  const stats = output(collector.result(whole));
  const trace = output<TraceReport>({
    schema: 'sshlog.trace/1', tool: whole.tool, target: 'anybody', input: whole.input,
    connections: follower.connections(), omittedConnections: follower.omitted(), findings: whole.findings,
  });
  const simulation: Simulation = output({
    ...simulate(clients, { change: { configuration: HARDENED }, ...(redaction && { restore: redaction.restore }) }),
    tool: whole.tool, input: whole.input, servers: whole.servers,
  });
  // A follower leaves the problems of its connections only.
  const overview = createOverview();
  const plain = read(createAnalyzer({ ...shared, onEvent: overview.event, onConnectionEnd: overview.connectionEnded }));
  const report = output(plain);
  // Without their pages, which would be most of the text, and speak of a fred of their own.
  const metas = DIAGNOSERS.filter(({ meta: { code } }) => report.findings.some((finding) => finding.code === code)).map(({ meta }) => ({ ...meta, explain: '' }));
  const texts = {
    'diagnose text': formatText(report, style, { verbose: true }),
    'diagnose short text': formatText(report, style),
    'diagnose concise': formatConcise(report),
    'diagnose json': [...jsonParts(report)].join(''),
    'diagnose markdown': formatMarkdown(report),
    'diagnose sarif': formatSarif(report, { metas, directory: '/' }),
    'diagnose junit': formatJunit(report, { metas, failOn: 'warning', now: '2026-11-21T12:00:00.000Z', style }),
    'diagnose github': formatGithub(report, '/'),
    'diagnose gitlab': formatGitlab(report, '/'),
    'diagnose html': formatHtml(report, output(overview.result(plain.findings)), { script: '', style: '', notices: '' }),
    'events ndjson': events.map(formatEvent).join(''),
    'events text': events.map(formatEventText).join(''),
    'events ecs': events.map(formatEcs).join(''),
    'events ocsf': events.map(formatOcsf).join(''),
    'sessions text': sessions.map(formatSessionText).join(''),
    'sessions ndjson': sessions.map(formatSessionNdjson).join(''),
    'sessions csv': sessions.map(formatSessionCsv).join(''),
    'sessions markdown': SESSION_MARKDOWN_HEAD + sessions.map(formatSessionMarkdown).join(''),
    'stats csv': formatStatsCsv(stats),
    'stats markdown': formatStatsMarkdown(stats),
    'stats text': formatStatsText(stats, style, { verbose: true }),
    'stats json': `${safeJson(stats, 2)}\n`,
    'trace text': formatTraceText(trace, style, true),
    'trace markdown': formatTraceMarkdown(trace),
    'trace json': formatTraceJson(trace),
    'simulate text': formatSimulationText(simulation, style, { verbose: true }),
    'simulate json': formatSimulationJson(simulation),
    'simulate csv': formatSimulationCsv(simulation),
    'simulate markdown': formatSimulationMarkdown(simulation),
  };
  return { report, events, sessions, trace, stats, texts, wordings };
}
