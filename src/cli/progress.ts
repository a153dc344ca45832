import type { SingleBar } from 'cli-progress';
import type { WriteStream } from 'node:tty';

/** What can show how far reading is. */
export interface Progress {
  /** So many more bytes of an input were read, as they are on the disk. */
  read(bytes: number, name: string): void;
  /** Makes room for output; the bar comes back with what is read next. */
  erase(): void;
  /** Erases it for good. */
  stop(): void;
}

/** Milliseconds until a bar is worth while: what takes less is over before it is read. */
const PATIENCE = 500;
/** Milliseconds between two looks at the clock of the bar. */
const STEP = 100;
/** A narrower terminal has no room for it. */
const NARROWEST = 60;
const LONGEST_NAME = 24;

/** Of reading that nobody waits for. */
const SILENT: Progress = { read: () => {}, erase: () => {}, stop: () => {} };

let shown: Progress = SILENT;

/** Makes room on the terminal for a sentence on standard error. */
export function eraseProgress(): void {
  shown.erase();
}

export interface ProgressOptions {
  /** Bytes of all inputs on the disk; undefined where that is not known. */
  total: number | undefined;
  /** Whether somebody wants it. */
  wanted: boolean;
  stderr?: WriteStream;
  /** Milliseconds. */
  now?: () => number;
}

/** A bar with rate and time left on standard error, where that is a terminal. The library is loaded when there is something to show. */
export function createProgress({ total, wanted, stderr = process.stderr, now = () => performance.now() }: ProgressOptions): Progress {
  if (!wanted || !total || !stderr.isTTY || process.env.TERM === 'dumb' || (stderr.columns || 80) < NARROWEST) return SILENT;
  const start = now();
  const size = total;
  let next = start + PATIENCE;
  let done = 0;
  let stopped = false;
  let bar: SingleBar | undefined;
  let isDrawn = false;
  let isLoading = false;

  function draw(name: string): void {
    const seconds = (now() - start) / 1000;
    const rate = done / seconds;
    const payload = { name: shorten(name), rate: `${(rate / 1e6).toFixed(rate < 1e7 ? 1 : 0)} MB/s`, left: duration((size - done) / rate) };
    if (isDrawn) bar?.update(done, payload);
    else bar?.start(size, done, payload);
    isDrawn = true;
  }

  function erase(): void {
    if (isDrawn) bar?.stop();
    isDrawn = false;
  }

  const progress: Progress = {
    read(bytes, name) {
      done = Math.min(size, done + bytes);
      if (stopped || now() < next) return;
      next = now() + STEP;
      if (bar) draw(name);
      else if (!isLoading) {
        isLoading = true;
        void import('./progress-bar.js').then(({ createBar }) => {
          bar = createBar(stderr);
        });
      }
    },
    erase,
    stop() {
      stopped = true;
      erase();
      process.off('exit', erase);
      if (shown === progress) shown = SILENT;
    },
  };
  // Whatever ends the program, no part of it stays.
  process.on('exit', erase);
  shown = progress;
  return progress;
}

/** The end of a name tells more than its beginning. What is not ASCII may be wider than it is long, or steer the terminal. */
function shorten(name: string): string {
  const plain = name.replaceAll(/[^ -~]/g, '?');
  return plain.length > LONGEST_NAME ? `…${plain.slice(1 - LONGEST_NAME)}` : plain;
}

/** `8 s left`, `3 min left`. */
function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s left`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min left` : `${Math.round(seconds / 3600)} h left`;
}
