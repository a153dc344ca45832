import { setImmediate } from 'node:timers/promises';

/** How long unpacking may keep the program from hearing a signal, in milliseconds. */
const LONGEST = 50;

/** Lets signals and timers in between: the decoders here never wait for the system, and a small archive may hold hours of work. */
export function createBreath(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < LONGEST) return undefined;
    return setImmediate().then(() => { last = performance.now(); });
  };
}
