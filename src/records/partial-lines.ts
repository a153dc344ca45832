import type { Piece } from './stderr-lines.js';

/** sshd writes a thousand bytes at most. */
const LONGEST = 65_536;
const STREAMS = 256;

/** Joins lines that a container runtime cut into several entries. */
export interface PartialLines {
  /** The whole line, or undefined where it goes on. It stands for the line of the log in which it began. */
  join(stream: string, piece: Piece, partial: boolean): Piece | undefined;
  /** Lines without an end, by stream. Call it when the input ends. */
  rest(): [stream: string, piece: Piece][];
}

export function createPartialLines(): PartialLines {
  const begun = new Map<string, Piece>();
  return {
    join(stream, piece, partial) {
      const before = begun.get(stream);
      if (!before && !partial) return piece;
      const line = (before?.line ?? '') + piece.line;
      const joined: Piece = {
        ...(before ?? piece),
        line: line.slice(0, LONGEST),
        overLimit: (before?.overLimit ?? false) || piece.overLimit || line.length > LONGEST,
      };
      begun.delete(stream);
      if (!partial) return joined;
      if (begun.size < STREAMS) begun.set(stream, joined);
      return undefined;
    },
    rest() {
      const rest = [...begun];
      begun.clear();
      return rest;
    },
  };
}
