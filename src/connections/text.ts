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

/** Names of which one copy serves all, twice over: half of them go when there are as many new ones. */
const MAX_NAMES = 8192;
/** Longer ones are no names that come again, but take room. */
const LONGEST_NAME = 64;

/** Gives names and addresses a copy that owns its characters: one for all who tried the same name, as long as it comes again. */
export function createNames(): (name: string) => string {
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  return (name) => {
    const known = young.get(name);
    if (known !== undefined) return known;
    const own = old.get(name) ?? copyText(name);
    if (own.length > LONGEST_NAME) return own;
    if (young.size >= MAX_NAMES) {
      old = young;
      young = new Map();
    }
    young.set(own, own);
    return own;
  };
}

/** latin1 text, one character per byte, as the UTF-8 that it is; bytes that are none become U+FFFD. */
export function asUnicode(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, 'latin1').toString('utf8');
}

export function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- ASCII is what is looked for
  return /^[\x00-\x7f]*$/.test(text);
}

/** No release cuts a user name to fewer characters than this. */
const CUT_NAME = 32;

/** Whether a name is the beginning of another one that a line had no room for. */
export function isCutOf(name: string, whole: string): boolean {
  return name.length >= CUT_NAME && name.length < whole.length && whole.startsWith(name);
}
