/** One number from which on something is an attack. */
interface Threshold {
  /** The code whose diagnoser looks at it. */
  code: string;
  /** What the number counts: things, milliseconds of log time, or hundredths. */
  unit: 'count' | 'duration' | 'percent';
  value: number;
  /** With less there is nothing to compare. Default 1. */
  least?: number;
  /** What is counted, and why this many. */
  meaning: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Everything that can be set, with its default and the reason for it. */
export const THRESHOLDS = {
  'brute-force-tries': {
    code: 'brute-force', unit: 'count', value: 10,
    meaning: 'failed passwords from one address. People who mistype give up, or ask, after a handful; MaxAuthTries lets a connection have 6. '
      + 'The first try at a name that does not exist is left to user-enumeration-names.',
  },
  'brute-force-connections': {
    code: 'brute-force', unit: 'count', value: 30,
    meaning: 'connections from one address that named an account and ended without a login or a failed password: what is left of '
      + 'guessing where the server takes keys only. A forgotten cron job does the same, so it takes more of them.',
  },
  'brute-force-window': {
    code: 'brute-force', unit: 'duration', value: HOUR,
    meaning: 'the time within which they count. Slow attackers try every few minutes, to stay below the ten minutes that fail2ban looks at.',
  },
  'user-enumeration-names': {
    code: 'user-enumeration', unit: 'count', value: 10,
    meaning: 'different names without an account, from one address. Nobody mistypes the own name in ten ways.',
  },
  'user-enumeration-window': { code: 'user-enumeration', unit: 'duration', value: HOUR, meaning: 'the time within which they count.' },
  'distributed-same-name': {
    code: 'distributed-brute-force', unit: 'count', value: 30, least: 2,
    meaning: 'addresses that fail for one and the same name. Nobody works from thirty places within the hour.',
  },
  'distributed-same-list': {
    code: 'distributed-brute-force', unit: 'count', value: 10, least: 2,
    meaning: 'addresses that each try two or more names that others of them try too: they work through one list.',
  },
  'distributed-rhythm-sources': {
    code: 'distributed-brute-force', unit: 'count', value: 20, least: 3,
    meaning: 'addresses that come one after the other at even distances, as if one hand sent them.',
  },
  'distributed-rhythm-spread': {
    code: 'distributed-brute-force', unit: 'percent', value: 20,
    meaning: 'deviation of these distances, in hundredths of their mean. Independent visitors have 100.',
  },
  'distributed-rhythm-period': {
    code: 'distributed-brute-force', unit: 'duration', value: 5000,
    meaning: 'the shortest of these distances. Closer than this, the whole seconds of syslog decide on them.',
  },
  'distributed-window': {
    code: 'distributed-brute-force', unit: 'duration', value: HOUR,
    meaning: 'the time within which they count. An address with brute-force-tries failures in it is an attack of its own and does not count.',
  },
  'success-after-tries': {
    code: 'success-after-failures', unit: 'count', value: 8,
    meaning: 'failed passwords in a row for one account from one address, before one was right. More than one connection allows (MaxAuthTries 6).',
  },
  'success-after-spray': {
    code: 'success-after-failures', unit: 'count', value: 10,
    meaning: 'failed passwords from one address for several accounts, without a success between, before one was right.',
  },
  'success-after-spray-names': {
    code: 'success-after-failures', unit: 'count', value: 3,
    meaning: 'how many accounts these are. With fewer, people at one address mistype.',
  },
  'success-after-window': {
    code: 'success-after-failures', unit: 'duration', value: 24 * HOUR,
    meaning: 'the time within which they count. Guessing for a day and then getting in is still getting in.',
  },
  'loopback-tries': {
    code: 'loopback-source', unit: 'count', value: 3,
    meaning: 'failed passwords from the server itself. Two can be mistyped by somebody who works there.',
  },
  'loopback-window': { code: 'loopback-source', unit: 'duration', value: HOUR, meaning: 'the time within which they count.' },
} as const satisfies Record<string, Threshold>;

export type ThresholdName = keyof typeof THRESHOLDS;

/** From how much on something is an attack, by name. Durations in milliseconds. */
export type Thresholds = Readonly<Record<ThresholdName, number>>;

export const THRESHOLD_NAMES = Object.keys(THRESHOLDS) as ThresholdName[];

export const DEFAULT_THRESHOLDS = Object.fromEntries(THRESHOLD_NAMES.map((name) => [name, THRESHOLDS[name].value])) as Thresholds;

const UNITS: [string, number][] = [['d', 24 * HOUR], ['h', HOUR], ['m', MINUTE], ['s', 1000]];

/** A threshold as it is given on the command line: `10`, `1h`. */
function defaultText(name: ThresholdName): string {
  const { unit, value } = THRESHOLDS[name];
  const [letter, size] = UNITS.find(([, each]) => value % each === 0) ?? ['', 1];
  return unit === 'duration' ? `${value / size}${letter}` : String(value);
}

/** The part of a page behind a code that names its thresholds (Markdown). */
export function thresholdsOf(code: string): string {
  const own = THRESHOLD_NAMES.filter((name) => THRESHOLDS[name].code === code);
  return `## Thresholds
These are the defaults; \`--threshold ${own[0] ?? ''}=N\` sets another one. Times are given like 90s, 30m, 1h or 2d.

${own.map((name) => `- \`${name}=${defaultText(name)}\`: ${THRESHOLDS[name].meaning}`).join('\n')}`;
}
