import { InvalidArgumentError } from 'commander';

/** Parsers of option values. Each throws what commander turns into one sentence about the option. */

export function parseYear(text: string): number {
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError('A year has four digits, such as 2026.');
  return Number(text);
}

export function parseLineLimit(text: string): number {
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit < 1024) throw new InvalidArgumentError('Give a number of bytes, 1024 or more.');
  return limit;
}

export function parseTimezone(text: string): string {
  if (/^[+-]\d\d:?\d\d$/.test(text)) return text;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new InvalidArgumentError('Give a zone such as Europe/Berlin, UTC or +02:00.');
  }
}

const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** A point in time: absolute in milliseconds since the epoch, or that long before the end of the log. */
export type TimeBound = { at: number } | { before: number };

export function parseTimeBound(text: string): TimeBound {
  const relative = /^(\d{1,6})([smhdw])$/.exec(text);
  if (relative) return { before: Number(relative[1]) * (UNITS[relative[2] ?? ''] ?? 0) };
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError('Give an ISO time such as 2026-11-20T12:00, or 2h, 3d before the end.');
  return { at };
}

/** For options that may be repeated and take several values separated by commas. */
export function collectList(text: string, previous: string[] = []): string[] {
  return [...previous, ...text.split(',').map((part) => part.trim()).filter((part) => part !== '')];
}

export function collect(text: string, previous: string[] = []): string[] {
  return [...previous, text];
}
