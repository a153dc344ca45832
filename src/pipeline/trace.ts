import type { Connection } from '../connections/connection.js';
import { finalOutcome } from '../connections/outcome.js';
import { asUnicode, copyText } from '../connections/text.js';
import type { SshEvent } from '../events.js';
import type { TracedConnection, TracedLine } from '../report/trace.js';
import { meaningOf } from '../report/meanings.js';
import { admitsConnection, type Filter } from './filter.js';
import type { Follower } from './follower.js';

/** Whose connections are traced. More than one may be given: 4242 is a process, and may be a user. */
export interface TraceTarget {
  user?: string;
  from?: (ip: string) => boolean;
  pid?: number;
}

export interface TraceLimits {
  /** Connections that are kept, the last ones. */
  connections: number;
  /** Lines that are kept of one connection: as many of its beginning as of its end. */
  lines: number;
  /** Lines that are kept of all connections that may still turn out to match. */
  waiting: number;
}

export const TRACE_LIMITS: TraceLimits = { connections: 50, lines: 400, waiting: 100_000 };

export interface Trace extends Follower {
  /** The connections that matched, in the order in which they began. Call it when the input has ended. */
  connections(): TracedConnection[];
  /** Matching connections that were left out because there are more than the limit. */
  omitted(): number;
}

/** What is kept of a connection until it ends. */
interface Kept {
  head: TracedLine[];
  tail: TracedLine[];
  left: number;
  matched: boolean;
}

/** Follows all connections, since a user is often named only by the last of their lines, and keeps the lines of those that match. */
export function createTrace(target: TraceTarget, filter: Filter = {}, limits: TraceLimits = TRACE_LIMITS): Trace {
  const live = new Map<Connection, Kept>();
  let traced: TracedConnection[] = [];
  let omitted = 0;
  let waiting = 0;

  function forget(kept: Kept): void {
    waiting -= kept.head.length + kept.tail.length;
    kept.left += kept.head.length + kept.tail.length;
    kept.head = [];
    kept.tail = [];
  }

  function keep(kept: Kept, line: TracedLine): void {
    const half = Math.ceil(limits.lines / 2);
    if (kept.head.length < half && kept.left === 0) kept.head.push(line);
    else kept.tail.push(line);
    waiting++;
    if (kept.tail.length <= half) return;
    kept.tail.shift();
    kept.left++;
    waiting--;
  }

  /** The oldest connection that has not matched yet gives way first. Makes more room than is needed, to be called seldom. */
  function makeRoom(): void {
    for (const which of [false, true]) {
      for (const kept of live.values()) {
        if (waiting <= limits.waiting * 0.75) return;
        if (kept.matched === which) forget(kept);
      }
    }
  }

  return {
    event(event, connection) {
      let kept = live.get(connection);
      if (!kept) live.set(connection, (kept = { head: [], tail: [], left: 0, matched: false }));
      if (!kept.matched && matches(target, connection)) {
        kept.matched = true;
        connection.followed = true;
      }
      if (!kept.matched && isOfOthers(target, connection)) forget(kept);
      else keep(kept, toLine(event));
      if (waiting > limits.waiting) makeRoom();
    },
    ended(connection) {
      const kept = live.get(connection);
      live.delete(connection);
      if (!kept) return;
      waiting -= kept.head.length + kept.tail.length;
      if (!kept.matched || !admitsConnection(filter, connection)) return;
      traced.push(toTraced(connection, kept));
      // Cut now and then, so that the array does not move with every connection.
      if (traced.length >= 2 * limits.connections) cut();
    },
    wants: (party) => party?.followed ?? false,
    connections() {
      cut();
      return traced;
    },
    omitted: () => omitted,
  };

  function cut(): void {
    traced.sort((a, b) => (a.firstTime ?? '').localeCompare(b.firstTime ?? ''));
    const surplus = Math.max(0, traced.length - limits.connections);
    omitted += surplus;
    traced = traced.slice(surplus);
  }
}

function matches({ user, from, pid }: TraceTarget, connection: Connection): boolean {
  return (user !== undefined && connection.user === user)
    || (from !== undefined && connection.ip !== undefined && from(connection.ip))
    || (pid !== undefined && (connection.pid === pid || connection.session === pid || connection.children.includes(pid)));
}

/** Whether no later line can make the connection match: its address never changes, nor does the user once logged in. */
function isOfOthers({ user, from, pid }: TraceTarget, { ip, outcome }: Connection): boolean {
  if (pid !== undefined) return false;
  return user === undefined ? from !== undefined && ip !== undefined : from === undefined && outcome === 'accepted';
}

/** Copies, not views: the line outlives the block of input that it came in. */
function toLine(event: SshEvent): TracedLine {
  const { record, type } = event;
  return {
    line: record.line,
    file: record.file,
    ...(record.time !== undefined && { time: new Date(record.time).toISOString() }),
    type,
    meaning: copyText(meaningOf(type, event.fields)),
    text: copyText(asUnicode(record.text)),
    ...(record.repeat > 1 && { repeat: record.repeat }),
  };
}

function toTraced(connection: Connection, { head, tail, left }: Kept): TracedConnection {
  const { home, ip, port, user, client, firstTime, lastTime, pid, children } = connection;
  const pids = [...new Set([pid, ...children])].filter((known) => known !== undefined);
  return {
    ...(home.server.host !== undefined && { host: asUnicode(home.server.host) }),
    ...(firstTime !== undefined && { firstTime: new Date(firstTime).toISOString() }),
    ...(lastTime !== undefined && { lastTime: new Date(lastTime).toISOString() }),
    ...(user !== undefined && { user }),
    ...(ip !== undefined && { ip }),
    ...(port !== undefined && { port }),
    ...(client !== undefined && { client }),
    pids,
    outcome: finalOutcome(connection),
    lines: [...head, ...tail],
    ...(left > 0 && { omitted: { lines: left, behind: head.length } }),
  };
}
