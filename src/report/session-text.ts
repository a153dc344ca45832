import { printable, printableWord } from './safe-text.js';
import type { SessionRow } from './session.js';
import { clock } from './wording.js';
import { pad, wrap } from './wrap.js';

/** Columns that fit most rows; a longer name moves what follows to the right, for its row alone. */
const WIDTHS = [19, 8, 18, 16, 22];

/** The line above the rows. */
export const SESSION_TEXT_HEAD = columns(['START (UTC)', 'DURATION', 'OUTCOME', 'USER', 'SOURCE', 'DETAILS']);

/** One connection on one line: when, how long, how it went, who, from where; then what else is known, as `name=value`. */
export function formatSessionText(row: SessionRow): string {
  return columns([
    row.start === undefined ? '-' : clock(row.start),
    row.duration === undefined ? '-' : duration(row.duration),
    row.outcome,
    row.user === undefined ? '-' : printableWord(row.user),
    source(row) || '-',
    details(row).join(' '),
  ]);
}

/** A row for a terminal: what does not fit goes on, indented, below it, and no word is torn that need not be. */
export function wrapSessionText(row: string, width: number): string {
  return `${wrap(row.trimEnd(), width, '', '    ').join('\n')}\n`;
}

function columns(cells: readonly string[]): string {
  return `${cells.map((cell, i) => pad(cell, WIDTHS[i] ?? 0)).join('  ').trimEnd()}\n`;
}

/** Address and port; nothing where the log names none. */
export function source({ ip, port }: SessionRow): string {
  if (ip === undefined) return '';
  const address = printableWord(ip);
  if (port === undefined) return address;
  return ip.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function details({ code, host, method, key, certificate, client, failures, algorithms = {}, sftp }: SessionRow): string[] {
  const pairs: [string, string | number | undefined][] = [
    ['code', code],
    ['host', host],
    ['method', method],
    ['key', key && [key.type, key.fingerprint].filter((part) => part !== undefined).join(':')],
    ['certificate', certificate?.id],
    ['serial', certificate?.serial],
    ['client', client],
    ['failures', failures === 0 ? undefined : failures],
    ...(Object.entries(algorithms) as [string, string[]][]).map(([kind, list]): [string, string] => [kind, list.join('/')]),
    ['sftp-read', sftp?.bytesRead],
    ['sftp-written', sftp?.bytesWritten],
  ];
  return pairs.filter(([, value]) => value !== undefined).map(([name, value]) => `${printable(name)}=${printableWord(String(value))}`);
}

/** `12s`, `3m05s`, `2h14m`, `3d02h`: two units tell enough. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
  if (whole < 86_400) return `${Math.floor(whole / 3600)}h${two(Math.floor(whole / 60) % 60)}m`;
  return `${Math.floor(whole / 86_400)}d${two(Math.floor(whole / 3600) % 24)}h`;
}
