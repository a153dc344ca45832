import { THRESHOLD_NAMES } from '../../diagnosers/attack/thresholds.js';
import { METAS } from '../../diagnosers/metas.js';
import type { Vocabulary } from './command-line.js';

/** The words of the field that options take: codes, categories, thresholds. */
export function vocabulary(): Vocabulary {
  const metas = METAS;
  return {
    codes: metas.map(({ code, summary }) => ({ word: code, description: summary })),
    categories: [...new Set(metas.map(({ category }) => category))].map((category) => ({ word: category, description: `all codes of the category ${category}` })),
    thresholds: THRESHOLD_NAMES.map((word) => ({ word })),
  };
}
