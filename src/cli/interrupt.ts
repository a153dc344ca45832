import { EXIT } from './exit-status.js';

const controller = new AbortController();
let held = 0;
let leftTo: ((signal: NodeJS.Signals) => void) | undefined;

/** Ends every input: what is known by then is still printed. */
export const endOfInput: AbortSignal = controller.signal;

/** Ends every input, as a first Ctrl-C does. */
export function endInput(): void {
  controller.abort();
}

/** Until then, a second Ctrl-C is for a program that runs on the same terminal, and not for this one. */
export function holdInterrupts(until: Promise<unknown>): void {
  held++;
  void until.catch(() => {}).then(() => held--);
}

/**
 * From now on, signals are the business of a child that has the terminal, until what is given back is called. This program goes on,
 * to clean up behind it; hung up, it does so even later.
 * @param onSignal told of each, such as to pass it on
 */
export function leaveSignals(onSignal: (signal: NodeJS.Signals) => void): () => void {
  leftTo = onSignal;
  process.on('SIGHUP', () => (leftTo ? leftTo('SIGHUP') : process.exit(EXIT.hungUp)));
  process.on('SIGQUIT', () => (leftTo ? leftTo('SIGQUIT') : process.exit(EXIT.quit)));
  return () => void (leftTo = undefined);
}

/**
 * The first Ctrl-C ends the input, the second the program. Exits by `process.exit`, never by the signal itself, so that
 * unfinished files are removed.
 */
export function handleSignals(): void {
  process.on('SIGINT', () => {
    if (leftTo) {
      leftTo('SIGINT');
      return;
    }
    if (endOfInput.aborted && held === 0) process.exit(EXIT.interrupted);
    endInput();
  });
  process.on('SIGTERM', () => (leftTo ? leftTo('SIGTERM') : process.exit(EXIT.terminated)));
}
