import type { Header } from './envelope.js';

/** sshd composes its own output in a buffer of 1024 bytes, line feeds included: pieces of more are not one message. */
const MESSAGE_LIMIT = 1024;

/** A line of some source. */
export interface Piece {
  /** The line of the log that it stands in. */
  raw: string;
  /** Without its line end. */
  line: string;
  number: number;
  overLimit: boolean;
  /** Of what carries the line. */
  outer?: Header;
}

/**
 * Lines that sshd prints itself (-e, -E, -d) end in CR LF, and line feeds inside a message are printed as they are.
 * A line that ends in a bare LF among such lines is therefore a piece of a message: a user name can hold
 * `x\nAccepted password for root from …`. The pieces are put together again, so that nothing in them is taken for a line.
 *
 * A carriage return is printed as it is too ("VIS_SAFE" in log.c): a name that holds CR LF makes a line that nothing tells
 * from one of sshd. Such a source proves nothing about who did what, and no reader can mend that.
 */
export interface StderrLines {
  /** LF ends lines here, as with every logger but sshd itself. */
  isLf(): boolean;
  setLf(): void;
  /** Nothing has shown yet how lines end. */
  isUndecided(): boolean;
  /** Nothing is kept. */
  isEmpty(): boolean;
  /** sshd itself is printing: a line ended in CR LF and had no header. */
  setCrLf(): void;
  /** A line had a header: another logger writes here too. */
  sawHeader(): void;
  /** Keeps a line that ended in LF. Gives back all that is kept where it is too much for one message: lines, then. */
  keep(piece: Piece): readonly Piece[];
  /** What is kept: the pieces in front of a line that ended in CR LF. */
  take(): Piece[];
  /** The input has ended: the pieces of a message that lacks its end. */
  takeUnfinished(): Piece[];
}

export function createStderrLines(): StderrLines {
  /** Undecided until a line tells: a log can begin in the middle of a message. */
  let ends: 'undecided' | 'crlf' | 'lf' = 'undecided';
  let headers = false;
  let pieces: Piece[] = [];
  let length = 0;

  function take(): Piece[] {
    const taken = pieces;
    pieces = [];
    length = 0;
    return taken;
  }

  /** Nobody but sshd writes here: what ends in LF is never a line. */
  const sshdAlone = () => ends === 'crlf' && !headers;

  return {
    isLf: () => ends === 'lf',
    setLf() {
      ends = 'lf';
    },
    isUndecided: () => ends === 'undecided',
    isEmpty: () => pieces.length === 0,
    setCrLf() {
      ends = 'crlf';
    },
    sawHeader() {
      headers = true;
    },
    keep(piece) {
      length += piece.line.length + 1;
      if (length <= MESSAGE_LIMIT || pieces.length === 0) pieces.push(piece);
      if (length <= MESSAGE_LIMIT) return [];
      // Older releases lose the CR LF of a message that fills the buffer, and the next runs on. The rest is dropped: it
      // belongs to one of the two, and to take it for lines is what an attacker would want.
      if (sshdAlone()) return [];
      ends = 'lf';
      headers = true;
      return pieces.at(-1) === piece ? take() : [...take(), piece];
    },
    take,
    takeUnfinished: () => (sshdAlone() ? take() : []),
  };
}
