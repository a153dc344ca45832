import { journalExport } from './journal-export.js';
import type { Header } from './envelope.js';
import { octetCounted } from './octet-counted.js';
import type { Piece } from './stderr-lines.js';

/** What a framing finds: lines, and entries whose header needs no reading. */
export interface FrameTaker {
  line(piece: Piece): void;
  entry(piece: Piece, header: Header): void;
}

/** Reads what is no sequence of lines from the lines that it was cut into. */
export interface FrameReader {
  /** Takes the next line as it is, CR and NUL included; false where it is not of this format. */
  line(raw: string, number: number, overLimit: boolean): boolean;
  end(): void;
}

export interface Framing {
  /** Whether an input that begins with this line is of this format. Later lines are not asked: those can be a user's text. */
  begins(line: string): boolean;
  create(taker: FrameTaker): FrameReader;
}

export const FRAMINGS: readonly Framing[] = [journalExport, octetCounted];
