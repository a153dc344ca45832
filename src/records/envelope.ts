import type { TimeAssumption } from '../events.js';
import type { LogClock } from './log-clock.js';

/** What stands in front of a message. `program` is undefined where the logger itself speaks (`last message repeated`). */
export interface Header {
  time: number | undefined;
  timeAssumed: readonly TimeAssumption[];
  host: string | undefined;
  program: string | undefined;
  pid: number | undefined;
  /** Everything behind the header. */
  message: string;
  /** The message is a line of something else, with an envelope of its own or without: what a container printed. */
  carries?: Carried;
}

export interface Carried {
  /** Lines of one stream follow each other; `stdout` and `stderr` of a container do not. */
  stream: string;
  /** The line goes on in the next entry of its stream. */
  partial?: boolean;
  /** Only a line with an envelope of its own counts: the rest is no log of a program that we know. */
  dressedOnly?: boolean;
}

export interface Sample {
  line: string;
  host: string | undefined;
  program: string | undefined;
  pid: number | undefined;
  message: string;
  time?: string;
}

/** One way in which a logger writes lines. */
export interface Envelope {
  name: string;
  /** The characters that a line can begin with; absent: any. Spares the others the attempt. */
  first?: string;
  /** The header, or undefined where the line is not of this format. */
  read(line: string, clock: LogClock): Header | undefined;
  /** Lines that the envelope must read: its tests. */
  samples: readonly Sample[];
}

export const DIGITS = '0123456789';
/** First letters of months in English. */
export const MONTH_LETTERS = 'JFMASOND';
/** First letters of weekdays in English. */
export const WEEKDAY_LETTERS = 'MTWFS';

export const NOTHING_ASSUMED: readonly TimeAssumption[] = [];
export const ZONE_ASSUMED: readonly TimeAssumption[] = ['zone'];
export const YEAR_AND_ZONE_ASSUMED: readonly TimeAssumption[] = ['year', 'zone'];
