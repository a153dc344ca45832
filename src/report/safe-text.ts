/**
 * What a client writes into a log must not steer the terminal that shows it: no escape sequence, no carriage return
 * over what stands there, no right-to-left override that swaps a name with an address.
 *
 * Everything that is not a visible character or a plain space is shown by its code point. \p{Cn} are code points
 * that this Unicode version does not know; Default_Ignorable covers what takes no column: zero-width characters,
 * variation selectors, Hangul fillers, tags. Other spaces (\p{Zs}) look like U+0020 and are not.
 */
const unsafe = () => /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;
/** Quick way out for the common case. */
const PLAIN = /^[\x20-\x7e]*$/;
/**
 * Runners of CI read commands out of what a step prints: GitHub (`::error …::` at the beginning of a line, `##[error]` anywhere), Azure
 * (`##vso[…]`) and TeamCity. Where a line is wrapped, its beginning is anywhere. No address looks like one.
 */
const COMMAND = /#(?=#(?:vso|teamcity)?\[)|:(?=:(?:add-|remove-|set-|save-|stop-|debug|echo|endgroup|error|group|notice|warning))/gi;
/** Marks sit on the character before them: at the start they would sit on ours, and a tall pile covers other lines. */
const marks = () => /\p{M}+/gu;
const MARKS_ON_ONE_CHARACTER = 3;
/** Made for the first text that needs them: to put such sets of characters together takes a millisecond. */
let known: { unsafe: RegExp; marks: RegExp } | undefined;

const NAMED: Record<string, string> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeCodePoint(character: string): string {
  const named = NAMED[character];
  if (named !== undefined) return named;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length <= 2 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
}

function escapePile(marks: string, offset: number, text: string): string {
  const baseless = offset === 0 || text[offset - 1] === ' ' || text[offset - 1] === '}';
  const characters = Array.from(marks);
  const kept = baseless ? 0 : MARKS_ON_ONE_CHARACTER;
  return characters.slice(0, kept).join('') + characters.slice(kept).map(escapeCodePoint).join('');
}

/**
 * Text from a log, safe to print: visible characters stay, all others become `\n`, `\x1b` or `\u{202e}`.
 * A backslash stays a backslash: sshd has escaped what it logged with backslashes, and doubling them would
 * show a line that is not in the log.
 */
export function printable(text: string): string {
  const inert = text.includes('::') || text.includes('##') ? text.replace(COMMAND, escapeCodePoint) : text;
  if (PLAIN.test(inert)) return inert;
  known ??= { unsafe: unsafe(), marks: marks() };
  return inert.replace(known.unsafe, escapeCodePoint).replace(known.marks, escapePile);
}

/** A name from a log as one word of a sentence: quoted as soon as it could be read as several. */
export function printableWord(text: string): string {
  const safe = printable(text);
  return /^[\p{L}\p{N}_.:@+$~/-]+$/u.test(safe) ? safe : `"${safe.replaceAll('"', '\\"')}"`;
}
