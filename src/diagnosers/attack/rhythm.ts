import { DISTRIBUTED_RHYTHM_PERIOD, DISTRIBUTED_RHYTHM_SOURCES, DISTRIBUTED_RHYTHM_SPREAD } from './thresholds.js';

/** Whether different addresses come one after the other at even distances, as if one hand sent them. */
export interface Rhythm {
  /** @returns true while the last addresses keep time; `time` is in milliseconds */
  beat(ip: string, time: number | undefined): boolean;
}

export function createRhythm(): Rhythm {
  let beats: { ip: string; time: number }[] = [];
  return {
    beat(ip, time) {
      if (time === undefined) return false;
      beats = [...beats.filter((beat) => beat.ip !== ip), { ip, time }].slice(-DISTRIBUTED_RHYTHM_SOURCES);
      return beats.length === DISTRIBUTED_RHYTHM_SOURCES && isEven(beats.map((beat) => beat.time));
    },
  };
}

function isEven(times: readonly number[]): boolean {
  const distances = times.slice(1).map((time, i) => time - (times[i] ?? time));
  const mean = distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
  if (mean < DISTRIBUTED_RHYTHM_PERIOD) return false;
  const variance = distances.reduce((sum, distance) => sum + (distance - mean) ** 2, 0) / distances.length;
  return Math.sqrt(variance) / mean <= DISTRIBUTED_RHYTHM_SPREAD;
}
