import { type ClockOptions, createLogClock, type LogClock } from '../records/log-clock.js';
import type { Tally } from './tally.js';

/** Takes the lines of one input, in order, as latin1 text without line feed. Each is a string of its own: parts of it are kept. */
export interface LogInput {
  /** @param front what stands in front of the line where the input is not the log itself: shown with it, and not read */
  line(line: string, number: number, overLimit: boolean, front?: string): void;
  /** The log goes on in this file, as a rotated one does. @param latest as for `open` */
  goOn(file: string, latest: number): void;
  /** No line from here on is later than `now`, in milliseconds since the epoch: a log without years that is read for weeks comes to the next one. */
  advance(now: number): void;
  /** What to wait for before more lines are given, if anything: with `merge`, that the other inputs catch up. */
  ready(): Promise<void> | undefined;
  /** The input has ended; `bytes` is its size as read. */
  end(bytes: number): void;
}

/** What becomes of the lines of one input. */
interface LineReader extends Pick<LogInput, 'line' | 'ready'> {
  goOn(file: string): void;
  /** No line has come for a moment, of a log that is still written. */
  silent(): void;
  end(): void;
}

/** The inputs of one side, while they are open. */
export interface LogInputs {
  /** @param latest as for `open` of an analyzer */
  open(file: string, latest: number | undefined, read: (clock: LogClock) => LineReader): LogInput;
  /** Time has gone on to `now`, in milliseconds since the epoch. */
  tick(now: number): void;
}

/** Gives each input its clock, counts its lines, and tells when it falls silent. */
export function createLogInputs(times: Pick<ClockOptions, 'year' | 'timezone'>, tally: Tally): LogInputs {
  const ticking = new Set<(now: number) => void>();

  return {
    open(file, latest, read) {
      const clock = createLogClock({ ...times, ...(latest !== undefined && { latest }) });
      const reader = read(clock);
      let silent = false;
      const tick = (now: number) => {
        clock.advance(now);
        if (silent) reader.silent();
        silent = true;
      };
      tally.open(file);
      ticking.add(tick);
      return {
        line(line, number, overLimit, front) {
          silent = false;
          tally.line(overLimit);
          reader.line(line, number, overLimit, front);
        },
        goOn(next, newLatest) {
          reader.goOn(next);
          clock.goOn(newLatest);
          tally.open(next);
        },
        advance: clock.advance,
        ready: reader.ready,
        end(bytes) {
          reader.end();
          ticking.delete(tick);
          tally.end(bytes);
        },
      };
    },
    tick(now) {
      for (const tick of ticking) tick(now);
    },
  };
}
