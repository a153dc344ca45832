import { EXIT } from './exit-status.js';

const controller = new AbortController();

/** Ends every input: what is known by then is still printed. */
export const endOfInput: AbortSignal = controller.signal;

/**
 * The first Ctrl-C ends the input, the second the program. Exits by `process.exit`, never by the signal itself, so that
 * unfinished files are removed.
 */
export function handleSignals(): void {
  process.on('SIGINT', () => {
    if (endOfInput.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  });
  process.on('SIGTERM', () => process.exit(EXIT.terminated));
}
