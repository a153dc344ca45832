import type { Thresholds } from './thresholds.js';

/** Whether different addresses come one after the other at even distances, as if one hand sent them. */
export interface Rhythm {
  /** @returns true while the last addresses keep time; `time` is in milliseconds */
  beat(ip: string, time: number | undefined): boolean;
}

export function createRhythm(thresholds: Thresholds): Rhythm {
  const sources = thresholds['distributed-rhythm-sources'];
  let beats: { ip: string; time: number }[] = [];
  return {
    beat(ip, time) {
      if (time === undefined) return false;
      beats = [...beats.filter((beat) => beat.ip !== ip), { ip, time }].slice(-sources);
      return beats.length === sources && isEven(beats.map((beat) => beat.time), thresholds);
    },
  };
}

function isEven(times: readonly number[], thresholds: Thresholds): boolean {
  const distances = times.slice(1).map((time, i) => time - (times[i] ?? time));
  const mean = distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
  if (mean < thresholds['distributed-rhythm-period']) return false;
  const variance = distances.reduce((sum, distance) => sum + (distance - mean) ** 2, 0) / distances.length;
  return Math.sqrt(variance) / mean * 100 <= thresholds['distributed-rhythm-spread'];
}
