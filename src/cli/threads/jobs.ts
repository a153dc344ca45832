import type { Input } from '../../input/input.js';

/**
 * Whether a second thread is to help: where the user asks for one. A third one would have nothing to do. What may never end is told while
 * it is read, for which all that was found has to be in one place.
 * @param jobs threads that the user allows
 */
export function wantsSecondThread(inputs: readonly Input[], jobs = 1): boolean {
  return jobs > 1 && inputs.length > 0 && !inputs.some(isEndless);
}

/** Whether an input may never end, as far as can be told: it is no file, or one that is followed. */
export function isEndless({ seekable, identity, follow }: Input): boolean {
  return follow !== undefined || !(seekable || identity);
}
