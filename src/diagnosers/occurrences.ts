import { asUnicode } from '../connections/text.js';
import type { Affected } from '../finding.js';
import type { Problem } from './diagnoser.js';

const NAMES = 3;
const NUMBERS = 4;

/**
 * The connections of a finding that are kept, in the order in which they came. The log of an attack has two hundred thousand of them, and
 * as two flat lists they take half of what they would take as objects.
 */
export interface Occurrences {
  /** Host, address and user of each. */
  names: (string | undefined)[];
  /** Pid, port, time in milliseconds and line of each; NaN is unknown. Without a line it was taken out. */
  numbers: number[];
  /** How many are there. */
  count: number;
}

export function noOccurrences(): Occurrences {
  return { names: [], numbers: [], count: 0 };
}

/** @returns under which number it can be taken out */
export function addOccurrence(occurrences: Occurrences, { proofs: [{ record }], connection }: Problem): number {
  const { names, numbers } = occurrences;
  const { host, pid, time, line } = record;
  const { ip, port, user } = connection ?? {};
  const at = names.length;
  // The one before mostly has the same host and address: one copy of them serves a hundred.
  names.push(copied(host, names[at - NAMES]), copied(ip, names[at - NAMES + 1]), copied(user, names[at - NAMES + 2]));
  numbers.push(pid ?? Number.NaN, port ?? Number.NaN, time ?? Number.NaN, line);
  occurrences.count++;
  return at / NAMES;
}

function copied(name: string | undefined, before: string | undefined): string | undefined {
  return name === before ? before : name;
}

export function takeOut(occurrences: Occurrences, number: number): void {
  occurrences.numbers[number * NUMBERS + 3] = Number.NaN;
  occurrences.count--;
}

/** In milliseconds, of those that have one. */
export function timesOf(occurrences: Occurrences): number[] {
  return occurrences.numbers.filter((time, i) => i % NUMBERS === 2 && !Number.isNaN(time) && !Number.isNaN(occurrences.numbers[i + 1] ?? Number.NaN));
}

/** As a finding shows them. */
export function toAffected({ names, numbers }: Occurrences): Affected[] {
  const all: Affected[] = [];
  for (let at = 0; at * NUMBERS < numbers.length; at++) {
    const [pid = Number.NaN, port = Number.NaN, time = Number.NaN, line = Number.NaN] = numbers.slice(at * NUMBERS, (at + 1) * NUMBERS);
    if (Number.isNaN(line)) continue;
    const [host, ip, user] = names.slice(at * NAMES, (at + 1) * NAMES);
    // There are a hundred of these in each finding: one by one is several times faster than to spread what is known.
    const written: Partial<Affected> = {};
    if (host !== undefined) written.host = asUnicode(host);
    if (!Number.isNaN(pid)) written.pid = pid;
    if (ip !== undefined) written.ip = ip;
    if (!Number.isNaN(port)) written.port = port;
    if (user !== undefined) written.user = user;
    if (!Number.isNaN(time)) written.time = new Date(time).toISOString();
    written.line = line;
    all.push(written as Affected);
  }
  return all;
}
