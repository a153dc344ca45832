import { EXIT } from './exit-status.js';

const controller = new AbortController();
let held = 0;

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
 * The first Ctrl-C ends the input, the second the program. Exits by `process.exit`, never by the signal itself, so that
 * unfinished files are removed.
 */
export function handleSignals(): void {
  process.on('SIGINT', () => {
    if (endOfInput.aborted && held === 0) process.exit(EXIT.interrupted);
    endInput();
  });
  process.on('SIGTERM', () => process.exit(EXIT.terminated));
}
