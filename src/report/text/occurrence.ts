import stringWidth from 'fast-string-width';
import type { Affected, ClientLog, Finding } from '../../finding.js';
import { printableWord } from '../safe-text.js';
import { palette, type Style } from '../style.js';
import { clock, howOften as counted, names, plural, timeSpan } from '../wording.js';
import { labelled, wrap } from '../wrap.js';

const NAMES = 3;

/** How often it came: of a client's log, in runs of ssh, which need not come to a connection; one that a server's log has too came to one. */
export function howOften(finding: Finding, clientLogs: readonly ClientLog[] = []): string {
  const { evidence: [{ file }], sources } = finding;
  return sources.length === 0 && clientLogs.some((log) => log.file === file) ? counted(finding, 'run of ssh', 'runs of ssh') : counted(finding);
}

function who(finding: Finding, shown: number): string {
  const { sources, users, clients, omitted } = finding;
  const parts = [
    users.length === 0 ? '' : `as ${names(users.map(({ name }) => name), shown, omitted.users)}`,
    sources.length === 0 ? '' : `from ${names(sources.map(({ ip }) => ip), shown, omitted.sources)}`,
    clients.length === 0 ? '' : `with ${names(clients.map(({ name }) => name), shown, omitted.clients)}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** `3 connections from 192.0.2.30 with libssh2_1.7.0_DEV`, and when; at most `shown` names of a kind. Parts that are not known are left out. */
export function occurrenceParts(finding: Finding, clientLogs?: readonly ClientLog[], shown = NAMES): string[] {
  const subject = [howOften(finding, clientLogs), who(finding, shown)].filter((part) => part !== '').join(' ');
  return [subject, timeSpan(finding.firstSeen, finding.lastSeen) ?? ''].filter((part) => part !== '');
}

/** `= 3 connections from 192.0.2.30 with libssh2_1.7.0_DEV, 2026-11-20 21:02:07 to 21:05:11 UTC`; all names when `verbose`. */
export function occurrence(finding: Finding, clientLogs: readonly ClientLog[] | undefined, gutter: number, style: Style, verbose: boolean): string[] {
  const parts = occurrenceParts(finding, clientLogs, verbose ? Number.MAX_SAFE_INTEGER : NAMES);
  const indent = ' '.repeat(gutter + 1);
  const sentence = parts.join(', ');
  // A time that is torn apart at the end of a line is hard to read: it goes to a line of its own.
  const notes = indent.length + 2 + stringWidth(sentence) <= style.width && parts.length > 0 ? [sentence] : parts;
  return notes.flatMap((note) => {
    const [head = '', ...tail] = wrap(note, style.width, `${indent}= `, `${indent}  `);
    return [head.replace('=', () => palette(style).gutter('=')), ...tail];
  });
}

function address({ ip, port }: Affected): string {
  if (ip === undefined) return '';
  const text = printableWord(ip);
  return port === undefined ? text : text.includes(':') ? `[${text}]:${port}` : `${text}:${port}`;
}

function affectedConnection(one: Affected): string {
  const parts = [
    `line ${one.line}`,
    one.time === undefined ? '' : `${clock(one.time)} UTC`,
    one.host === undefined ? '' : printableWord(one.host),
    one.pid === undefined ? '' : `pid ${one.pid}`,
    address(one),
    one.user === undefined ? '' : `user ${printableWord(one.user)}`,
  ];
  return parts.filter((part) => part !== '').join('  ');
}

/** Every connection that the finding counts, one a line. */
export function affectedConnections({ affected, omitted }: Finding, style: Style): string[] {
  const rows = affected.map(affectedConnection);
  if (rows.length > 0 && omitted.affected > 0) rows.push(`… ${plural(omitted.affected, 'more connection')}`);
  return labelled('affected', rows, style.width, palette(style).label);
}
