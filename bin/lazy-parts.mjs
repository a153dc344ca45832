/**
 * Writes what stands in a bundle in place of two lists of the source, messages/known-topics.ts and diagnosers/index.ts: the same
 * entries with what tells when they are needed, each of which loads its module then. To run all of these modules takes
 * longer than to read a short log. Needs what tsc builds.
 */
import { readdirSync } from 'node:fs';
import { createConnectionNotes } from '../dist/diagnosers/connection-notes.js';
import { DEFAULT_THRESHOLDS } from '../dist/diagnosers/attack/thresholds.js';

const DIST = new URL('../dist/', import.meta.url);
const built = (path) => import(new URL(path, DIST).href);

/** @returns {Promise<Map<unknown, string>>} for each value that a module of the folder exports, what gives it from there */
async function exportsOf(folder) {
  const found = new Map();
  for (const path of readdirSync(new URL(folder, DIST), { recursive: true }).filter((name) => name.endsWith('.js')).sort()) {
    const exported = await built(`${folder}/${path}`);
    for (const [name, value] of Object.entries(exported)) if (typeof value === 'object') found.set(value, `require('./${path}').${name}`);
  }
  return found;
}

function required(found, value, what) {
  const expression = found.get(value);
  if (expression === undefined) throw new Error(`${what} is exported by no module`);
  return expression;
}

/** In place of messages/known-topics.ts: a topic is loaded when a text first begins with one of its heads. */
export async function lazyTopics() {
  const { topics } = await built('messages/topics.js');
  const { topicOf } = await built('messages/topic.js');
  const found = await exportsOf('messages');
  const entries = topics.map((topic) => `  { heads: ${JSON.stringify(topicOf(topic).heads)}, load: () => ${required(found, topic, `the topic of ${topic[0]?.id}`)} },\n`);
  return `export const knownTopics = [\n${entries.join('')}];\n`;
}

/** The names of each one's handlers, and what it has in common with others. */
function handlersOf(diagnosers) {
  const made = new Map();
  return diagnosers.map((diagnoser) => {
    const inCommon = [];
    const handlers = diagnoser.create({
      thresholds: DEFAULT_THRESHOLDS, configuration: () => undefined, isTrusted: () => false, perConnection: createConnectionNotes,
      report: () => {}, suspect: () => {}, leaveOut: () => {}, isOutweighed: () => false,
      shared(make) {
        inCommon.push(make);
        if (!made.has(make)) made.set(make, make());
        return made.get(make);
      },
    });
    return { diagnoser, names: Object.keys(handlers), inCommon };
  });
}

/** Who shares anything with one who shares anything with another is kin of both. @returns {Map<unknown, number>} by what is shared */
function kinships(handlers) {
  const kin = new Map();
  let next = 1;
  for (const { inCommon } of handlers) {
    const numbers = new Set(inCommon.flatMap((make) => kin.get(make) ?? []));
    const number = numbers.size > 0 ? Math.min(...numbers) : next++;
    for (const [make, other] of kin) if (numbers.has(other)) kin.set(make, number);
    for (const make of inCommon) kin.set(make, number);
  }
  return kin;
}

/** In place of diagnosers/index.ts: a diagnoser is loaded when there is something for one of its handlers. */
export async function lazyDiagnosers() {
  const { DIAGNOSERS } = await built('diagnosers/index.js');
  const found = await exportsOf('diagnosers');
  const handlers = handlersOf(DIAGNOSERS);
  const kin = kinships(handlers);
  const entries = handlers.map(({ diagnoser, names, inCommon }) => {
    const { explain, ...meta } = diagnoser.meta;
    const number = kin.get(inCommon[0]);
    // Which of those with something in common has the handlers depends on which of them there are.
    const hears = number === undefined ? names : [...new Set(handlers.flatMap((other) => (kin.get(other.inCommon[0]) === number ? other.names : [])))];
    return `  lazy(${JSON.stringify(meta)}, ${JSON.stringify({ hears, kin: number })}, () => ${required(found, diagnoser, meta.code)}),\n`;
  });
  return `function lazy(meta, known, load) {
  Object.defineProperty(meta, 'explain', { enumerable: true, get: () => load().meta.explain });
  return { ...known, meta, create: (context) => load().create(context) };
}
export const DIAGNOSERS = [\n${entries.join('')}];\n`;
}
