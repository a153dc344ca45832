import type { Connection } from './connection.js';
import type { Host } from './host.js';
import { SLOWEST_PAM } from './locate.js';

/**
 * How long after its last line echoes of the processes of a connection still count, in milliseconds of the time of its host. Of 11,000
 * echoes in the logs of real servers none came later than a second, but a directory that does not answer takes longer.
 */
const LAST_WORDS = SLOWEST_PAM;
/** How long they are known as its echoes, in milliseconds of the time of any host: clocks need not agree. */
const LINGER = 60_000;
/** Ended connections that are kept for echoes at most. */
const MAX_ECHOING = 10_000;

/** Connections that have ended, in the order in which they did, until their echoes have died away. */
export interface Echoes {
  add(connection: Connection): void;
  /**
   * What has ended long enough ago: first nothing that comes counts any more, then nothing is known of it.
   * @param now time of the log in milliseconds
   * @param host whose time it is
   */
  settle(now: number | undefined, host: Host): void;
  /** What was added since this was asked last, and is still known. */
  added(): Connection[];
}

export interface EchoesOptions {
  onOver: (connection: Connection) => void;
  onForget: (connection: Connection) => void;
}

export function createEchoes({ onOver, onForget }: EchoesOptions): Echoes {
  /** Nothing stands where one was forgotten. */
  let ended: (Connection | undefined)[] = [];
  /** The first that is known, the first of which something still counts, and the first that was not asked for. */
  let first = 0;
  let firstCounting = 0;
  let firstAdded = 0;
  let settledAt: number | undefined;
  let settledBy: Host | undefined;

  return {
    add(connection) {
      ended.push(connection);
    },
    settle(now, host) {
      // Lines come by the dozen within one second of syslog.
      if (now === settledAt && host === settledBy && ended.length - first <= MAX_ECHOING) return;
      settledAt = now;
      settledBy = host;
      for (let next = ended[firstCounting]; next && isLater(next.home.time, next.lastTime, LAST_WORDS); next = ended[++firstCounting]) onOver(next);
      for (let next = ended[first]; next; next = ended[first]) {
        if (!isLater(now, next.lastTime, LINGER) && ended.length - first <= MAX_ECHOING) break;
        onForget(next);
        ended[first++] = undefined;
      }
      firstCounting = Math.max(firstCounting, first);
      if (first > 1024 && first * 2 > ended.length) {
        ended = ended.slice(first);
        firstAdded = Math.max(0, firstAdded - first);
        firstCounting -= first;
        first = 0;
      }
    },
    added() {
      const added = ended.slice(firstAdded).filter((connection) => connection !== undefined);
      firstAdded = ended.length;
      return added;
    },
  };
}

function isLater(now: number | undefined, time: number | undefined, by: number): boolean {
  return now !== undefined && time !== undefined && now - time > by;
}
