import { MAX_SOURCES } from './bounds.js';
import { createRecent } from './recent.js';
import { createRhythm } from './rhythm.js';
import type { Thresholds } from './thresholds.js';
import type { Tries } from './tries.js';

/** What one address tried within the window. */
interface Source {
  tries: Tries[];
  told: number;
}

/** Names of which it is remembered who tried them, and addresses of one name where no threshold needs more. */
const MAX_NAMES = 2000;
const MAX_SOURCES_OF_NAME = 200;

/** Finds addresses that each try little and do it together. One of these for each host. */
export interface Botnet {
  /** @returns what is to be told now */
  add(tries: Tries): readonly Tries[];
}

export function createBotnet(thresholds: Thresholds, forgotten: () => void): Botnet {
  const window = thresholds['distributed-window'];
  // With more tries an address is an attack of its own.
  const fewTries = thresholds['brute-force-tries'] - 1;
  const sourcesOfName = Math.max(MAX_SOURCES_OF_NAME, thresholds['distributed-same-name']);
  const sources = createRecent<Source>(MAX_SOURCES, ({ tries, told }) => {
    if (told === 0 && tries.length > 1) forgotten();
  });
  /** Last time that an address tried a name, by name. */
  const names = createRecent<Map<string, number>>(MAX_NAMES);
  const rhythm = createRhythm(thresholds);
  /** Names that the attack tries, once there is one; it is over when nobody has tried them for a while. */
  let hot = new Set<string>();
  let lastTold = 0;

  function sharers(name: string, now: number): string[] {
    return [...(names.get(name) ?? [])].filter(([, time]) => now - time <= window).map(([ip]) => ip);
  }

  const tried = (source: Source) => source.tries.reduce((sum, { passwords }) => sum + passwords, 0);

  function isShared(name: string, now: number): boolean {
    let others = 0;
    for (const time of names.get(name)?.values() ?? []) if (now - time <= window && ++others === 2) return true;
    return false;
  }

  /** Names that an address has in common with others. */
  function shared({ tries }: Source, now: number): string[] {
    return [...new Set(tries.map(({ user }) => user))].filter((name) => isShared(name, now));
  }

  function tell(together: readonly Source[], now: number): Tries[] {
    const all = together.flatMap(({ tries, told }) => tries.slice(told));
    for (const source of together) {
      if (source.told === 0) for (const name of shared(source, now)) if (hot.size < MAX_NAMES) hot.add(name);
      source.told = source.tries.length;
    }
    lastTold = now;
    return all.sort((a, b) => a.record.line - b.record.line);
  }

  /** The others who try the same names, however few of them. */
  function followers(now: number): Source[] {
    const addresses = new Set([...hot].flatMap((name) => sharers(name, now)));
    return [...addresses].map((ip) => sources.get(ip)).filter(few);
  }

  const few = (source: Source | undefined): source is Source => source !== undefined && tried(source) <= fewTries;

  /** All members, once there are enough of them. */
  function members(tries: Tries, now: number): Source[] {
    const same = sharers(tries.user, now).map((ip) => sources.get(ip)).filter(few);
    if (same.length >= thresholds['distributed-same-name'] || rhythm.beat(tries.ip, tries.time)) return same;
    const own = sources.get(tries.ip);
    if (!own || shared(own, now).length < 2) return [];
    // One list: who shares a name with this address, and another one with somebody.
    const candidates = new Set(shared(own, now).flatMap((name) => sharers(name, now)));
    const list = [...candidates].map((ip) => sources.get(ip)).filter(few).filter((source) => shared(source, now).length >= 2);
    return list.length >= thresholds['distributed-same-list'] ? list : [];
  }

  return {
    add(tries) {
      const now = tries.time ?? 0;
      const source = sources.use(tries.ip, () => ({ tries: [], told: 0 }));
      const kept = source.tries.filter(({ time }) => now - (time ?? now) <= window);
      source.told = Math.max(0, source.told - (source.tries.length - kept.length));
      source.tries = kept;
      if (!few(source)) return [];
      source.tries.push(tries);
      const name = names.use(tries.user, () => new Map());
      name.delete(tries.ip);
      name.set(tries.ip, now);
      if (name.size > sourcesOfName) forgetFirst(name);
      if (!few(source)) return [];
      if (now - lastTold > window) hot = new Set();
      if (hot.size > 0) return hot.has(tries.user) ? tell([source], now) : [];
      const together = members(tries, now);
      return together.length === 0 ? [] : tell(together, now).concat(tell(followers(now), now));
    },
  };
}

function forgetFirst(times: Map<string, number>): void {
  for (const ip of times.keys()) {
    times.delete(ip);
    return;
  }
}
