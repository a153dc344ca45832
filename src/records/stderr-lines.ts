/** sshd prints at most 100 characters of a user name, so a message cannot hold more line feeds than that. */
const MAX_PIECES = 128;

export interface Piece {
  line: string;
  number: number;
}

/**
 * Lines that sshd prints itself (-e, -E, -d) end in CR LF, and line feeds inside a message are printed as they are.
 * A line that ends in a bare LF among such lines is therefore a piece of a message: a user name can hold
 * `x\nAccepted password for root from …`. The pieces are put together again, so that nothing in them is taken for a line.
 */
export interface StderrLines {
  /** A line that ended in CR LF: the pieces that belong in front of it, to be joined with it. */
  whole(): Piece[];
  /** Keeps a line that ended in LF as a piece; false where this input does not end its lines in CR LF. */
  keep(piece: Piece): boolean;
  /** What waits for an end that did not come: lines after all. */
  flush(): Piece[];
  /** More pieces than a message can have: the lines of this input end in LF now. */
  overflows(): boolean;
}

export function createStderrLines(): StderrLines {
  let printsCr = false;
  let pieces: Piece[] = [];
  const take = () => {
    const taken = pieces;
    pieces = [];
    return taken;
  };
  return {
    whole() {
      printsCr = true;
      return pieces.length === 0 ? pieces : take();
    },
    keep(piece) {
      if (printsCr) pieces.push(piece);
      return printsCr;
    },
    flush() {
      printsCr = false;
      return take();
    },
    overflows: () => pieces.length > MAX_PIECES,
  };
}
