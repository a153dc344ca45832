import { type Finding, type FindingMeta, SEVERITIES } from '../finding.js';
import { addAttacker, type Attackers, noAttackers } from './absorb.js';
import { begin, type Collected, exclude, include, supplement } from './collected.js';
import type { Problem } from './diagnoser.js';
import { settleExhibits } from './exhibits.js';
import { createOccurrencesTable } from './occurrences.js';
import { createLedger, type Entry, type Revision } from './revision.js';
import { finish, hostOf } from './to-finding.js';

/** Problems whose lines are remembered elsewhere, until these lines are taken over: long before they are forgotten there. */
const SETTLE = 2048;
/**
 * Findings of one code that are kept; beyond it new ones are only counted. An attacker can offer a new list every time, and
 * must not push out findings of other codes with it.
 */
const MAX_FINDINGS = 250;

interface OfCode {
  /** How many. */
  findings: number;
  /** By host, then by key. */
  byHost: Map<string, Map<string, Collected>>;
}

export interface Collector {
  add(meta: FindingMeta, problem: Problem): void;
  /** Whether there is a finding of that host and key, or room for one: `add` would only count the problem otherwise. */
  hasRoom(meta: FindingMeta, host: string | undefined, key: string): boolean;
  /** All findings so far: by severity, count, code, fingerprint. They are not made in full before they are read: see `finish`. */
  findings(): Finding[];
  /** Findings as they are now, by the numbers that `changed` has, in the same way. */
  pick(numbers: Iterable<number>): Map<number, Finding>;
  /** Counts something for which there was no room elsewhere. */
  leaveOut(): void;
  /** Problems for which there was no room. */
  omitted(): number;
  /** All that was found, for a collector of other codes to take over. */
  share(): Share;
  /** From now on its findings are among these, and its attackers take findings in. */
  takeOver(share: Share): void;
  /** Only where findings are `revisable`. */
  revision: Revision | undefined;
}

/** What was found of some codes in a log whose other codes another collector has. */
export interface Share {
  findings: Finding[];
  attackers: Attackers;
  omitted: number;
}

export interface CollectorOptions {
  /** Where the number of each finding is put to which something was added; for a log that is still written. */
  changed?: Set<number>;
  /** Gives a key its real names back where they are redacted: a fingerprint is the same in every run. */
  restore?: (key: string) => string;
  /** Another log may tell more of the same connections. */
  revisable?: boolean;
}

/** Categories whose findings tell of many connections, or of none: never the reason of one. */
export const ABOUT_MANY: ReadonlySet<FindingMeta['category']> = new Set(['attack', 'log', 'server']);

export function createCollector({ changed, restore = (key) => key, revisable = false }: CollectorOptions = {}): Collector {
  const ledger = revisable ? createLedger<Collected>() : undefined;
  const all: Collected[] = [];
  const occurrences = createOccurrencesTable();
  const byCode = new Map<string, OfCode>();
  let omitted = 0;

  let attackers = noAttackers();
  let takenOver: readonly Finding[] = [];
  /** Findings with lines that are remembered elsewhere, and how many lines came since these were taken over. */
  const unsettled = new Set<Collected>();
  let recallable = 0;

  /** Lines that are remembered elsewhere are forgotten there in time. */
  function settleEvidence(): void {
    for (const { evidence } of unsettled) settleExhibits(evidence);
    unsettled.clear();
    recallable = 0;
  }

  function ofCode(code: string): OfCode {
    let found = byCode.get(code);
    if (!found) byCode.set(code, (found = { findings: 0, byHost: new Map() }));
    return found;
  }

  /** The finding that something was added to or asked for last: who asks for room adds to it next. */
  let latest: Collected | undefined;

  function find(meta: FindingMeta, host: string | undefined, key: string): Collected | undefined {
    if (latest && latest.meta === meta && latest.problem.key === key && latest.problem.host === host) return latest;
    return (latest = byCode.get(meta.code)?.byHost.get(host ?? '')?.get(key));
  }

  const findingOf = (collected: Collected) => finish(collected, occurrences, attackers);
  const own = () => all.filter(({ count }) => count > 0).map(findingOf);

  return {
    add(meta, problem) {
      let collected = find(meta, problem.host, problem.key);
      if (!collected) {
        const found = ofCode(meta.code);
        const host = problem.host ?? '';
        if (found.findings >= MAX_FINDINGS) {
          omitted++;
          return;
        }
        found.findings++;
        all.push((collected = begin(meta, problem, all.length, restore(`${meta.code}\n${host}\n${problem.key}`))));
        const ofHost = found.byHost.get(host);
        if (ofHost) ofHost.set(problem.key, collected);
        else found.byHost.set(host, new Map([[problem.key, collected]]));
      }
      const isNewSource = include(collected, problem, occurrences, ledger && !ABOUT_MANY.has(meta.category) ? ledger : undefined);
      const ip = problem.connection?.ip;
      if (isNewSource && meta.category === 'attack' && ip !== undefined) addAttacker(attackers, hostOf(problem), ip, collected.fingerprint);
      if (problem.proofs[0].recall) {
        unsettled.add(collected);
        if (++recallable >= SETTLE) settleEvidence();
      }
      changed?.add(collected.number);
    },
    hasRoom(meta, host, key) {
      return (byCode.get(meta.code)?.findings ?? 0) < MAX_FINDINGS || find(meta, host, key) !== undefined;
    },
    leaveOut() {
      omitted++;
    },
    findings: () => [...own(), ...takenOver].sort(byImportance),
    pick: (numbers) => new Map([...numbers].flatMap((number) => all[number] ?? []).map((collected) => [collected.number, findingOf(collected)])),
    omitted: () => omitted,
    share: () => ({ findings: own(), attackers, omitted }),
    takeOver(share) {
      takenOver = share.findings;
      attackers = share.attackers;
      omitted += share.omitted;
    },
    revision: ledger && {
      of: (party) => ledger.of(party),
      finding: (told) => ({ ...finish((told as Entry<Collected>).collected, occurrences, noAttackers()) }),
      withdraw(told) {
        ledger.remove(told as Entry<Collected>);
        exclude(told as Entry<Collected>, occurrences);
      },
      add: (told, addition) => supplement((told as Entry<Collected>).collected, addition),
    },
  };
}

/** The order of a report: by severity, count, code, fingerprint. */
export function byImportance(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.count - a.count ||
    (a.code < b.code ? -1 : a.code > b.code ? 1 : a.fingerprint < b.fingerprint ? -1 : 1)
  );
}
