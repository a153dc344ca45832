const HOUR = 3_600_000;
/** Hours that are kept at most: three years. */
const MAX_HOURS = 26_352;

/** Tries to log in by hour. */
export interface Timeline {
  /** @param time milliseconds since the epoch */
  add(time: number | undefined, result: 'accepted' | 'failed', times: number): void;
  /** In order of time. */
  hours(): { time: string; accepted: number; failed: number }[];
  omitted(): number;
}

export function createTimeline(): Timeline {
  const hours = new Map<number, { accepted: number; failed: number }>();
  let omitted = 0;
  return {
    add(time, result, times) {
      const hour = time === undefined ? undefined : Math.floor(time / HOUR);
      let counts = hour === undefined ? undefined : hours.get(hour);
      if (hour !== undefined && !counts && hours.size < MAX_HOURS) hours.set(hour, (counts = { accepted: 0, failed: 0 }));
      if (counts) counts[result] += times;
      else omitted += times;
    },
    hours: () => [...hours].sort(([a], [b]) => a - b).map(([hour, counts]) => ({ time: new Date(hour * HOUR).toISOString(), ...counts })),
    omitted: () => omitted,
  };
}
