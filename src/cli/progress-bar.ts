import type { WriteStream } from 'node:tty';
import library, { type Options, type SingleBar } from 'cli-progress';

const LAYOUT: Options = {
  format: '{name} {bar} {percentage}% {rate} {left}',
  barCompleteChar: '█',
  barIncompleteChar: '░',
  barsize: 20,
  clearOnComplete: true,
  // Neither the cursor nor the wrapping of lines is touched, so that nothing has to be repaired.
  hideCursor: false,
  linewrap: true,
  // Signals are handled elsewhere.
  gracefulExit: false,
};

/** A bar on a terminal. Imported only when there is something to show. */
export function createBar(stream: WriteStream): SingleBar {
  return new library.SingleBar({ ...LAYOUT, stream });
}
