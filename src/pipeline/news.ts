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
export function createNews(collector: Collector, changed: Set<number>): News {
  const told = new Map<number, Told>();
  /** What changed within a minute after it was told. */
  const waiting = new Set<number>();
  let nextDue = Number.POSITIVE_INFINITY;

  const at = (number: number) => told.get(number)?.at ?? Number.NEGATIVE_INFINITY;
  const isDue = (number: number, now: number) => Math.abs(now - at(number)) >= MINUTE;

  function wait(number: number): void {
    waiting.add(number);
    nextDue = Math.min(nextDue, at(number) + MINUTE);
  }

  function takeDue(now: number): Set<number> {
    const due = new Set<number>();
    for (const number of changed) {
      if (isDue(number, now)) due.add(number);
      else wait(number);
    }
    changed.clear();
    if (now >= nextDue) {
      const all = [...waiting];
      waiting.clear();
      nextDue = Number.POSITIVE_INFINITY;
      for (const number of all) {
        if (isDue(number, now)) due.add(number);
        else wait(number);
      }
    }
    for (const number of due) waiting.delete(number);
    return due;
  }

  function tell(number: number, finding: Finding, now: number, recurred: (before: number, now: number) => boolean): Finding | undefined {
    const before = told.get(number);
    const { absorbedBy } = finding;
    const times = finding.count + finding.attempts;
    if (before && before.absorbedBy === absorbedBy && !recurred(before.times, times)) {
      before.at = now;
      return undefined;
    }
    told.set(number, { at: now, absorbable: isAbsorbable(finding), absorbedBy, times });
    // What was told may turn out to be part of this attack.
    if (finding.category === 'attack') for (const [other, { absorbable, absorbedBy: part }] of told) if (absorbable && part === undefined) wait(other);
    return { ...finding, state: before ? 'update' : 'new' };
  }

  return {
    take(now, recurred) {
      if (changed.size === 0 && now < nextDue) return [];
      const news = [...collector.pick(takeDue(now))].flatMap(([number, finding]) => tell(number, finding, now, recurred) ?? []);
      return news.sort(byImportance);
    },
  };
}
