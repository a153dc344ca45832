import { EXIT } from './exit-status.js';

/**
 * The first Ctrl-C ends the input, so that what is known is still printed; the second ends the program.
 * @returns the signal that ends the input
 */
export function endInputOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  process.on('SIGINT', () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  });
  process.on('SIGTERM', () => process.exit(EXIT.terminated));
  return controller.signal;
}
