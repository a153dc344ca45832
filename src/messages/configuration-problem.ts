import type { EventFields } from '../events.js';
import type { ProblemWording } from './configuration-problems.data.js';
import { group } from './peer.js';

type BadValue = EventFields['config.bad-value'];

/** Words of a message as the source of a regex. */
function literally(words: string): string {
  return words.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}

/** The source of a regex, a group of which any of these problems fits. */
export function oneOf(problems: readonly ProblemWording[]): string {
  return `(${problems.map(({ words }) => literally(words)).join('|')})`;
}

/** From a match of `FILE line N: ` and `oneOf` the problem with its place; the words are those of the table, or it would be none. */
export function problem(table: readonly ProblemWording[]): (match: RegExpExecArray) => BadValue | undefined {
  const byWords = new Map(table.map((entry) => [entry.words, entry]));
  return (m) => {
    const known = byWords.get(group(m, 3));
    if (known === undefined) return undefined;
    const fields: BadValue = { path: group(m, 1), line: Number(m[2]), reason: known.reason };
    if (known.option !== undefined) fields.option = known.option;
    if (m[4] !== undefined) fields.value = m[4];
    return fields;
  };
}
