import { createRecent } from './recent.js';

/**
 * A copy that owns its characters. V8 makes a slice of 13 characters or more a view of the string it was cut from,
 * so a kept name would keep the block of input that it came in.
 */
export function copyText(text: string): string {
  if (text.length < 13) return text;
  // Cut from a longer string it would be a view again, of a copy that is there for nothing else.
  if (text.length > SCRATCH.length || !isAscii(text)) return ` ${text}`.slice(1);
  return SCRATCH.toString('latin1', 0, SCRATCH.write(text, 'latin1'));
}

/** Holds the bytes of one name at a time. */
const SCRATCH = Buffer.allocUnsafe(256);

/** Names of which one copy serves all. */
const MAX_NAMES = 16_384;
/** Longer ones are no names that come again, but take room. */
const LONGEST_NAME = 64;

/** Gives names and addresses a copy that owns its characters: one for all who tried the same name, until it has had its time. */
export function createNames(): (name: string) => string {
  const names = createRecent<string>(MAX_NAMES);
  return (name) => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const own = copyText(name);
    if (own.length <= LONGEST_NAME) names.add(own, own);
    return own;
  };
}

/** latin1 text, one character per byte, as the UTF-8 that it is; bytes that are none become U+FFFD. */
export function asUnicode(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, 'latin1').toString('utf8');
}

export function isAscii(text: string): boolean {
  // Every other character takes two bytes or more; V8 counts them many at a time.
  return Buffer.byteLength(text) === text.length;
}

/** No release cuts a user name to fewer characters than this. */
export const CUT_NAME = 32;

/** Whether a name is the beginning of another one that a line had no room for. */
export function isCutOf(name: string, whole: string): boolean {
  return name.length >= CUT_NAME && name.length < whole.length && whole.startsWith(name);
}
