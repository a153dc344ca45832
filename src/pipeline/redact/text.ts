import type { LogRecord, SshEvent } from '../../events.js';
import type { Pattern } from '../../messages/define.js';
import { isIP } from '../../ip-address.js';
import { withoutFunction, withoutPlace } from '../../messages/prefixes.js';
import { type Leaf, leavesOf } from './fields.js';
import type { Names } from './names.js';
import { wholePattern } from './whole-pattern.js';
import { maskWords, redactWords } from './words.js';

/** Stands in for a group, to see what becomes of it. */
const PROBE = '65537';

/**
 * The text of a line with pseudonyms where its event holds them. Only what the wording captures is looked at: the words around
 * it are sshd's, whatever somebody is called.
 */
export function redactText(text: string, pattern: Pattern, leaves: readonly Leaf[], names: Names): string {
  const [whole, match, at] = matchOf(text, pattern) ?? [];
  if (whole === undefined || match === undefined || at === undefined) return maskWords(text, names);
  const { groups } = wholePattern(pattern);
  let redacted = '';
  let end = 0;
  for (let i = 1; i < whole.length; i++) {
    const [start, stop] = whole.indices?.[i] ?? [-1, -1];
    // A group within a group is part of it.
    if (start < 0 || at + start < end) continue;
    const group = groups[i];
    redacted += text.slice(end, at + start);
    redacted += group === undefined ? maskWords(whole[i] ?? '', names) : redactGroup(match, group, pattern, leaves, names);
    end = at + stop;
  }
  return redacted + text.slice(end);
}

/** The match of the whole pattern, that of the wording itself, and where they begin in the text. */
function matchOf(text: string, pattern: Pattern): [whole: RegExpExecArray, match: RegExpExecArray, at: number] | undefined {
  const placeless = withoutPlace(text) ?? text;
  for (const form of [text, placeless, withoutFunction(placeless) ?? placeless]) {
    const match = pattern.regex.exec(form);
    const whole = match && pattern.decode(match) !== undefined ? wholePattern(pattern).regex.exec(form) : null;
    if (match && whole) return [whole, match, text.length - form.length];
  }
  return undefined;
}

function redactGroup(match: RegExpExecArray, i: number, pattern: Pattern, leaves: readonly Leaf[], names: Names): string {
  const group = match[i] ?? '';
  if (group === '' || isIP(group) !== 0) return group;
  const becomes = leafOf(match, i, pattern);
  // It decides something, or nothing was made of it.
  if (becomes === 'none') return maskWords(group, names);
  const equal = leaves.find(({ path, raw }) => raw === group && (becomes === 'unknown' || path === becomes.path));
  if (equal) return bytes(equal.value);
  const within = leaves.filter(({ raw, value }) => raw !== '' && raw !== value && group.includes(raw));
  if (within.length > 0) return redactWithin(group, within, names);
  const kept = leaves.some(({ path, raw, value }) => raw === value && (becomes === 'unknown' ? raw.includes(group) : path === becomes.path));
  if (kept) return group;
  // No text was made of it: it only decided what the line is.
  if (becomes === 'unknown' && !leaves.some(({ raw }) => raw !== '' && group.includes(raw))) return maskWords(group, names);
  return bytes(redactWords(group, names));
}

/** Which field the group becomes: a user may be called like the method he tries. Unknown where no other text fits in its place. */
function leafOf(match: RegExpExecArray, i: number, pattern: Pattern): { path: string } | 'none' | 'unknown' {
  const probe = Object.assign([...match], { index: match.index, input: match.input }) as RegExpExecArray;
  probe[i] = PROBE;
  const fields = pattern.decode(probe);
  if (fields === undefined) return 'unknown';
  const leaf = leavesOf(fields).find(([, value]) => value.includes(PROBE));
  return leaf ? { path: leaf[0] } : 'none';
}

/** A group that is taken apart further. The user stands first, behind `invalid user ` at most; long texts hold short ones. */
function redactWithin(group: string, leaves: readonly Leaf[], names: Names): string {
  let parts: { text: string; done: boolean }[] = [{ text: group, done: false }];
  const rank = ({ path, raw }: Leaf) => (path === 'user' ? 1_000_000 : raw.length);
  for (const { path, raw, value } of [...leaves].sort((a, b) => rank(b) - rank(a))) {
    const from = path === 'user' && group.startsWith('invalid user ') ? 'invalid user '.length : 0;
    let found = false;
    parts = parts.flatMap((part, i) => {
      const at = part.done || found ? -1 : part.text.indexOf(raw, i === 0 ? from : 0);
      if (at < 0) return [part];
      found = path === 'user';
      const pieces = part.text.slice(at).split(raw).slice(1);
      const rest = found ? [part.text.slice(at + raw.length)] : pieces;
      return [{ text: part.text.slice(0, at), done: false }, ...rest.flatMap((text) => [{ text: bytes(value), done: true }, { text, done: false }])];
    });
  }
  return parts.map(({ text, done }) => (done ? text : bytes(redactWords(text, names)))).join('');
}

/** Records hold one character per byte. */
function bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** A line as it could stand in a log: an envelope has too many corners to look into each. */
export function rawOf({ time, host, process, pid, level, levelShown, preauth, bare }: LogRecord, text: string): string {
  const message = `${levelShown || level.startsWith('debug') ? marker(level) : ''}${text}${preauth ? ' [preauth]' : ''}`;
  if (bare) return message;
  const head = [time === undefined ? undefined : new Date(time).toISOString(), host, `${process}${pid === undefined ? '' : `[${pid}]`}:`];
  return `${head.filter((part) => part !== undefined).join(' ')} ${message}`;
}

function marker(level: SshEvent['record']['level']): string {
  return level === 'info' ? '' : `${level}: `;
}
