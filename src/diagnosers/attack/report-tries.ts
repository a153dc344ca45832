import type { Advice, DiagnoserContext, Seen } from '../diagnoser.js';
import type { Tries } from './tries.js';

/** Tells connections of an attack, each as one occurrence of the finding with this key. */
export function reportTries(
  context: DiagnoserContext, all: readonly Tries[], key: string, title: string, advise: (seen: Seen, tries: Tries) => Advice,
): void {
  for (const tries of all) {
    context.report({
      host: tries.server.host,
      key,
      title,
      proofs: [{ record: tries.record }],
      connection: tries,
      once: true,
      attempts: Math.max(1, tries.passwords),
      advise: (seen) => advise(seen, tries),
    });
  }
}
