import type { Attempt } from '../attempts/attempt.js';
import { outcomeOf } from '../attempts/outcome.js';
import { releaseOf } from '../attempts/release.js';
import { createAttemptTracker } from '../attempts/tracker.js';
import { decodeClientTexts } from '../connections/decode-event.js';
import { noOutcomes } from '../connections/outcome.js';
import { copyText } from '../connections/text.js';
import { createCollector } from '../diagnosers/collector.js';
import type { Level, Outcome } from '../events.js';
import type { ClientEvent, ClientRecord } from '../events/client/index.js';
import type { ClientLog, Finding } from '../finding.js';
import { asPatterns } from '../messages/client/define.js';
import { clientRegistry } from '../messages/client/registry.js';
import { createClientLines } from '../records/client-lines.js';
import { type AnalyzerOptions, redactedUser } from './analyzer.js';
import { contextOf, reasonsOf } from './client-reasons.js';
import { tellAll, type ServerLogs } from './two-logs.js';
import { admitsRecord } from './filter.js';
import { createLogInputs, type LogInput } from './log-inputs.js';
import { createNews } from './news.js';
import { createTally, type Tally } from './tally.js';

/** Attempts that are kept to be looked at beside the server's log; of those before, only their findings. */
export const MAX_ATTEMPTS = 200;

export interface ClientSideOptions extends Pick<AnalyzerOptions, 'year' | 'timezone' | 'filter' | 'redaction' | 'live'> {
  /** Another log may tell more of the same connections: findings wait for `finish`. */
  several?: boolean;
  /** Whether the problems of a run, which is over, are told. */
  wantsAttempt?: (attempt: Attempt) => boolean;
  onClientEvent?: (event: ClientEvent, attempt: Attempt | undefined) => void;
}

/** The stages from lines of clients' logs to findings. */
export interface ClientSide {
  open(file: string, latest?: number, source?: string): LogInput;
  /**
   * Ends what is open. Call it once.
   * @param servers what servers' logs tell of connections that may be the same; undefined where there are none
   */
  finish(servers: ServerLogs | undefined): void;
  findings(): Finding[];
  /** A log that is still written: what has said its last word is over. @param now milliseconds since the epoch */
  tick(now: number): void;
  /** As that of an analyzer. @param now milliseconds, of the world */
  news(now?: number): Finding[];
  outcomes(): Record<Outcome, number>;
  input(): ReturnType<Tally['input']>;
  logs(): ClientLog[];
}

/** Whether a line is one of ssh's, for whoever must tell logs apart. */
export function isOfClient(text: string, level: Level): boolean {
  return clientRegistry.match(text, level, undefined) !== undefined;
}

/** Reads logs of clients, and finds what was wrong with each attempt in them. */
export function createClientSide(options: ClientSideOptions = {}): ClientSide {
  const tally = createTally();
  const inputs = createLogInputs(options, tally);
  const changed = options.live ? new Set<number>() : undefined;
  const collector = createCollector(changed && { changed });
  const news = changed && createNews(collector, changed);
  const outcomes = noOutcomes();
  const { redaction } = options;
  const filter = redactedUser(options.filter ?? {}, redaction);
  /** The words of all messages of ssh. */
  const vocabulary = redaction ? asPatterns(clientRegistry.patterns) : [];
  const logs = new Map<string, ClientLog>();
  let attempts: Attempt[] = [];
  /** Somebody waits for what a log that is still written tells; otherwise a later run may show that an earlier failure was overcome. */
  let isWaitedFor = false;

  function tell(attempt: Attempt): void {
    for (const { meta, problem } of reasonsOf(attempt, contextOf(attempt, false))) collector.add(meta, problem);
  }

  function logOf(file: string): ClientLog {
    let log = logs.get(file);
    if (!log) logs.set(file, (log = { file, attempts: 0 }));
    return log;
  }

  function ended(attempt: Attempt): void {
    if (filter.user !== undefined && attempt.user !== filter.user) return;
    if (options.wantsAttempt?.(attempt) === false) return;
    const log = logOf(attempt.file);
    log.attempts++;
    const release = releaseOf(attempt);
    if (release !== undefined) log.openssh = release;
    const outcome = outcomeOf(attempt);
    if (outcome !== undefined) outcomes[outcome]++;
    if (isWaitedFor) return tell(attempt);
    attempts.push(attempt);
    if (attempts.length <= MAX_ATTEMPTS) return;
    const first = attempts.shift();
    if (first) tell(first);
  }

  return {
    open: (file, latest, source) => inputs.open(file, latest, (clock) => {
      const tracker = createAttemptTracker(ended);
      const take = (read: ClientRecord): boolean => {
        if (!admitsRecord(filter, read)) return false;
        const record = redaction ? { ...read, host: redaction.host(read.host) } : read;
        const match = clientRegistry.match(record.text, record.level, tracker.ends(record));
        tally.record(record, match !== undefined);
        const event = (match
          ? { type: match.pattern.emits, record, fields: match.fields, wording: match.pattern }
          : { type: 'unknown', record, fields: { text: copyText(record.text) } }) as ClientEvent;
        if (redaction) redaction.client(event, match && asPatterns([match.pattern])[0], vocabulary);
        else decodeClientTexts(event);
        const attempt = tracker.track(event);
        if (filter.user === undefined || attempt?.user === filter.user) options.onClientEvent?.(event, attempt);
        return match !== undefined;
      };
      const lines = createClientLines(file, clock, { knows: isOfClient, record: take, other: () => tally.other() }, source);
      logOf(file);
      return {
        line: lines.line,
        goOn(next) {
          lines.goOn(next);
          logOf(next);
        },
        silent: tracker.settle,
        ready: () => undefined,
        end: tracker.end,
      };
    }),
    finish(servers) {
      const { reasons, paired } = tellAll(attempts, servers);
      for (const { meta, problem } of reasons) collector.add(meta, problem);
      // Of a connection that both logs have, the server's counts.
      for (const attempt of paired) {
        const outcome = outcomeOf(attempt);
        if (outcome !== undefined) outcomes[outcome]--;
        const log = logOf(attempt.file);
        log.paired = (log.paired ?? 0) + 1;
      }
      attempts = [];
    },
    findings: () => collector.findings(),
    tick(now) {
      if (options.live && !options.several && !isWaitedFor) {
        isWaitedFor = true;
        attempts.forEach(tell);
        attempts = [];
      }
      inputs.tick(now);
    },
    news: (now = 0) => news?.take(now, (before, times) => times > before) ?? [],
    outcomes: () => outcomes,
    input: () => tally.input(),
    logs: () => [...logs.values()],
  };
}
