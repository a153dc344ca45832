import { type AttemptTaker, attemptTaker } from '../../diagnosers/attack/attempts.js';
import { createLineStore, type LineStore } from '../../diagnosers/attack/line-store.js';
import { observeGuesses, observeLogins, observeTries } from '../../diagnosers/attack/observe-attempts.js';
import { DEFAULT_THRESHOLDS } from '../../diagnosers/attack/thresholds.js';
import { createCollector, type Share } from '../../diagnosers/collector.js';
import type { Diagnoser } from '../../diagnosers/diagnoser.js';
import { DIAGNOSERS } from '../../diagnosers/index.js';
import type { AnalyzerOptions } from '../analyzer.js';
import { createDiagnoserContexts } from '../diagnoser-context.js';
import { admitsConnection } from '../filter.js';

/** Where attempts to log in are told, and the lines that tell of them. */
export interface AttemptsTo {
  taker: AttemptTaker;
  lines: Pick<LineStore, 'origin' | 'keep'>;
}

/** The part of an analyzer that looks for attacks. It reads no log, but is told of the attempts that another one sees. */
export interface AttackSide extends AttemptsTo {
  /** What it found, for that other one to take over. Nothing more comes. */
  share(): Share;
}

const isOfAttacks = ({ meta }: Diagnoser) => meta.category === 'attack';
const ofAttacks = DIAGNOSERS.filter(isOfAttacks);
const firstOfAttacks = ofAttacks[0] as Diagnoser;

export function createAttackSide({ filter = {}, thresholds, isTrusted = () => false }: Pick<AnalyzerOptions, 'filter' | 'thresholds' | 'isTrusted'>): AttackSide {
  const collector = createCollector();
  // None of them asks for the configuration.
  const known = { thresholds: { ...DEFAULT_THRESHOLDS, ...thresholds }, configuration: () => undefined, isTrusted };
  const contexts = createDiagnoserContexts(known, collector, (party) => admitsConnection(filter, party));
  for (const diagnoser of ofAttacks) diagnoser.create(contexts.of(diagnoser.meta));
  const context = contexts.of(firstOfAttacks.meta);
  return { taker: attemptTaker(context), lines: context.shared(createLineStore), share: collector.share };
}

/** All diagnosers, but for those of attacks some that tell of the attempts they see. */
export function diagnosersWithout({ lines, taker }: AttemptsTo): Diagnoser[] {
  const others = DIAGNOSERS.filter((diagnoser) => !isOfAttacks(diagnoser));
  const observers: Diagnoser['create'][] = [
    (context) => observeTries(context, lines, taker),
    () => observeGuesses(lines, taker),
    () => observeLogins(taker),
  ];
  // They report nothing, so that it does not matter by what name.
  return [...others, ...observers.map((create) => ({ meta: firstOfAttacks.meta, create }))];
}
