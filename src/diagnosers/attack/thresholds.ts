/** From how much on something is an attack, with the reasons. Times in milliseconds of log time. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Failed passwords from one address. People who mistype give up, or ask, after a handful; MaxAuthTries lets a connection
 * have 6. The first try at a name that does not exist is left to USER_ENUMERATION_NAMES.
 */
export const BRUTE_FORCE_TRIES = 10;
/**
 * Connections from one address that named an account and ended without a login or a failed password: what is left of
 * guessing where the server takes keys only. A forgotten cron job does the same, so it takes more of them.
 */
export const BRUTE_FORCE_CONNECTIONS = 30;
/** Slow attackers try every few minutes, to stay below the ten minutes that fail2ban looks at. */
export const BRUTE_FORCE_WINDOW = HOUR;

/** Different names without an account, from one address. Nobody mistypes the own name in ten ways. */
export const USER_ENUMERATION_NAMES = 10;
export const USER_ENUMERATION_WINDOW = HOUR;

/** Addresses that fail for one and the same name: nobody works from thirty places within the hour. */
export const DISTRIBUTED_SAME_NAME = 30;
/** Addresses that each try two or more names that others of them try too: they work through one list. */
export const DISTRIBUTED_SAME_LIST = 10;
/** What one address may try to count as part of a distributed attack; with more it is one of its own. */
export const DISTRIBUTED_FEW_TRIES = BRUTE_FORCE_TRIES - 1;
/** Addresses that come one after the other at even distances, as if one hand sent them. */
export const DISTRIBUTED_RHYTHM_SOURCES = 20;
/** Deviation of these distances in relation to their mean; independent visitors have 1. */
export const DISTRIBUTED_RHYTHM_SPREAD = 0.2;
/** Closer than this, the whole seconds of syslog decide on the distances. */
export const DISTRIBUTED_RHYTHM_PERIOD = 5000;
export const DISTRIBUTED_WINDOW = HOUR;

/** Failed passwords in a row for one account from one address, before one was right. More than one connection allows (MaxAuthTries 6). */
export const SUCCESS_AFTER_TRIES = 8;
/** Failed passwords from one address for several accounts, without a success between, before one was right. */
export const SUCCESS_AFTER_SPRAY = 10;
/** How many accounts make a spray; below it, people at one address mistype. */
export const SUCCESS_AFTER_SPRAY_NAMES = 3;
/** Guessing for a day and then getting in is still getting in. */
export const SUCCESS_AFTER_WINDOW = 24 * HOUR;

/** Failed passwords from the server itself: two can be mistyped by somebody who works there. */
export const LOOPBACK_TRIES = 3;
export const LOOPBACK_WINDOW = HOUR;

/** Addresses that each diagnoser remembers; beyond it those that have been quiet for longest are forgotten, and counted. */
export const MAX_SOURCES = 20_000;
/** Connections of one address that are kept until it is clear whether they are an attack. */
export const MAX_PENDING = 40;
