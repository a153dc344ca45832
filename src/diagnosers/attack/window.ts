import type { Tries } from './tries.js';

/**
 * What somebody did within a sliding window of time, oldest first. The sum and the oldest time are kept beside it: to look at
 * each of the tries again whenever one is added would cost more than all the rest.
 */
export interface Window {
  tries: Tries[];
  /** Of the tries, as the window weighs them. */
  weight: number;
  /** Time of the oldest, in milliseconds; Infinity where none has one. */
  oldest: number;
  /** How many of the tries were told, where some are told and stay; else whether everything is told from now on: 0 or 1. */
  told: number;
}

/** There are thousands of these, and V8 has one shape for all only where all are made by one literal. */
export function emptyWindow(): Window {
  return { tries: [], weight: 0, oldest: Number.POSITIVE_INFINITY, told: 0 };
}

/** Lets go everything. */
export function clear(window: Window): void {
  window.tries = [];
  window.weight = 0;
  window.oldest = Number.POSITIVE_INFINITY;
}

export function addTo(window: Window, tries: Tries, weigh: (tries: Tries) => number): void {
  window.tries.push(tries);
  window.weight += weigh(tries);
  if (tries.time !== undefined && tries.time < window.oldest) window.oldest = tries.time;
}

/**
 * Lets go what is older than the window; without times everything is now.
 * @param length of the window in milliseconds
 * @returns how many went
 */
export function forgetOld(window: Window, now: number | undefined, length: number, weigh: (tries: Tries) => number): number {
  if (now === undefined || now - window.oldest <= length) return 0;
  const before = window.tries;
  clear(window);
  for (const tries of before) if (tries.time === undefined || now - tries.time <= length) addTo(window, tries, weigh);
  return before.length - window.tries.length;
}

/** Lets go the first. */
export function forgetFirst(window: Window, weigh: (tries: Tries) => number): void {
  const before = window.tries;
  clear(window);
  for (let i = 1; i < before.length; i++) addTo(window, before[i] as Tries, weigh);
}
