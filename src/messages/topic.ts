import type { Pattern } from './define.js';

/** Wordings that are asked for once a text begins with one of their heads. */
export interface Topic {
  /** Of all its wordings, each once. */
  heads: readonly string[];
  load: () => readonly Pattern[];
}

/** The topic of wordings that are there already. */
export function topicOf(patterns: readonly Pattern[]): Topic {
  return { heads: [...new Set(patterns.flatMap(({ heads }) => heads))], load: () => patterns };
}
