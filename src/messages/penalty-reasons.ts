import type { PenaltyReason } from '../events.js';

/** How the listener words what PerSourcePenalties counts. */
const REASONS: Readonly<Record<string, PenaltyReason>> = {
  'caused crash': 'crash',
  'failed authentication': 'authfail',
  'connections without attempting authentication': 'noauth',
  'exceeded LoginGraceTime': 'grace-exceeded',
  'connection prohibited by RefuseConnection': 'refuseconnection',
  'attempted authentication by invalid user': 'invaliduser',
};

/** What the penalty is for, by the words that sshd has for it; undefined for words that are not known. */
export function penaltyReason(words: string): PenaltyReason | undefined {
  return Object.hasOwn(REASONS, words) ? REASONS[words] : undefined;
}
