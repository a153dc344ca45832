import type { Server } from '../../connections/server.js';
import { asInteger, FIRST_ROWS, NONE, widened } from '../columns.js';
import type { Tries } from './attempts.js';
import type { Origin } from './line-store.js';

/**
 * Tries that wait for what they are the beginning of. Thousands of addresses have some, hours long: as objects they would be most of
 * what is kept of a log. Here they are rows, which those who watch them hold and let go.
 */
export interface TriesTable {
  /** To be let go as often as it was held. @returns the row */
  hold(tries: Tries): number;
  letGo(row: number): void;
  /** All of it, as it was. */
  read(row: number): Tries;
  /** Milliseconds since the epoch; NaN where the log has no times. */
  time(row: number): number;
  passwords(row: number): number;
  validUser(row: number): boolean;
  user(row: number): string;
}

export function createTriesTable(): TriesTable {
  let times = new Float64Array(FIRST_ROWS);
  let lineTimes = new Float64Array(FIRST_ROWS);
  let lines = new Float64Array(FIRST_ROWS);
  let kept = new Float64Array(FIRST_ROWS);
  let passwords = new Int32Array(FIRST_ROWS);
  let ports = new Int32Array(FIRST_ROWS);
  let pids = new Float64Array(FIRST_ROWS);
  let validUsers = new Uint8Array(FIRST_ROWS);
  let followed = new Uint8Array(FIRST_ROWS);
  let holders = new Uint8Array(FIRST_ROWS);
  const ips: string[] = [];
  const users: string[] = [];
  const clients: (string | undefined)[] = [];
  const servers: Server[] = [];
  const origins: Origin[] = [];
  /** Rows that nobody holds any more. */
  const free: number[] = [];
  let rows = 0;
  /** Several hold the same tries, one after the other. */
  let latest: Tries | undefined;
  let latestRow = NONE;

  function widen(): void {
    const room = 2 * times.length;
    times = widened(times, room);
    lineTimes = widened(lineTimes, room);
    lines = widened(lines, room);
    kept = widened(kept, room);
    passwords = widened(passwords, room);
    ports = widened(ports, room);
    pids = widened(pids, room);
    validUsers = widened(validUsers, room);
    followed = widened(followed, room);
    holders = widened(holders, room);
  }

  function write(tries: Tries): number {
    const row = free.pop() ?? rows++;
    if (row >= times.length) widen();
    times[row] = tries.time ?? Number.NaN;
    lineTimes[row] = tries.lineTime ?? Number.NaN;
    lines[row] = tries.line;
    kept[row] = tries.kept;
    passwords[row] = tries.passwords;
    ports[row] = tries.port ?? NONE;
    pids[row] = tries.pid ?? NONE;
    validUsers[row] = tries.validUser ? 1 : 0;
    followed[row] = tries.followed ? 1 : 0;
    ips[row] = tries.ip;
    users[row] = tries.user;
    clients[row] = tries.client;
    servers[row] = tries.server;
    origins[row] = tries.origin;
    return row;
  }

  return {
    hold(tries) {
      if (tries !== latest) {
        latest = tries;
        latestRow = write(tries);
      }
      const row = latestRow;
      holders[row] = (holders[row] ?? 0) + 1;
      return row;
    },
    letGo(row) {
      const left = (holders[row] ?? 1) - 1;
      holders[row] = left;
      if (left > 0) return;
      free.push(row);
      if (row === latestRow) latest = undefined;
    },
    read(row) {
      const time = times[row] ?? Number.NaN;
      const lineTime = lineTimes[row] ?? Number.NaN;
      const port = ports[row] ?? NONE;
      const pid = pids[row] ?? NONE;
      return {
        server: servers[row] as Server, ip: ips[row] ?? '', port: port === NONE ? undefined : port, user: users[row] ?? '', client: clients[row],
        countedIn: undefined, blamed: undefined, followed: followed[row] === 1,
        time: Number.isNaN(time) ? undefined : time, passwords: passwords[row] ?? 0, validUser: validUsers[row] === 1,
        origin: origins[row] as Origin, line: asInteger(lines[row] ?? 0), lineTime: Number.isNaN(lineTime) ? undefined : lineTime,
        pid: pid === NONE ? undefined : asInteger(pid), kept: asInteger(kept[row] ?? 0),
      };
    },
    time: (row) => times[row] ?? Number.NaN,
    passwords: (row) => passwords[row] ?? 0,
    validUser: (row) => validUsers[row] === 1,
    user: (row) => users[row] ?? '',
  };
}
