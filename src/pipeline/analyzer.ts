import type { LoggedSetting } from '../configuration/logged.js';
import type { Connection } from '../connections/connection.js';
import { decodeTexts } from '../connections/decode-event.js';
import { finalOutcome, noOutcomes } from '../connections/outcome.js';
import { releaseOf } from '../connections/server.js';
import { createTracker } from '../connections/tracker.js';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../diagnosers/attack/thresholds.js';
import { createCollector, type Share } from '../diagnosers/collector.js';
import type { Diagnoser } from '../diagnosers/diagnoser.js';
import { DIAGNOSERS } from '../diagnosers/index.js';
import type { KnownConfiguration } from '../diagnosers/known-configuration.js';
import type { Revision } from '../diagnosers/revision.js';
import { createConfigured } from './configured.js';
import { createDispatcher } from './dispatch.js';
import type { LogRecord, Outcome, SshEvent } from '../events.js';
import { admitsConnection, admitsRecord, type Filter } from './filter.js';
import type { Follower } from './follower.js';
import type { Finding, Report, ServerReport } from '../finding.js';
import { forgetDoubtfulPeer } from '../messages/doubtful-peer.js';
import { registry } from '../messages/registry.js';
import { createNews } from './news.js';
import type { Release, ReleaseRange } from '../openssh/version.js';
import { createRecordReader } from '../records/reader.js';
import type { Redaction } from './redaction.js';
import { toServerReport } from './server-report.js';
import { createLoggedSettings } from './logged-settings.js';
import { createLogInputs, type LogInput } from './log-inputs.js';
import { createMerge } from './merge.js';
import { createPrinters } from './printers.js';
import { createTally } from './tally.js';

export { DEFAULT_THRESHOLDS, type Thresholds };

export interface AnalyzerOptions {
  filter?: Filter;
  /** Year of the first line, for formats without one. */
  year?: number;
  /** Zone of time stamps without offset: IANA name, `+02:00` or `UTC`. Default UTC. */
  timezone?: string;
  /** The release that wrote the log, where the user knows better than the log. */
  openssh?: Release;
  diagnosers?: readonly Diagnoser[];
  /** From how much on something is an attack, where the defaults do not fit. Durations in milliseconds. */
  thresholds?: Partial<Thresholds>;
  /** Addresses that are never told as attackers; their failures are findings like others. */
  isTrusted?: (ip: string) => boolean;
  onEvent?: (event: SshEvent, connection: Connection | undefined) => void;
  /** Nothing more can come from a connection; `code` is the finding that says why it failed, where one does. */
  onConnectionEnd?: (connection: Connection, outcome: Outcome, code: string | undefined) => void;
  /** Sees whole connections: also the lines that came before anything told that the filter admits them. */
  follower?: Follower;
  /** Interleaves the lines of all inputs by their times, as those of one log. Read the inputs side by side then, and mind `ready`. */
  merge?: boolean;
  /** Pseudonyms for names. What is made of events and reports still needs its `output`. */
  redaction?: Redaction;
  /** What is known of the configuration of the server. */
  configuration?: KnownConfiguration;
  /** Findings are asked for while lines still come: see `news`. */
  live?: boolean;
  /** Another log may tell more of the same connections: see `revision`. */
  revisable?: boolean;
}

/** How a log that is still written stands. */
export interface Progress {
  lines: number;
  /** Connections whose end was not seen yet. */
  open: number;
  /** Milliseconds since the epoch; undefined where the log has no times. */
  latestTime: number | undefined;
}

export interface Analyzer {
  /**
   * @param latest milliseconds since the epoch that no line can be later than: when the file was last written, or now
   * @param source the log that the file is part of: pids mean something within it
   */
  open(file: string, latest?: number, source?: string): LogInput;
  /**
   * Moves the clock of a log that is still written. What has ended and was not heard of since the tick before is settled; what
   * has been silent for longer than a login takes is ended.
   * @param now milliseconds since the epoch
   */
  tick(now: number): void;
  /**
   * With `live`: findings that are certain and were not told yet (state `new`), and those that have recurred since they were
   * told a minute ago or more (`update`), by importance. Of a log that is read from a file an update stands for twice as
   * many at least, so that their number stays small.
   * @param now milliseconds since the epoch; without it the time of the log
   */
  news(now?: number): Finding[];
  /** All findings that are certain so far, by importance. */
  findings(): Finding[];
  servers(): ServerReport[];
  progress(): Progress;
  /** What the log shows of the configuration of each host (at DEBUG3). */
  loggedSettings(): Map<string | undefined, LoggedSetting[]>;
  /** Where findings are `revisable`: what single connections have to do with them. */
  revision: Revision | undefined;
  /** Findings are told with this from now on. */
  know(configuration: KnownConfiguration): void;
  /** Ends all connections. Call it after the last input has ended; `report` does it where nobody did. */
  end(): void;
  /** From now on, this is in the report too. */
  takeOver(share: Share): void;
  /** Ends all connections and gives the result. Call it once, after the last input has ended. */
  report(version: string): Report;
}

/** Name of the log that all inputs are with `merge`; no file has it. */
const MERGED = '\0';

/** Filters name real users; connections, where names are redacted, their pseudonyms. */
export function redactedUser(filter: Filter, redaction: Redaction | undefined): Filter {
  return redaction && filter.user !== undefined ? { ...filter, user: redaction.user(filter.user) } : filter;
}

const hasDoubled = (before: number, now: number) => now >= 2 * before;
const hasGrown = (before: number, now: number) => now > before;

