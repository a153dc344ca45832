import type { ClientEvent, ClientRecord } from '../events/client/index.js';
import { type Attempt, createAttempt, hasReached } from './attempt.js';
import { endsRun, isAfterLogin, isNewRun, isOfCarried, isOutputOfSession } from './boundaries.js';
import { follow } from './follow.js';

/** Runs that a syslog may hold at the same time, each with its process; of more, the oldest is over. */
const MAX_PROCESSES = 256;
/** Jump hosts that one run has, one behind the other or all in all: a log that goes on like this for ever must not be kept whole. */
export const MAX_HOPS = 16;

export interface AttemptTracker {
  /** How the lines of the present attempt end, where the log shows it: what comes out of a session ends otherwise. */
  ends(record: ClientRecord): 'crlf' | 'lf' | undefined;
  /** The attempt that the event belongs to, brought up to date; undefined for a line before the first that is known. */
  track(event: ClientEvent): Attempt | undefined;
  /** Ends what has said its last word, as far as that can be known while the log is still written. */
  settle(): void;
  /** Ends what is still open. */
  end(): void;
}

/**
 * Tells the runs of ssh apart that one log holds: those that follow each other, those whose lines are mixed in a syslog, and the
 * jump hosts of one, which write into the same terminal.
 * @param onEnd called once for each run that is over; hops come before the attempt that they carry
 */
export function createAttemptTracker(onEnd: (attempt: Attempt) => void): AttemptTracker {
  /** Of each process (one for all, where no pid is logged) the run and, behind it, the jump hosts that it waits for. */
  const processes = new Map<number | undefined, Attempt[]>();

  function processOf({ pid }: ClientRecord): Attempt[] {
    const known = processes.get(pid);
    if (known) return known;
    if (processes.size >= MAX_PROCESSES) finishOldest();
    const runs: Attempt[] = [];
    processes.set(pid, runs);
    return runs;
  }

  function finishOldest(): void {
    for (const [pid, runs] of processes) {
      finish(runs);
      processes.delete(pid);
      return;
    }
  }

  function finish(runs: Attempt[]): void {
    for (let over = runs.pop(); over; over = runs.pop()) onEnd(over);
  }

  /** The run that has started another one to reach its server. */
  function carriedBy(event: ClientEvent, runs: Attempt[]): Attempt | undefined {
    const waits = (attempt: Attempt | undefined) => attempt?.proxied && !attempt.ended && attempt.serverSoftware === undefined && hasRoom(attempt);
    const last = runs.at(-1);
    if (last) return event.type === 'client.started' && waits(last) ? last : undefined;
    // Another process of the same log: those of a jump begin one after the other.
    let carried: Attempt | undefined;
    for (const others of processes.values()) {
      const other = others.at(-1);
      if (waits(other) && other?.hops.length === 0) carried = other;
    }
    return carried;
  }

  function begin(event: ClientEvent, runs: Attempt[]): Attempt {
    const carried = carriedBy(event, runs);
    const hasCrLf = runs.at(-1)?.hasCrLf ?? carried?.hasCrLf ?? false;
    if (!carried || runs.at(-1) !== carried) finish(runs);
    const attempt = createAttempt(event, hasCrLf);
    if (carried) {
      attempt.outer = carried;
      carried.hops.push(attempt);
    }
    runs.push(attempt);
    return attempt;
  }

  return {
    ends(record) {
      const current = processes.get(record.pid)?.at(-1);
      if (!current?.hasCrLf || record.endsInCr) return undefined;
      // A banner is printed as it comes, in front of the login.
      return current.authenticated || hasReached(current, 'key-exchange') || current.verbosity === 0 ? 'lf' : undefined;
    },
    track(given) {
      const runs = processOf(given.record);
      const before = runs.at(-1);
      const isOutput = before !== undefined && isOutputOfSession(before, given);
      const event: ClientEvent = isOutput ? { type: 'unknown', record: given.record, fields: { text: given.record.text } } : given;
      let current = !isOutput && isNewRun(before, event) ? begin(event, runs) : before;
      if (!current) return undefined;
      // A jump host that let the connection through goes on in silence; one that failed has said its last word.
      if (runs.length > 1 && current.outer && (current.ended || (current.authenticated && isOfCarried(event)))) {
        onEnd(current);
        runs.pop();
        current = current.outer;
      }
      follow(current, event);
      if (event.type === 'client.authenticated') current.ended = false;
      else if (endsRun(event) && !isAfterLogin(current, event)) current.ended = true;
      return current;
    },
    settle() {
      for (const runs of processes.values()) if (runs.every(({ ended }) => ended)) finish(runs);
    },
    end() {
      for (const runs of processes.values()) finish(runs);
      processes.clear();
    },
  };
}

/** Whether the run may have one more jump host. */
function hasRoom(attempt: Attempt): boolean {
  let depth = 1;
  for (let { outer } = attempt; outer; outer = outer.outer) depth++;
  return depth <= MAX_HOPS && attempt.hops.length < MAX_HOPS;
}
