import type { Advice, DiagnoserContext, ProofLine, Seen } from '../diagnoser.js';
import type { Tries } from './attempts.js';
import { createLineStore } from './line-store.js';

/** Tells connections of an attack, each as one occurrence of the finding with that key. */
type ReportTries = (all: readonly Tries[], key: string) => void;

/** @param title of the findings @param advise what is said of one, by the first of its tries */
export function createTriesReport(context: DiagnoserContext, title: string, advise: (seen: Seen, tries: Tries) => Advice): ReportTries {
  const lines = context.shared(createLineStore);
  return (all, key) => {
    for (const tries of all) {
      const { host } = tries.server;
      // Of an attack from everywhere most have no room: they cost nothing but the count.
      if (!context.hasRoom(host, key)) {
        context.leaveOut(tries);
        continue;
      }
      context.report({
        host,
        key,
        title,
        proofs: [{ record: withoutText(tries), recall: () => lines.recall(tries.kept) }],
        connection: tries,
        once: true,
        attempts: Math.max(1, tries.passwords),
        advise: (seen) => advise(seen, tries),
      });
    }
  };
}

/** Most of these lines are only counted. */
function withoutText({ origin: { file, host }, line, lineTime: time, pid }: Tries): ProofLine {
  return { file, line, host, pid, time, repeat: 1, raw: '', text: '' };
}
