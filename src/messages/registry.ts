import type { EventFields, EventType, Level } from '../events.js';
import type { Pattern } from './define.js';
import { headOf } from './heads.js';
import { knownTopics } from './known-topics.js';
import { withoutFunction, withoutPlace } from './prefixes.js';
import { widened } from './ranges.js';
import type { Topic } from './topic.js';

/** A recognized text: the wording and what it says. */
export interface Match {
  pattern: Pattern;
  fields: EventFields[EventType];
}

export interface Registry {
  /** All of them: what asks for them makes them. */
  readonly patterns: readonly Pattern[];
  /** Largest number of patterns that are tried for one text. */
  largestBucket: () => number;
  /**
   * The wording that `text` has, or undefined. `text` is without level marker and ` [preauth]`;
   * `levelShown` is false where the logger drops the markers of fatal and error.
   */
  match: (text: string, level: Level, levelShown: boolean) => Match | undefined;
}

/** What is asked of a wording for every text: of one shape, which those with and without a level or a release are not. */
interface Trial {
  level: Level | undefined;
  regex: RegExp;
  decode: Pattern['decode'];
  pattern: Pattern;
}

/** The wordings whose text can begin with a head. */
type Table = (head: string) => readonly Trial[];

const NONE: readonly Trial[] = [];

function isDebug(level: Level | undefined): boolean {
  return level === 'debug1' || level === 'debug2' || level === 'debug3';
}

/** What was made for a head is remembered; for another word nothing is, since words of others are without number. */
function remembered(heads: ReadonlySet<string>, make: Table): Table {
  const made = new Map<string, readonly Trial[]>();
  return (head) => {
    const before = made.get(head);
    if (before !== undefined) return before;
    if (!heads.has(head)) return NONE;
    const bucket = make(head);
    made.set(head, bucket);
    return bucket;
  };
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

/** @param own the level of a wording */
function admits(own: Level | undefined, level: Level, levelShown: boolean): boolean {
  if (own === undefined || own === level) return true;
  return !levelShown && !isDebug(own) && !isDebug(level);
}

/** Web pages put it where a line must not be broken (`from ::1`), and it comes along when a log is copied from one; in UTF-8 bytes. */
const NO_BREAK_SPACE = '\xc2\xa0';

const LEVELS: readonly Level[] = ['fatal', 'error', 'info', 'debug1', 'debug2', 'debug3'];

/** How many regexes of a bucket a text of this level can meet. */
function tried(bucket: readonly Pattern[], level: Level): number {
  return bucket.filter((pattern) => admits(pattern.level, level, true)).length;
}

function find(table: Table, text: string, level: Level, levelShown: boolean): Match | undefined {
  for (const trial of table(headOf(text))) {
    if (!admits(trial.level, level, levelShown)) continue;
    const match = trial.regex.exec(text);
    if (match === null) continue;
    const fields = trial.decode(match);
    if (fields !== undefined) return { pattern: trial.pattern, fields };
  }
  return undefined;
}

function trialOf(pattern: Pattern): Trial {
  return { level: pattern.level, regex: pattern.regex, decode: pattern.decode, pattern };
}

/** The topics of each head, in their order. */
function byHead(topics: readonly Topic[]): Map<string, Topic[]> {
  const found = new Map<string, Topic[]>();
  for (const topic of topics) {
    for (const head of topic.heads) {
      const others = found.get(head);
      if (others === undefined) found.set(head, [topic]);
      else others.push(topic);
    }
  }
  return found;
}

/**
 * A registry over the given topics: dispatch by first word, then a few anchored regexes. A short log meets few of a thousand
 * wordings: those of a topic are made when a text first begins with one of its heads.
 */
export function createRegistry(topics: readonly Topic[]): Registry {
  const topicsOf = byHead(topics);
  const heads = new Set(topicsOf.keys());
  const bucketOf = (head: string) => (topicsOf.get(head) ?? []).flatMap((topic) => topic.load().filter((pattern) => pattern.heads.includes(head)));
  const marked = remembered(heads, (head) => bucketOf(head).map(trialOf));
  const unmarked = remembered(heads, (head) => withoutMarkers(bucketOf(head)).map(trialOf));
  let patterns: readonly Pattern[] | undefined;

  function match(text: string, level: Level, levelShown: boolean): Match | undefined {
    const table = levelShown ? marked : unmarked;
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
    get patterns() {
      return (patterns ??= topics.flatMap((topic) => topic.load()));
    },
    largestBucket: () => Math.max(0, ...[...heads].flatMap((head) => LEVELS.map((level) => tried(bucketOf(head), level)))),
    match(text, level, levelShown) {
      const found = match(text, level, levelShown);
      if (found !== undefined) return found;
      // Only where nothing else fits: a name may hold such a character as well, and sshd may end with a blank.
      const plain = text.replaceAll(NO_BREAK_SPACE, ' ').trimEnd();
      const copied = plain === text ? undefined : match(plain, level, levelShown);
      if (copied !== undefined) return copied;
      // While it starts, sshd writes to standard error, without markers, and systemd gives that a header.
      return levelShown && level === 'info' ? match(plain, level, false) : undefined;
    },
  };
}

/** Every wording that sshlog knows. */
export const registry: Registry = createRegistry(knownTopics);
