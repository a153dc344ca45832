import { asUnicode } from '../connections/text.js';
import type { Affected } from '../finding.js';
import { asInteger, FIRST_ROWS, NONE, widened } from './columns.js';
import type { Problem } from './diagnoser.js';

/** The connections of a finding that are kept, in the order in which they came: a chain of rows. */
export interface Occurrences {
  /** Rows of the table; NONE where there are none. */
  first: number;
  last: number;
  /** How many are there. */
  count: number;
}

/** The connections of all findings. The log of an attack has two hundred thousand of them, and as objects they would take three times as much. */
export interface OccurrencesTable {
  /** @returns the row, to take it out */
  add(occurrences: Occurrences, problem: Problem): number;
  takeOut(occurrences: Occurrences, row: number): void;
  /** In milliseconds, of those that have one. */
  times(occurrences: Occurrences): number[];
  /** As a finding shows them. */
  affected(occurrences: Occurrences): Affected[];
}

export function noOccurrences(): Occurrences {
  return { first: NONE, last: NONE, count: 0 };
}

export function createOccurrencesTable(): OccurrencesTable {
  let times = new Float64Array(FIRST_ROWS);
  /** NaN where the row was taken out. */
  let lines = new Float64Array(FIRST_ROWS);
  let pids = new Float64Array(FIRST_ROWS);
  let ports = new Int32Array(FIRST_ROWS);
  /** The row behind each in its finding. */
  let next = new Int32Array(FIRST_ROWS);
  const hosts: (string | undefined)[] = [];
  const ips: (string | undefined)[] = [];
  const users: (string | undefined)[] = [];
  let rows = 0;

  function widen(): void {
    const room = 2 * times.length;
    times = widened(times, room);
    lines = widened(lines, room);
    pids = widened(pids, room);
    ports = widened(ports, room);
    next = widened(next, room);
  }

  /** The rows of a finding that were not taken out. */
  function rowsOf({ first }: Occurrences): number[] {
    const all: number[] = [];
    for (let row = first; row !== NONE; row = next[row] ?? NONE) if (!Number.isNaN(lines[row] ?? Number.NaN)) all.push(row);
    return all;
  }

  return {
    add(occurrences, { proofs: [{ record }], connection }) {
      const { last } = occurrences;
      const row = rows++;
      if (row >= times.length) widen();
      times[row] = record.time ?? Number.NaN;
      lines[row] = record.line;
      pids[row] = record.pid ?? NONE;
      ports[row] = connection?.port ?? NONE;
      next[row] = NONE;
      // The one before mostly has the same host and address: one copy of them serves a hundred.
      hosts[row] = shared(record.host, hosts[last]);
      ips[row] = shared(connection?.ip, ips[last]);
      users[row] = shared(connection?.user, users[last]);
      if (last === NONE) occurrences.first = row;
      else next[last] = row;
      occurrences.last = row;
      occurrences.count++;
      return row;
    },
    takeOut(occurrences, row) {
      lines[row] = Number.NaN;
      occurrences.count--;
    },
    times: (occurrences) => rowsOf(occurrences).map((row) => times[row] ?? Number.NaN).filter((time) => !Number.isNaN(time)),
    affected: (occurrences) => rowsOf(occurrences).map((row) => {
      const [host, ip, user] = [hosts[row], ips[row], users[row]];
      const [pid = NONE, port = NONE, time = Number.NaN] = [pids[row], ports[row], times[row]];
      // There are a hundred of these in each finding: one by one is several times faster than to spread what is known.
      const written: Partial<Affected> = {};
      if (host !== undefined) written.host = asUnicode(host);
      if (pid !== NONE) written.pid = asInteger(pid);
      if (ip !== undefined) written.ip = ip;
      if (port !== NONE) written.port = port;
      if (user !== undefined) written.user = user;
      if (!Number.isNaN(time)) written.time = new Date(time).toISOString();
      written.line = asInteger(lines[row] ?? 0);
      return written as Affected;
    }),
  };
}

function shared(name: string | undefined, before: string | undefined): string | undefined {
  return name === before ? before : name;
}