/** The stages from lines to findings, wired together. Synchronous; keeps only what findings need. */
export function createAnalyzer(options: AnalyzerOptions = {}): Analyzer {
  const { onEvent, onConnectionEnd, follower, redaction } = options;
  const filter = redactedUser(options.filter ?? {}, redaction);
  const merge = options.merge ? createMerge() : undefined;
  const tally = createTally();
  const inputs = createLogInputs(options, tally);
  const changed = options.live ? new Set<number>() : undefined;
  const realName = redaction?.restore ?? ((name: string) => name);
  const configured = createConfigured(options.configuration, rangeOf, realName);
  const collector = configured.fitted(createCollector({ ...(changed && { changed }), ...(redaction && { restore: redaction.restore }), ...(options.revisable && { revisable: true }) }));
  const news = changed && createNews(collector, changed);
  const logged = createLoggedSettings();
  let latestTime: number | undefined;
  /** Of the connections that the filter admits. */
  const outcomes = noOutcomes();
  let hasMetClients = false;
  const known = {
    thresholds: { ...DEFAULT_THRESHOLDS, ...options.thresholds },
    configuration: configured.known,
    isTrusted: options.isTrusted ?? (() => false),
  };
  const dispatcher = createDispatcher(options.diagnosers ?? DIAGNOSERS, known, collector, (party) =>
    admitsConnection(filter, party) && (follower?.wants(party) ?? true));
  const tracker = createTracker({
    onSettle: (connection) => dispatcher.connectionEnded(connection, false),
    onEnd: (connection) => {
      const code = dispatcher.connectionEnded(connection, true);
      hasMetClients = true;
      if (admitsConnection(filter, connection)) {
        const outcome = finalOutcome(connection);
        outcomes[outcome]++;
        onConnectionEnd?.(connection, outcome, code);
      }
      follower?.ended(connection);
    },
    ...(options.openssh !== undefined && { release: options.openssh }),
  });

  /** Of several sshds on one host, the last. */
  function rangeOf(host: string | undefined): ReleaseRange {
    const server = tracker.servers().findLast((candidate) => toServerReport(candidate).host === host);
    return server ? releaseOf(server) : {};
  }

  function take(read: LogRecord, bareIsSshd: boolean): boolean {
    if (!admitsRecord(filter, read)) return false;
    // The reader may still repeat its record.
    const record = redaction ? { ...read, host: redaction.host(read.host) } : read;
    const match = registry.match(record.text, record.level, record.levelShown);
    if (match) forgetDoubtfulPeer(match.pattern, match.fields, record);
    // Without header nothing but a known text tells that sshd wrote the line, until one was seen.
    if (!match && record.bare && !bareIsSshd && !record.level.startsWith('debug')) {
      tally.other();
      return false;
    }
    tally.record(record, match !== undefined);
    if (record.time !== undefined) latestTime = record.time;
    const event = (match
      ? { type: match.pattern.emits, record, fields: match.fields, wording: match.pattern }
      : { type: 'unknown', record, fields: { text: record.text } }) as SshEvent;
    // Whoever connects can forge lines of what sshd prints itself: how it was configured, only lines before him prove.
    if (event.type === 'config.setting' && !(record.bare && (hasMetClients || tracker.open() > 0))) logged.add(event);
    const server = tracker.learn(event);
    if (redaction) redaction.decode(event, server, match?.pattern);
    else decodeTexts(event, server);
    const connection = tracker.track(event);
    if (connection) follower?.event(event, connection);
    dispatcher.line(record, connection, event.type);
    dispatcher.event(event, connection);
    if (onEvent && admitsConnection(filter, connection)) onEvent(event, connection);
    return match !== undefined && event.type !== 'client-log.line';
  }

  return {
    open: (file, latest, source = file) => inputs.open(file, latest, (clock) => {
      const printers = createPrinters();
      const give = (record: LogRecord) => {
        if (take(record, record.bare && printers.has(record.host)) && record.bare) printers.add(record.host);
      };
      const lane = merge?.open(give);
      const reader = createRecordReader(file, clock, { record: lane?.push ?? give, other: () => tally.other() }, merge ? MERGED : source);
      return {
        ...reader,
        // The pieces of one message come together: what is left after a moment of silence is no piece of what comes next.
        silent: reader.end,
        ready: () => lane?.ready(),
        end() {
          reader.end();
          lane?.end();
        },
      };
    }),
    tick(now) {
      inputs.tick(now);
      tracker.tick(now);
    },
    news: (now) => (now === undefined ? news?.take(latestTime ?? 0, hasDoubled) : news?.take(now, hasGrown)) ?? [],
    findings: () => collector.findings(),
    servers: () => tracker.servers().map(toServerReport),
    progress: () => ({ lines: tally.input().lines, open: tracker.open(), latestTime }),
    loggedSettings: () => logged.all(),
    revision: collector.revision,
    know: configured.learn,
    end: tracker.end,
    takeOver: collector.takeOver,
    report(version) {
      tracker.end();
      return {
        schema: 'sshlog.report/1',
        tool: { name: 'sshlog', version },
        input: tally.input(),
        servers: tracker.servers().map(toServerReport),
        connections: { total: Object.values(outcomes).reduce((sum, count) => sum + count, 0), ...outcomes },
        findings: collector.findings(),
        ...(tracker.evicted() + collector.omitted() > 0 && {
          limits: { connectionsEndedEarly: tracker.evicted(), problemsLeftOut: collector.omitted() },
        }),
      };
    },
  };
}
