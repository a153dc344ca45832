import type { EventFields, EventType, Level } from '../events.js';
import type { Pattern } from './define.js';
import { headOf } from './heads.js';
import { withoutFunction, withoutPlace } from './prefixes.js';
import { widened } from './ranges.js';
import { topics } from './topics.js';

/** A recognized text: the wording and what it says. */
export interface Match {
  pattern: Pattern;
  fields: EventFields[EventType];
}

export interface Registry {
  patterns: readonly Pattern[];
  /** Largest number of patterns that are tried for one text. */
  largestBucket: () => number;
  /**
   * The wording that `text` has, or undefined. `text` is without level marker and ` [preauth]`;
   * `levelShown` is false where the logger drops the markers of fatal and error.
   */
  match: (text: string, level: Level, levelShown: boolean) => Match | undefined;
}

type Table = Map<string, Pattern[]>;

function isDebug(level: Level | undefined): boolean {
  return level === 'debug1' || level === 'debug2' || level === 'debug3';
}

function tableOf(patterns: readonly Pattern[]): Table {
  const table: Table = new Map();
  for (const pattern of patterns) {
    for (const head of pattern.heads) {
      const bucket = table.get(head);
      if (bucket === undefined) table.set(head, [pattern]);
      else bucket.push(pattern);
    }
  }
  return table;
}

/** Wordings that differ by nothing but a marker the log does not show prove only the range of all of them. */
function withoutMarkers(patterns: readonly Pattern[]): Pattern[] {
  const byShape = new Map<string, Pattern>();
  for (const pattern of patterns) {
    const shape = `${pattern.emits} ${isDebug(pattern.level) ? pattern.level : ''} ${pattern.regex.source}`;
    const same = byShape.get(shape);
    // Wordings of one shape can differ in what they accept (a key with or without its fingerprint): those have own ids.
    if (same !== undefined && same.decode === pattern.decode) byShape.set(shape, widened(same, pattern));
    else byShape.set(same === undefined ? shape : `${shape} ${pattern.id}`, pattern);
  }
  return [...byShape.values()];
}

function admits(pattern: Pattern, level: Level, levelShown: boolean): boolean {
  if (pattern.level === undefined || pattern.level === level) return true;
  return !levelShown && !isDebug(pattern.level) && !isDebug(level);
}

/** Web pages put it where a line must not be broken (`from ::1`), and it comes along when a log is copied from one; in UTF-8 bytes. */
const NO_BREAK_SPACE = '\xc2\xa0';

const LEVELS: readonly Level[] = ['fatal', 'error', 'info', 'debug1', 'debug2', 'debug3'];

/** How many regexes of a bucket a text of this level can meet. */
function tried(bucket: readonly Pattern[], level: Level): number {
  return bucket.filter((pattern) => admits(pattern, level, true)).length;
}

function find(table: Table, text: string, level: Level, levelShown: boolean): Match | undefined {
  const bucket = table.get(headOf(text));
  if (bucket === undefined) return undefined;
  for (const pattern of bucket) {
    if (!admits(pattern, level, levelShown)) continue;
    const match = pattern.regex.exec(text);
    if (match === null) continue;
    const fields = pattern.decode(match);
    if (fields !== undefined) return { pattern, fields };
  }
  return undefined;
}

/** A registry over the given topics: dispatch by first word, then a few anchored regexes. */
export function createRegistry(patternTopics: readonly (readonly Pattern[])[]): Registry {
  const patterns = patternTopics.flat();
  const marked = tableOf(patterns);
  /** Made for the first log without markers: it takes a while, and most logs have them. */
  let unmarked: Table | undefined;

  function match(text: string, level: Level, levelShown: boolean): Match | undefined {
    const table = levelShown ? marked : (unmarked ??= tableOf(withoutMarkers(patterns)));
    const direct = find(table, text, level, levelShown);
    if (direct !== undefined) return direct;
    const placeless = withoutPlace(text) ?? text;
    const bare = withoutFunction(placeless) ?? placeless;
    if (placeless !== text) {
      const named = find(table, placeless, level, levelShown);
      if (named !== undefined) return named;
    }
    return bare === placeless ? undefined : find(table, bare, level, levelShown);
  }

  return {
    patterns,
    largestBucket: () => Math.max(0, ...[...marked.values()].flatMap((bucket) => LEVELS.map((level) => tried(bucket, level)))),
    match(text, level, levelShown) {
      const found = match(text, level, levelShown);
      // Only where nothing else fits: a name may hold this character as well.
      return found ?? (text.includes(NO_BREAK_SPACE) ? match(text.replaceAll(NO_BREAK_SPACE, ' '), level, levelShown) : undefined);
    },
  };
}

/** Every wording that sshlog knows. */
export const registry: Registry = createRegistry(topics);
