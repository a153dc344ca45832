import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Bytes of the young generation, both halves of it, at which it stops to grow: half of what V8 would give it. */
const YOUNG = 16_777_216;
/**
 * Bytes of input before which nothing is changed. V8 takes no code cache of a process whose flags are others, so that those of the bundle
 * are made of short logs.
 */
const SHORT = 1_000_000;
let isBounded = false;

/**
 * Has V8 collect the heap before it is a quarter larger than what survived, and grow the young generation no further, once a log is so
 * long that it matters. What is kept of a log hardly grows: V8 alone would spend memory on being a little faster.
 * Call it for each block that is read.
 * @param bytes that were read of the input so far
 */
export function boundHeap(bytes: number): void {
  if (isBounded || bytes < SHORT || youngGeneration() < YOUNG) return;
  isBounded = true;
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=25');
}

function youngGeneration(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
}
