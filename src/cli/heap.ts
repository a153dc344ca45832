import { setFlagsFromString } from 'node:v8';

/** Bytes of input from which on it matters. A short log is read before V8 collects anything. */
const LARGE = 16_000_000;
let isCompact = false;

/**
 * Has V8 move together what survives, and collect before the heap is half as large again as what survived, once a log is
 * large. What is kept of it (the last lines of each address) lies between lines that are gone: V8 alone lets pages with a
 * few survivors each pile up, to ten times what they hold over a log of some gigabytes.
 * @param bytes that were read so far
 */
export function keepHeapCompact(bytes: number): void {
  if (isCompact || bytes < LARGE) return;
  isCompact = true;
  setFlagsFromString('--compact-on-every-full-gc');
  setFlagsFromString('--heap-growing-percent=50');
}
