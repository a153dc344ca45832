import type { Finding, ListMismatch, Report, ServerReport } from '../finding.js';
import { printable, printableWord } from './safe-text.js';

/** `1 connection`, `1,234 connections`. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : nouns}`;
}

/** `1,234,567`; Intl would need longer to load its tables than a short log to be read. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `a, b, c and 4 others`; `hidden` are those that the finding itself left out. */
export function names(all: readonly string[], shown: number, hidden: number): string {
  const listed = all.slice(0, shown).map(printableWord);
  const others = all.length - listed.length + hidden;
  if (others > 0) return `${listed.join(', ')} and ${plural(others, 'other')}`;
  const last = listed.pop() ?? '';
  return listed.length === 0 ? last : `${listed.join(', ')} and ${last}`;
}

/** `2026-11-20 21:02:07` from ISO 8601 in UTC. */
export function clock(iso: string): string {
  return printable(iso).replace('T', ' ').replace(/(?:\.\d+)?Z$/, '');
}

/** `2026-11-20 21:02:07 to 21:05:11 UTC`; the day is said once. */
export function timeSpan(first: string | undefined, last: string | undefined): string | undefined {
  const start = first ?? last;
  if (start === undefined) return undefined;
  const from = clock(start);
  const to = clock(last ?? start);
  if (from === to) return `${from} UTC`;
  const sameDay = from.slice(0, 10) === to.slice(0, 10);
  return `${from} to ${sameDay ? to.slice(11) : to} UTC`;
}

/** `OpenSSH 9.2p1`, `OpenSSH 7.2 to 9.7`, `OpenSSH 9.8 or later`; undefined where nothing is known. */
export function release(openssh: Omit<NonNullable<ServerReport['openssh']>, 'evidence'> | undefined): string | undefined {
  if (openssh === undefined) return undefined;
  const { min, max, exact } = openssh;
  if (exact !== undefined) return `OpenSSH ${printable(exact)}`;
  if (min !== undefined && max !== undefined) return `OpenSSH ${printable(min === max ? min : `${min} to ${max}`)}`;
  if (min !== undefined) return `OpenSSH ${printable(min)} or later`;
  return max === undefined ? undefined : `OpenSSH ${printable(max)} or earlier`;
}

/** What RFC 4253 section 7.1 negotiates, in a sentence. */
export const KIND_NAMES: Record<ListMismatch['kind'], string> = {
  kex: 'key exchange',
  hostkey: 'host key algorithm',
  cipher: 'cipher',
  mac: 'MAC',
  compression: 'compression',
};

const DIRECTION_NAMES: Record<ListMismatch['direction'], string> = {
  ctos: 'client to server',
  stoc: 'server to client',
  both: 'in both directions',
  unknown: 'direction not logged',
};

/** `client to server`; undefined where there is but one list for both ways (key exchange, host keys). */
export function directionName({ kind, direction }: ListMismatch): string | undefined {
  if (kind === 'kex' || kind === 'hostkey') return undefined;
  return DIRECTION_NAMES[direction];
}

/** What a log did not say of its times: `the year or the time zone`. */
export function assumed(what: Report['input']['timeAssumed']): string {
  return what.map((one) => ASSUMED[one]).join(' or ');
}

const ASSUMED = { year: 'the year', zone: 'the time zone' };

/** `1 connection with 6 attempts`; empty where nothing is counted. What keeps sshd from starting has no connection: it is logged. */
export function howOften({ category, count, attempts, sources }: Finding, noun = 'connection', nouns = `${noun}s`): string {
  if (count === 0) return attempts === 0 ? '' : plural(attempts, 'attempt');
  if (category === 'server' && sources.length === 0) return attempts > 1 ? `logged ${grouped(attempts)} times` : 'logged once';
  return attempts > count ? `${plural(count, noun, nouns)} with ${plural(attempts, 'attempt')}` : plural(count, noun, nouns);
}
