import type { Attempt } from '../attempts/attempt.js';
import { outcomeOf } from '../attempts/outcome.js';
import { asUnicode, copyText } from '../connections/text.js';
import type { ClientEvent } from '../events/client/index.js';
import type { TracedConnection, TracedLine } from '../report/trace.js';
import { TRACE_LIMITS, type TraceLimits, type TraceTarget } from './trace.js';

/** What is asked for in a client's log: a user, or the name or address of a server. */
export interface ClientTraceTarget extends TraceTarget {
  /** As it was typed, in the words of the log or its pseudonyms. */
  names: readonly string[];
}

/** Runs of ssh in clients' logs, line by line. */
export interface ClientTrace {
  /** A line of the run, which is up to date with it. */
  event(event: ClientEvent, attempt: Attempt | undefined): void;
  wants(attempt: Attempt): boolean;
  /** The runs that matched, in the order of the log, the last ones. Call it when the input has ended. */
  connections(): TracedConnection[];
  omitted(): number;
}

interface Kept {
  attempt: Attempt;
  head: TracedLine[];
  tail: TracedLine[];
  left: number;
}

/** Keeps the lines of attempts that somebody asks for: the first and the last of each, up to the limits. */
export function createClientTrace(target: ClientTraceTarget, limits: TraceLimits = TRACE_LIMITS): ClientTrace {
  const lines = new WeakMap<Attempt, Kept>();
  const half = Math.ceil(limits.lines / 2);
  let traced: Kept[] = [];
  let omitted = 0;

  function matches({ user, hostName, ip }: Attempt): boolean {
    return (target.user !== undefined && user === target.user) || (hostName !== undefined && target.names.includes(hostName))
      || (ip !== undefined && (target.from?.(ip) ?? false));
  }

  return {
    event(event, attempt) {
      if (!attempt) return;
      let kept = lines.get(attempt);
      if (!kept) lines.set(attempt, (kept = { attempt, head: [], tail: [], left: 0 }));
      const line = toLine(event);
      if (kept.head.length < half) kept.head.push(line);
      else if (kept.tail.push(line) > half) {
        kept.tail.shift();
        kept.left++;
      }
    },
    wants(attempt) {
      const kept = lines.get(attempt);
      const isWanted = matches(attempt);
      if (isWanted && kept) traced.push(kept);
      if (traced.length > limits.connections) {
        omitted++;
        traced = traced.slice(1);
      }
      return isWanted;
    },
    connections: () => traced.map(toTraced),
    omitted: () => omitted,
  };
}

/** What ssh says of itself is made for people: it needs no other words. */
function toLine({ record, type }: ClientEvent): TracedLine {
  const text = copyText(asUnicode(record.text));
  return { line: record.line, file: record.file, ...(record.time !== undefined && { time: new Date(record.time).toISOString() }), type, meaning: text, text };
}

function toTraced({ attempt, head, tail, left }: Kept): TracedConnection {
  const { hostName, firstTime, lastTime, user, ip, port, software } = attempt;
  return {
    ...(hostName !== undefined && { host: hostName }),
    ...(firstTime !== undefined && { firstTime: new Date(firstTime).toISOString() }),
    ...(lastTime !== undefined && { lastTime: new Date(lastTime).toISOString() }),
    ...(user !== undefined && { user }), ...(ip !== undefined && { ip }), ...(port !== undefined && { port }), ...(software !== undefined && { client: software }),
    pids: [],
    // Where it never came to a connection, nothing but a login is missing.
    outcome: outcomeOf(attempt) ?? 'no_auth',
    lines: [...head, ...tail],
    ...(left > 0 && { omitted: { lines: left, behind: head.length } }),
  };
}
