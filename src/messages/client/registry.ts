import type { ClientEventFields, ClientEventType } from '../../events/client/index.js';
import type { Level } from '../../events.js';
import { headOf } from '../heads.js';
import { withoutFunction, withoutPlace } from '../prefixes.js';
import type { ClientPattern } from './define.js';
import { clientTopics } from './topics.js';

/** A recognized text: the wording and what it says. */
export interface ClientMatch {
  pattern: ClientPattern;
  fields: ClientEventFields[ClientEventType];
}

export interface ClientRegistry {
  patterns: readonly ClientPattern[];
  /**
   * The wording that `text` has, or undefined. `text` is without level marker.
   * @param ends only wordings whose lines end like this are tried; undefined: the log does not tell
   */
  match(text: string, level: Level, ends: 'crlf' | 'lf' | undefined): ClientMatch | undefined;
}

/** ssh marks debug lines alone, so a text without mark may be of any other level. */
const isDebug = (level: Level | undefined): boolean => level === 'debug1' || level === 'debug2' || level === 'debug3';

function admits({ level: wanted, ends: own = 'crlf' }: ClientPattern, level: Level, ends: 'crlf' | 'lf' | undefined): boolean {
  if (ends !== undefined && own !== 'either' && own !== ends) return false;
  return wanted === undefined || (isDebug(wanted) ? wanted === level : !isDebug(level));
}

/** A registry over the given topics: dispatch by first word; wordings that begin with anything (a user name, a program) come last. */
function createClientRegistry(topics: readonly (readonly ClientPattern[])[]): ClientRegistry {
  const patterns = topics.flat();
  const byHead = new Map<string, ClientPattern[]>();
  for (const pattern of patterns) for (const head of pattern.heads) byHead.set(head, [...(byHead.get(head) ?? []), pattern]);
  const headless = patterns.filter(({ heads }) => heads.length === 0);

  function find(text: string, level: Level, ends: 'crlf' | 'lf' | undefined): ClientMatch | undefined {
    for (const bucket of [byHead.get(headOf(text)) ?? [], headless]) {
      for (const pattern of bucket) {
        if (!admits(pattern, level, ends)) continue;
        const match = pattern.regex.exec(text);
        const fields = match === null ? undefined : pattern.decode(match);
        if (fields !== undefined) return { pattern, fields };
      }
    }
    return undefined;
  }

  function match(text: string, level: Level, ends: 'crlf' | 'lf' | undefined): ClientMatch | undefined {
    const direct = find(text, level, ends);
    if (direct) return direct;
    const placeless = withoutPlace(text) ?? text;
    const bare = withoutFunction(placeless) ?? placeless;
    return (placeless === text ? undefined : find(placeless, level, ends)) ?? (bare === placeless ? undefined : find(bare, level, ends));
  }

  return {
    patterns,
    match(text, level, ends) {
      const found = match(text, level, ends);
      // A copy of a terminal's window has blanks up to its edge.
      return found ?? (text.endsWith(' ') ? match(text.trimEnd(), level, ends) : undefined);
    },
  };
}

/** Every wording of ssh, sftp and scp that sshlog knows. */
export const clientRegistry: ClientRegistry = createClientRegistry(clientTopics);
