/**
 * How much a reason explains. A login that failed has one reason: the heaviest that its lines show. Others that came
 * before it are its evidence.
 */
export const WEIGHT = {
  /** It ended, and nothing says why. */
  unexplained: 0,
  /** How the peer left, which says little of why. */
  ending: 5,
  /** What the client tries by itself, in vain: the keys that it has. */
  offer: 7,
  /** Why such an offer was in vain, which matters where nothing but the offer failed: a user without a file of keys. */
  offerExplained: 8,
  /** What was tried in vain: a password, a name. */
  attempt: 10,
  /** The server had enough: MaxAuthTries. */
  limit: 20,
  /** Half of a reason: something is missing or not readable that would explain it. */
  circumstance: 30,
  /** The server's own words name the reason. */
  named: 40,
  /** Named as well, and closer to the cause than the words that come with it. */
  exact: 50,
} as const;
