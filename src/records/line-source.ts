import { createHeaderReader } from './envelopes.js';
import type { Header } from './envelope.js';
import { withoutCr } from './line-end.js';
import type { LogClock } from './log-clock.js';
import { withoutMarks } from './logger-marks.js';
import { createPartialLines } from './partial-lines.js';
import { createStderrLines, type Piece } from './stderr-lines.js';

/** Compose around Docker's time around a line of syslog. */
const DEEPEST = 3;
/** Streams that are told apart at a time: containers of one log. */
const STREAMS = 256;

export interface LineTaker {
  /** A line with a header, which is no line that carries another. */
  dressed(piece: Piece, header: Header): void;
  /** A line without. `joined`: it was several, with line feeds inside the message. */
  bare(piece: Piece, message: string, joined: boolean): void;
}

/** The lines of one writer, in order: of a file, or of a container whose lines a file carries. */
export interface LineSource {
  line(piece: Piece, endsInCr: boolean): void;
  /** The header of a line that ended in LF and needs no closer look; undefined where it does. */
  usual(line: string): Header | undefined;
  /** A line whose header is known already. */
  dressed(piece: Piece, header: Header, endsInCr: boolean): void;
  end(): void;
}

export function createLineSource(taker: LineTaker, clock: LogClock, depth = 0): LineSource {
  const stderrLines = createStderrLines();
  const reader = createHeaderReader(clock);
  const partialLines = createPartialLines();
  const inside = new Map<string, LineSource>();

  function readHeader(line: string): Header | undefined {
    const header = reader.header(line);
    return header?.carries && depth >= DEEPEST ? undefined : header;
  }

  /** The source of these lines; the one that came first goes where there are too many. */
  function sourceOf(key: string): LineSource {
    let source = inside.get(key);
    if (!source) {
      const [first] = inside.keys();
      if (inside.size >= STREAMS && first !== undefined) {
        inside.get(first)?.end();
        inside.delete(first);
      }
      source = createLineSource(taker, clock, depth + 1);
      inside.set(key, source);
    }
    return source;
  }

  function carried(piece: Piece, header: Header, endsInCr: boolean): void {
    const { stream = '', partial = false, dressedOnly = false } = header.carries ?? {};
    const key = `${header.host ?? ''}\n${stream}`;
    // What stands at the end of the line has its line end, what stands in a field does not.
    const cr = endsInCr && piece.line.endsWith(header.message);
    const whole = partialLines.join(key, { ...piece, line: header.message, outer: header }, partial);
    if (!whole) return;
    const line = withoutCr(whole.line);
    if (dressedOnly && readHeader(line) === undefined) taker.dressed(piece, header);
    else sourceOf(key).line({ ...whole, line }, cr || line.length < whole.line.length);
  }

  function dressed(piece: Piece, read: Header, endsInCr: boolean): void {
    const header = within(piece.outer, withoutMarks(read));
    if (header.carries) return carried(piece, header, endsInCr);
    // A relay that did not understand what it got wrote it behind a header of its own.
    const relayed = header.program === undefined && header.time !== undefined ? readHeader(header.message) : undefined;
    taker.dressed(piece, relayed && relayed.time !== undefined && !relayed.carries ? within(header, withoutMarks(relayed)) : header);
  }

  function wholeLine(piece: Piece): void {
    const header = readHeader(piece.line);
    if (!header) return taker.bare(piece, reader.plain(piece.line), false);
    stderrLines.sawHeader();
    dressed(piece, header, false);
  }

  /** The pieces of one message of sshd: what looks like a header in it is part of the message. */
  function oneMessage(pieces: readonly Piece[], ending: '' | '\\n'): void {
    const [first] = pieces;
    if (!first) return;
    const text = pieces.map(({ line }) => line).join('\\n') + ending;
    const overLimit = pieces.some((piece) => piece.overLimit);
    taker.bare({ ...first, overLimit }, text, pieces.length > 1 || ending !== '');
  }

  function endedInCrLf(piece: Piece): void {
    const pieces = stderrLines.take();
    const header = pieces.length === 0 ? readHeader(piece.line) : undefined;
    if (header) {
      stderrLines.sawHeader();
      dressed(piece, header, true);
      return;
    }
    stderrLines.setCrLf();
    if (pieces.length === 0) taker.bare(piece, reader.plain(piece.line), false);
    else oneMessage([...pieces, piece], '');
  }

  function endedInLf(piece: Piece): void {
    if (stderrLines.isUndecided() && stderrLines.isEmpty() && readHeader(piece.line)) stderrLines.setLf();
    // No message of sshd begins with a line feed.
    if (stderrLines.isLf() || (piece.line === '' && stderrLines.isEmpty())) wholeLine(piece);
    else stderrLines.keep(piece).forEach(wholeLine);
  }

  return {
    dressed,
    usual: (line) => (stderrLines.isLf() ? reader.usual(line) : undefined),
    line(piece, endsInCr) {
      if (endsInCr) endedInCrLf(piece);
      else if (stderrLines.isLf()) wholeLine(piece);
      else endedInLf(piece);
    },
    end() {
      for (const [key, piece] of partialLines.rest()) sourceOf(key).line(piece, false);
      // Where the end is missing, a text of the client stands in its place; the line feed keeps it from being read as one.
      oneMessage(stderrLines.takeUnfinished(), '\\n');
      stderrLines.take().forEach(wholeLine);
      for (const source of inside.values()) source.end();
    },
  };
}

/** What the header lacks stands in that of what carried the line. */
function within(outer: Header | undefined, header: Header): Header {
  if (!outer) return header;
  const { time, timeAssumed } = header.time === undefined ? outer : header;
  return { ...header, time, timeAssumed, host: header.host ?? outer.host };
}
