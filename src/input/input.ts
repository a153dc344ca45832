import type { FollowOptions } from './follow-file.js';

/** A log that can be read, under the name that the user gave it. */
export interface Input {
  name: string;
  /** Milliseconds since the epoch that no line can be later than. */
  latest: number;
  /** A file of plain text, whose end can be read first; no pipe and no archive. */
  seekable: boolean;
  /** Which file it is, however it is named: device and number. Undefined for what is no file. */
  identity?: string;
  /** Bytes on the disk; undefined for what is no file, whose end nobody knows. */
  size?: number;
  /**
   * Its text as bytes, one block after the other: unpacked, and UTF-8 where it was UTF-16. Call it when the turn has come.
   * Ends early at the signal.
   * @param read is told how many bytes were read, as they are on the disk
   * @throws InputError behind the last block that could be read
   */
  blocks(signal?: AbortSignal, read?: (bytes: number) => void): AsyncIterable<Buffer>;
  /** Reads it on as it grows: one stream of bytes for each file that has the name, one after the other. */
  follow?(options: FollowOptions): AsyncIterable<AsyncIterable<Buffer>>;
}
