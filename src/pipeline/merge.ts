import type { LogRecord } from '../events.js';

/** Records of one input that may wait for the others to catch up, before its reader is asked to wait. */
const LOOK_AHEAD = 2048;

/** One of the inputs that are merged. */
export interface Lane {
  push(record: LogRecord): void;
  /** What to wait for before more is pushed, if anything. */
  ready(): Promise<void> | undefined;
  end(): void;
}

export interface Merge {
  /** @param give takes the records of this input, each when its turn has come */
  open(give: (record: LogRecord) => void): Lane;
}

interface Waiting {
  give: (record: LogRecord) => void;
  records: LogRecord[];
  /** Of the records, those before it are gone. */
  first: number;
  /** Time under which the first record is sorted: a line that is out of order, or without a time, stays behind the one before it. */
  time: number;
  ended: boolean;
  resume: (() => void) | undefined;
}

/**
 * Interleaves the records of several inputs by their times; of equal times, the input that was opened first comes first.
 * Keeps no more of an input than arrives while another one has nothing yet.
 */
export function createMerge(): Merge {
  const lanes: Waiting[] = [];
  /** Inputs that have not ended and of which nothing waits: what comes next is not known before they give something. */
  let silent = 0;

  const isEmpty = ({ records, first }: Waiting) => first >= records.length;

  function advance(lane: Waiting): void {
    const time = lane.records[lane.first]?.time;
    if (time !== undefined && time > lane.time) lane.time = time;
  }

  function giveFirst(lane: Waiting): void {
    const record = lane.records[lane.first++];
    if (isEmpty(lane)) {
      lane.records = [];
      lane.first = 0;
      if (!lane.ended) silent++;
    } else {
      if (lane.first >= LOOK_AHEAD) {
        lane.records = lane.records.slice(lane.first);
        lane.first = 0;
      }
      advance(lane);
    }
    if (lane.records.length - lane.first < LOOK_AHEAD / 2) {
      lane.resume?.();
      lane.resume = undefined;
    }
    if (record) lane.give(record);
  }

  function giveAll(): void {
    while (silent === 0) {
      let next: Waiting | undefined;
      for (const lane of lanes) if (!isEmpty(lane) && (next === undefined || lane.time < next.time)) next = lane;
      if (!next) return;
      giveFirst(next);
    }
  }

  return {
    open(give) {
      const lane: Waiting = { give, records: [], first: 0, time: Number.NEGATIVE_INFINITY, ended: false, resume: undefined };
      lanes.push(lane);
      silent++;
      return {
        push(record) {
          lane.records.push(record);
          if (lane.records.length - lane.first > 1) return;
          silent--;
          advance(lane);
          giveAll();
        },
        ready() {
          if (lane.records.length - lane.first < LOOK_AHEAD) return undefined;
          return new Promise((resolve) => { lane.resume = resolve; });
        },
        end() {
          lane.ended = true;
          if (isEmpty(lane)) silent--;
          giveAll();
        },
      };
    },
  };
}
