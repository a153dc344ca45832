import type { LogRecord } from '../events.js';
import type { Header } from './envelope.js';
import { type FrameReader, FRAMINGS } from './framing.js';
import { createLineSource } from './line-source.js';
import type { LogClock } from './log-clock.js';
import { isElision } from './pasted.js';
import { sshProgram } from './programs.js';
import { makeRecord, type Place } from './record.js';
import { readLastMessageRepeated, repeatOf, unfoldRepeat } from './repeats.js';
import type { Piece } from './stderr-lines.js';
import { continueList, mayContinue } from './wrapped-lists.js';

export { ENVELOPES } from './envelopes.js';

export interface RecordSink {
  record(record: LogRecord): void;
  /** A line of another program, or no log line at all. */
  other(): void;
}

const NUL = 0;
const CARRIAGE_RETURN = 13;
const BYTE_ORDER_MARK = '\xef\xbb\xbf';

/** Reads the lines of one input, in order. Lines are latin1 text without line feed; a CR at the end is kept. */
export interface RecordReader {
  /** @param front what stands in front of the line in the input, to be shown with it */
  line(line: string, number: number, overLimit: boolean, front?: string): void;
  /** The log goes on in this file; line numbers begin anew. */
  goOn(file: string): void;
  /** Gives what waits for a next line. Call it when the input ends, or when a live one has been silent for a while. */
  end(): void;
}

/** @param log the log that the file is part of, where it is one of several */
export function createRecordReader(file: string, clock: LogClock, sink: RecordSink, log: string = file): RecordReader {
  let place: Place = { file, source: log };
  const source = createLineSource({ dressed, bare }, clock);
  /** Undecided until the first line that is not empty. */
  let framing: FrameReader | 'undecided' | undefined = 'undecided';
  /** A record whose list may go on with the next line. */
  let waiting: LogRecord | undefined;
  /** The message that `last message repeated` speaks of; undefined after a line of another program. */
  let previous: LogRecord | undefined;

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

  function dressed({ raw, number, overLimit }: Piece, header: Header): void {
    const times = header.message.startsWith('last ') ? readLastMessageRepeated(header) : undefined;
    if (times !== undefined) {
      release();
      if (previous && previous.host === header.host) sink.record(repeatOf(previous, place, number, raw, header, times));
      else sink.other();
      return;
    }
    const program = sshProgram(header.program);
    if (program === undefined) return giveOther();
    const repeat = unfoldRepeat(header);
    const record = makeRecord(place, number, raw, header.message, header, program, overLimit);
    record.repeat = repeat;
    give(record);
  }

  function bare({ raw, number, overLimit, outer }: Piece, message: string, joined: boolean): void {
    const continued = waiting && continueList(waiting, message, number, overLimit);
    if (continued) {
      waiting = continued.raw === raw ? continued : { ...continued, raw };
      if (!mayContinue(continued)) release();
    } else if (message === '' || isElision(message)) giveOther();
    else {
      const record = makeRecord(place, number, raw, message, outer, undefined, overLimit);
      give(joined ? { ...record, joined } : record);
    }
  }

  /** Whether the line was of an input that is no sequence of lines. */
  function inFrame(line: string, number: number, overLimit: boolean): boolean {
    if (framing === 'undecided') {
      if (line === '' || line === '\r') return false;
      framing = FRAMINGS.find(({ begins }) => begins(line))?.create({
        line: (piece) => source.line(piece, false),
        entry: (piece, header) => source.dressed(piece, header, false),
      });
    }
    if (framing?.line(line, number, overLimit)) return true;
    framing?.end();
    framing = undefined;
    return false;
  }

  /** Gives what waits for its end, which is missing. */
  function endOfFile(): void {
    if (framing !== 'undecided') framing?.end();
    source.end();
  }

  return {
    line(raw, number, overLimit, front = '') {
      const usual = framing === undefined && raw.charCodeAt(raw.length - 1) !== CARRIAGE_RETURN ? source.usual(raw) : undefined;
      if (usual) return give(makeRecord(place, number, front + raw, usual.message, usual, usual.program, overLimit));
      const text = number === 1 && raw.startsWith(BYTE_ORDER_MARK) ? raw.slice(3) : raw;
      if (framing !== undefined && inFrame(text, number, overLimit)) return;
      const end = contentEnd(text);
      const line = text.slice(contentStart(text), end);
      source.line({ raw: front + line, line, number, overLimit }, end < text.length);
    },
    goOn(next) {
      endOfFile();
      framing = 'undecided';
      place = { file: next, source: log };
    },
    end() {
      endOfFile();
      release();
    },
  };
}

/** A crash, or a rotation that truncates the file under a logger, leaves a run of NUL in front of the next line. */
function contentStart(line: string): number {
  let start = 0;
  while (line.charCodeAt(start) === NUL) start++;
  return start;
}

/** Behind a terminal (docker -t, script) a line ends in CR CR LF. */
function contentEnd(line: string): number {
  let end = line.length;
  while (line.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
  return end;
}
