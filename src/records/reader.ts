import type { LogRecord } from '../events.js';
import type { Envelope, Header } from './envelope.js';
import { iso8601 } from './iso8601.js';
import { journaldJson } from './journald-json.js';
import type { LogClock } from './log-clock.js';
import { isElision, pasted } from './pasted.js';
import { isSshd, makeRecord, type Place } from './record.js';
import { readLastMessageRepeated, repeatOf, unfoldRepeat } from './repeats.js';
import { rfc3164 } from './rfc3164.js';
import { rfc5424 } from './rfc5424.js';
import { createStderrLines, type Piece } from './stderr-lines.js';
import { continueList, mayContinue } from './wrapped-lists.js';

/** Every format that is told apart by content. A new one is a file beside these and a name here. */
export const ENVELOPES: readonly Envelope[] = [rfc3164, iso8601, rfc5424, journaldJson, pasted];

export interface RecordSink {
  record(record: LogRecord): void;
  /** A line of another program, or no log line at all. */
  other(): void;
}

const NUL = 0;
const CARRIAGE_RETURN = 13;

/** Reads the lines of one input, in order. Lines are latin1 text without line feed; a CR at the end is kept. */
export interface RecordReader {
  line(line: string, number: number, overLimit: boolean): void;
  /** The log goes on in this file; line numbers begin anew. */
  goOn(file: string): void;
  /** Gives what waits for a next line. Call it when the input ends. */
  end(): void;
}

/** @param source the log that the file is part of, where it is one of several */
export function createRecordReader(file: string, clock: LogClock, sink: RecordSink, source: string = file): RecordReader {
  let place: Place = { file, source };
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
      if (previous && previous.host === header.host) sink.record(repeatOf(previous, place, number, raw, header, times));
      else sink.other();
      return;
    }
    if (!isSshd(header.program)) return giveOther();
    const { header: unfolded, repeat } = unfoldRepeat(header);
    const record = makeRecord(place, number, raw, unfolded.message, unfolded, overLimit);
    give(repeat === 1 ? record : { ...record, repeat });
  }

  function withoutHeader(raw: string, message: string, number: number, overLimit: boolean, joined = false): void {
    const continued = waiting && continueList(waiting, message, number, overLimit);
    if (continued) {
      waiting = continued;
      if (!mayContinue(continued)) release();
    } else if (message === '' || isElision(message)) giveOther();
    else {
      const record = makeRecord(place, number, raw, message, undefined, overLimit);
      give(joined ? { ...record, joined } : record);
    }
  }

  function wholeLine(line: string, number: number, overLimit: boolean): void {
    const header = readHeader(line);
    if (header) {
      stderrLines.sawHeader();
      withHeader(line, number, header, overLimit);
    } else withoutHeader(line, line, number, overLimit);
  }

  function wholeLines(pieces: readonly Piece[]): void {
    for (const { line, number, overLimit } of pieces) wholeLine(line, number, overLimit);
  }

  /** The pieces of one message of sshd: what looks like a header in it is part of the message. */
  function oneMessage(pieces: readonly Piece[], ending: '' | '\\n'): void {
    const [first] = pieces;
    if (!first) return;
    const text = pieces.map(({ line }) => line).join('\\n') + ending;
    withoutHeader(first.line, text, first.number, pieces.some(({ overLimit }) => overLimit), pieces.length > 1 || ending !== '');
  }

  function endedInCrLf(piece: Piece): void {
    const pieces = stderrLines.take();
    const header = pieces.length === 0 ? readHeader(piece.line) : undefined;
    if (header) {
      stderrLines.sawHeader();
      withHeader(piece.line, piece.number, header, piece.overLimit);
      return;
    }
    stderrLines.setCrLf();
    oneMessage([...pieces, piece], '');
  }

  function endedInLf(piece: Piece): void {
    if (stderrLines.isUndecided() && stderrLines.isEmpty() && readHeader(piece.line)) stderrLines.setLf();
    // No message of sshd begins with a line feed.
    if (stderrLines.isLf() || (piece.line === '' && stderrLines.isEmpty())) wholeLine(piece.line, piece.number, piece.overLimit);
    else wholeLines(stderrLines.keep(piece));
  }

  /** Gives the pieces of a message of sshd itself whose end is missing. */
  function flushPieces(): void {
    // Where the end is missing, a text of the client stands in its place; the line feed keeps it from being read as one.
    oneMessage(stderrLines.takeUnfinished(), '\\n');
    wholeLines(stderrLines.take());
  }

  return {
    line(raw, number, overLimit) {
      const end = contentEnd(raw);
      const line = raw.slice(contentStart(raw), end);
      if (end < raw.length) endedInCrLf({ line, number, overLimit });
      else if (stderrLines.isLf()) wholeLine(line, number, overLimit);
      else endedInLf({ line, number, overLimit });
    },
    goOn(next) {
      flushPieces();
      place = { file: next, source };
    },
    end() {
      flushPieces();
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
