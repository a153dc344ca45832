import type { Attempt } from '../attempts/attempt.js';
import { outcomeOf } from '../attempts/outcome.js';
import { createAttemptTracker } from '../attempts/tracker.js';
import { noOutcomes } from '../connections/outcome.js';
import { copyText } from '../connections/text.js';
import { createCollector } from '../diagnosers/collector.js';
import type { Level, Outcome } from '../events.js';
import type { ClientEvent, ClientRecord } from '../events/client/index.js';
import type { Finding } from '../finding.js';
import { clientRegistry } from '../messages/client/registry.js';
import { createClientLines } from '../records/client-lines.js';
import { createLogClock } from '../records/log-clock.js';
import type { LogInput } from './analyzer.js';
import { contextOf, reasonsOf } from './client-reasons.js';
import { tellAll, type ServerLogs } from './two-logs.js';
import { createTally, type Tally } from './tally.js';

/** Attempts that are kept to be looked at beside the server's log; of those before, only their findings. */
export const MAX_ATTEMPTS = 200;

export interface ClientSideOptions {
  year?: number;
  timezone?: string;
  /** Only attempts of this user. */
  user?: string;
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
  outcomes(): Record<Outcome, number>;
  input(): ReturnType<Tally['input']>;
}

/** Whether a line is one of ssh's, for whoever must tell logs apart. */
export function isOfClient(text: string, level: Level): boolean {
  return clientRegistry.match(text, level, undefined) !== undefined;
}

export function createClientSide(options: ClientSideOptions = {}): ClientSide {
  const tally = createTally();
  const collector = createCollector();
  const outcomes = noOutcomes();
  let attempts: Attempt[] = [];

  function ended(attempt: Attempt): void {
    if (options.user !== undefined && attempt.user !== options.user) return;
    const outcome = outcomeOf(attempt);
    if (outcome !== undefined) outcomes[outcome]++;
    attempts.push(attempt);
    if (attempts.length <= MAX_ATTEMPTS) return;
    const [first, ...rest] = attempts;
    attempts = rest;
    if (first) for (const { meta, problem } of reasonsOf(first, contextOf(first, false))) collector.add(meta, problem);
  }

  return {
    open(file, latest, source) {
      const { year, timezone } = options;
      const clock = createLogClock({ ...(year !== undefined && { year }), ...(timezone !== undefined && { timezone }), ...(latest !== undefined && { latest }) });
      const tracker = createAttemptTracker(ended);
      const take = (record: ClientRecord) => {
        const match = clientRegistry.match(record.text, record.level, tracker.ends(record));
        tally.record(record, match !== undefined);
        const event = (match
          ? { type: match.pattern.emits, record, fields: match.fields, wording: match.pattern }
          : { type: 'unknown', record, fields: { text: copyText(record.text) } }) as ClientEvent;
        const attempt = tracker.track(event);
        options.onClientEvent?.(event, attempt);
      };
      const lines = createClientLines(file, clock, { record: take, other: () => tally.other() }, source);
      tally.open(file);
      return {
        line(line, number, overLimit) {
          tally.line(overLimit);
          lines.line(line, number, overLimit);
        },
        goOn(next, newLatest) {
          lines.goOn(next);
          clock.goOn(newLatest);
          tally.open(next);
        },
        ready: () => undefined,
        end(bytes) {
          tracker.end();
          tally.end(bytes);
        },
      };
    },
    finish(servers) {
      const { reasons, paired } = tellAll(attempts, servers);
      for (const { meta, problem } of reasons) collector.add(meta, problem);
      // Of a connection that both logs have, the server's counts.
      for (const attempt of paired) {
        const outcome = outcomeOf(attempt);
        if (outcome !== undefined) outcomes[outcome]--;
      }
      attempts = [];
    },
    findings: () => collector.findings(),
    outcomes: () => outcomes,
    input: () => tally.input(),
  };
}
