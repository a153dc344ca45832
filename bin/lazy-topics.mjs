/**
 * Writes what stands in place of src/messages/known-topics.ts in a bundle: the same topics with the same heads, but each loads its
 * module when a text first begins with one of them. To make all wordings takes longer than to read a short log.
 */
import { readFileSync } from 'node:fs';

const TOPICS = 'src/messages/topics.ts';

/** @returns {{ name: string, module: string }[]} the topics of topics.ts, in its order: the name of each, and what exports it */
export function readTopics(source = readFileSync(TOPICS, 'utf8')) {
  const modules = new Map();
  for (const [, names, module] of source.matchAll(/^import \{ ([\w, ]+) \} from '(\.\/[\w/-]+\.js)';$/gm)) {
    for (const name of names.split(', ')) modules.set(name, module);
  }
  const [, list] = /^export const topics\b[^=]*= \[([^\]]*)\];$/m.exec(source) ?? [];
  if (list === undefined) throw new Error(`${TOPICS}: no list of topics was found`);
  return [...list.matchAll(/\w+/g)].map(([name]) => {
    const module = modules.get(name);
    if (module === undefined) throw new Error(`${TOPICS}: ${name} is imported in a way that is not understood`);
    return { name, module };
  });
}

/** @param {readonly { heads: readonly string[] }[]} knownTopics what is to be replaced, of a build */
export function lazyTopics(knownTopics) {
  const topics = readTopics();
  if (topics.length !== knownTopics.length) throw new Error(`${TOPICS} has ${topics.length} topics, and the build ${knownTopics.length}`);
  const entries = topics.map(({ name, module }, i) =>
    `  { heads: ${JSON.stringify(knownTopics[i].heads)}, load: () => require(${JSON.stringify(module)}).${name} },\n`);
  return `export const knownTopics = [\n${entries.join('')}];\n`;
}
