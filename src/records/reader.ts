import type { LogRecord } from '../events.js';
import type { Envelope, Header } from './envelope.js';
import { iso8601 } from './iso8601.js';
import type { LogClock } from './log-clock.js';
import { pasted } from './pasted.js';
import { isSshd, makeRecord } from './record.js';
import { readLastMessageRepeated, repeatOf, unfoldRepeat } from './repeats.js';
import { rfc3164 } from './rfc3164.js';
import { rfc5424 } from './rfc5424.js';
import { createStderrLines } from './stderr-lines.js';
import { continueList, mayContinue } from './wrapped-lists.js';

/** Every format that is told apart by content. A new one is a file beside these and a name here. */
export const ENVELOPES: readonly Envelope[] = [rfc3164, iso8601, rfc5424, pasted];

export interface RecordSink {
  record(record: LogRecord): void;
  /** A line of another program, or no log line at all. */
  other(): void;
}

/** Reads the lines of one input, in order. Lines are latin1 text without line feed; a CR at the end is kept. */
export interface RecordReader {
  line(line: string, number: number, overLimit: boolean): void;
  /** Gives what waits for a next line. Call it when the input ends. */
  end(): void;
}

export function createRecordReader(file: string, clock: LogClock, sink: RecordSink): RecordReader {
  const stderrLines = createStderrLines();
  /** The format of the line before: almost always that of the next. */
  let envelope: Envelope = rfc3164;
  /** A record whose list may go on with the next line. */
  let waiting: LogRecord | undefined;
  /** The message that `last message repeated` speaks of; undefined after a line of another program. */
  let previous: LogRecord | undefined;

  function readHeader(line: string): Header | undefined {
    const header = envelope.read(line, clock);
    if (header) return header;
    for (const other of ENVELOPES) {
      if (other === envelope) continue;
      const found = other.read(line, clock);
      if (found) {
        envelope = other;
        return found;
      }
    }
    return undefined;
  }

  function release(): void {
    if (!waiting) return;
    previous = waiting;
    waiting = undefined;
    sink.record(previous);
  }

  function give(record: LogRecord): void {
    release();
    waiting = record;
    if (!mayContinue(record)) release();
  }

  function giveOther(): void {
    release();
    previous = undefined;
    sink.other();
  }

  function withHeader(raw: string, number: number, header: Header, overLimit: boolean): void {
    const times = readLastMessageRepeated(header);
    if (times !== undefined) {
      release();
      if (previous && previous.host === header.host) sink.record(repeatOf(previous, number, raw, header, times));
      else sink.other();
      return;
    }
    if (!isSshd(header.program)) return giveOther();
    const { header: unfolded, repeat } = unfoldRepeat(header);
    const record = makeRecord(file, number, raw, unfolded.message, unfolded, overLimit);
    give(repeat === 1 ? record : { ...record, repeat });
  }

  function withoutHeader(raw: string, message: string, number: number, overLimit: boolean): void {
    const continued = waiting && continueList(waiting, message, number);
    if (continued) {
      waiting = continued;
      if (!mayContinue(continued)) release();
    } else if (message === '') giveOther();
    else give(makeRecord(file, number, raw, message, undefined, overLimit));
  }

  function wholeLine(raw: string, number: number, overLimit: boolean): void {
    const header = readHeader(raw);
    if (header) withHeader(raw, number, header, overLimit);
    else withoutHeader(raw, raw, number, overLimit);
  }

  function flushPieces(): void {
    for (const piece of stderrLines.flush()) wholeLine(piece.line, piece.number, false);
  }

  return {
    line(line, number, overLimit) {
      if (line.charCodeAt(line.length - 1) !== 13) {
        if (!stderrLines.keep({ line, number })) wholeLine(line, number, overLimit);
        else if (stderrLines.overflows()) flushPieces();
        return;
      }
      const raw = line.slice(0, -1);
      const header = readHeader(raw);
      if (header) {
        flushPieces();
        withHeader(raw, number, header, overLimit);
        return;
      }
      const pieces = stderrLines.whole();
      const first = pieces[0];
      if (first) withoutHeader(first.line, [...pieces.map((piece) => piece.line), raw].join('\\n'), first.number, overLimit);
      else withoutHeader(raw, raw, number, overLimit);
    },
    end() {
      flushPieces();
      release();
    },
  };
}
