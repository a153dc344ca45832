import { isAbsorbable } from '../diagnosers/absorb.js';
import { byImportance, type Collector } from '../diagnosers/collector.js';
import type { Finding } from '../finding.js';

/** A finding that recurs is told again at most this often; in milliseconds. */
const MINUTE = 60_000;

interface Told {
  at: number;
  absorbable: boolean;
  absorbedBy: string | undefined;
  /** Connections and attempts. */
  times: number;
}

/** What there is to tell while a log is read. Keeps no more than the collector keeps findings. */
export interface News {
  /**
   * Findings that are new or have recurred since they were told, by importance, and marked so. None is told again within
   * a minute.
   * @param now milliseconds, of the log or of the world
   * @param recurred whether it has recurred enough to be told again
   */
  take(now: number, recurred: (before: number, now: number) => boolean): Finding[];
}

/** @param changed the set that the collector was given */
export function createNews(collector: Collector, changed: Set<string>): News {
  const told = new Map<string, Told>();
  /** What changed within a minute after it was told. */
  const waiting = new Set<string>();
  let nextDue = Number.POSITIVE_INFINITY;

  const at = (key: string) => told.get(key)?.at ?? Number.NEGATIVE_INFINITY;
  const isDue = (key: string, now: number) => Math.abs(now - at(key)) >= MINUTE;

  function wait(key: string): void {
    waiting.add(key);
    nextDue = Math.min(nextDue, at(key) + MINUTE);
  }

  function takeDue(now: number): Set<string> {
    const due = new Set<string>();
    for (const key of changed) {
      if (isDue(key, now)) due.add(key);
      else wait(key);
    }
    changed.clear();
    if (now >= nextDue) {
      const all = [...waiting];
      waiting.clear();
      nextDue = Number.POSITIVE_INFINITY;
      for (const key of all) {
        if (isDue(key, now)) due.add(key);
        else wait(key);
      }
    }
    for (const key of due) waiting.delete(key);
    return due;
  }

  function tell(key: string, finding: Finding, now: number, recurred: (before: number, now: number) => boolean): Finding | undefined {
    const before = told.get(key);
    const { absorbedBy } = finding;
    const times = finding.count + finding.attempts;
    if (before && before.absorbedBy === absorbedBy && !recurred(before.times, times)) {
      before.at = now;
      return undefined;
    }
    told.set(key, { at: now, absorbable: isAbsorbable(finding), absorbedBy, times });
    // What was told may turn out to be part of this attack.
    if (finding.category === 'attack') for (const [other, { absorbable, absorbedBy: part }] of told) if (absorbable && part === undefined) wait(other);
    return { ...finding, state: before ? 'update' : 'new' };
  }

  return {
    take(now, recurred) {
      if (changed.size === 0 && now < nextDue) return [];
      const news = [...collector.pick(takeDue(now))].flatMap(([key, finding]) => tell(key, finding, now, recurred) ?? []);
      return news.sort(byImportance);
    },
  };
}
