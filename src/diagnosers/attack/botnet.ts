import { createRecent } from '../../connections/recent.js';
import type { Tries } from './attempts.js';
import { createRhythm } from './rhythm.js';
import type { Thresholds } from './thresholds.js';
import type { TriesTable } from './tries-table.js';
import { createWindows, type Window, type Windows } from './window.js';

/** Names of which it is remembered who tried them, and addresses of one name where no threshold needs more. */
const MAX_NAMES = 2000;
const MAX_SOURCES_OF_NAME = 200;

/** Finds addresses that each try little and do it together. One of these for each host. */
export interface Botnet {
  /** @returns what is to be told now */
  add(source: Window, tries: Tries): readonly Tries[];
}

/** What botnets of all hosts keep their tries in. They weigh passwords: connections without one are no guessing. */
export function createBotnetWindows(table: TriesTable): Windows {
  return createWindows(table, (passwords) => passwords);
}

/** @param find what is known of an address */
export function createBotnet(thresholds: Thresholds, table: TriesTable, windows: Windows, find: (ip: string) => Window | undefined): Botnet {
  const window = thresholds['distributed-window'];
  // With more tries an address is an attack of its own.
  const fewTries = thresholds['brute-force-tries'] - 1;
  const sourcesOfName = Math.max(MAX_SOURCES_OF_NAME, thresholds['distributed-same-name']);
  /** Last time that an address tried a name, by name. */
  const names = createRecent<Map<string, number>>(MAX_NAMES);
  const rhythm = createRhythm(thresholds);
  /** Names that the attack tries, once there is one; it is over when nobody has tried them for a while. */
  let hot = new Set<string>();
  let lastTold = 0;

  function sharers(name: string, now: number): string[] {
    return [...(names.get(name) ?? [])].filter(([, time]) => Math.abs(now - time) <= window).map(([ip]) => ip);
  }

  function isShared(name: string, now: number): boolean {
    let others = 0;
    for (const time of names.get(name)?.values() ?? []) if (Math.abs(now - time) <= window && ++others === 2) return true;
    return false;
  }

  /** Names that an address has in common with others. */
  function shared(source: Window, now: number): string[] {
    return [...new Set(windows.rows(source).map((row) => table.user(row)))].filter((name) => isShared(name, now));
  }

  /** What was not told of it, in the order of the lines: it was added in the order in which connections ended. */
  function tell(source: Window, now: number): Tries[] {
    const all = windows.rows(source).slice(source.told).map((row) => table.read(row)).sort(byLine);
    if (source.told === 0) for (const name of shared(source, now)) if (hot.size < MAX_NAMES) hot.add(name);
    source.told = source.count;
    lastTold = now;
    return all;
  }

  function tellAll(together: readonly Window[], now: number): Tries[] {
    return together.flatMap((source) => tell(source, now)).sort(byLine);
  }

  /** The others who try the same names, however few of them. */
  function followers(now: number): Window[] {
    const addresses = new Set([...hot].flatMap((name) => sharers(name, now)));
    return [...addresses].map((ip) => find(ip)).filter(few);
  }

  const few = (source: Window | undefined): source is Window => source !== undefined && source.weight <= fewTries;

  /** All members, once there are enough of them. */
  function members(tries: Tries, now: number): Window[] {
    const same = sharers(tries.user, now).map((ip) => find(ip)).filter(few);
    if (same.length >= thresholds['distributed-same-name'] || rhythm.beat(tries.ip, tries.time)) return same;
    const own = find(tries.ip);
    if (!own || shared(own, now).length < 2) return [];
    // One list: who shares a name with this address, and another one with somebody.
    const candidates = new Set(shared(own, now).flatMap((name) => sharers(name, now)));
    const list = [...candidates].map((ip) => find(ip)).filter(few).filter((source) => shared(source, now).length >= 2);
    return list.length >= thresholds['distributed-same-list'] ? list : [];
  }

  return {
    add(source, tries) {
      const now = tries.time ?? 0;
      source.told = Math.max(0, source.told - windows.forgetOld(source, tries.time, window));
      if (!few(source)) return [];
      windows.add(source, tries);
      const name = names.use(tries.user, () => new Map());
      name.delete(tries.ip);
      name.set(tries.ip, now);
      if (name.size > sourcesOfName) forgetOldest(name);
      if (!few(source)) return [];
      if (Math.abs(now - lastTold) > window) hot = new Set();
      if (hot.size > 0) return hot.has(tries.user) ? tell(source, now) : [];
      const together = members(tries, now);
      return together.length === 0 ? [] : tellAll(together, now).concat(tellAll(followers(now), now));
    },
  };
}

const byLine = (a: Tries, b: Tries) => a.kept - b.kept;

function forgetOldest(times: Map<string, number>): void {
  for (const ip of times.keys()) {
    times.delete(ip);
    return;
  }
}
