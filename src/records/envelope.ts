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
}

/** One way in which a logger writes lines. */
export interface Envelope {
  name: string;
  /** The header, or undefined where the line is not of this format. */
  read(line: string, clock: LogClock): Header | undefined;
  /** Lines that the envelope must read: its tests. */
  samples: readonly { line: string; host: string | undefined; program: string | undefined; pid: number | undefined; message: string; time?: string }[];
}

export const NOTHING_ASSUMED: readonly TimeAssumption[] = [];
export const ZONE_ASSUMED: readonly TimeAssumption[] = ['zone'];
export const YEAR_AND_ZONE_ASSUMED: readonly TimeAssumption[] = ['year', 'zone'];
