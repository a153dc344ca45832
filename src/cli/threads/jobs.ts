import type { Input } from '../../input/input.js';

/**
 * Whether a second thread is to help: where the user asks for one. On two processors it gains nothing (docs/performance.md). It reads all inputs too, so that each must be a file; a third one would have nothing to do.
 * @param jobs threads that the user allows
 */
export function wantsSecondThread(inputs: readonly Input[], jobs = 1): boolean {
  return jobs > 1 && inputs.length > 0 && inputs.every(({ identity }) => identity !== undefined);
}
