import type { Connection } from './connection.js';
import { LONGEST_LOGIN } from './locate.js';

/** How often to look for logins that are silent; in milliseconds. */
const INTERVAL = 1000;

/**
 * Finds connections of a live log that began a login and were not heard of for so long that sshd must have ended them.
 * @returns what to end now; `now` is in milliseconds, by any clock that goes forward
 */
export function createSilence(): (live: Iterable<Connection>, now: number) => Connection[] {
  let last = 0;
  return (live, now) => {
    if (now - last < INTERVAL) return [];
    last = now;
    const silent: Connection[] = [];
    for (const connection of live) {
      if (connection.outcome === 'accepted' || connection.ended) continue;
      // What was there before the first look may have come just now.
      if (connection.heard === 0) connection.heard = now;
      if (now - connection.heard > LONGEST_LOGIN) silent.push(connection);
    }
    return silent;
  };
}
