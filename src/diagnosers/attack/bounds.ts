/** Addresses that each diagnoser remembers; beyond it those that have been quiet for longest are forgotten, and counted. */
export const MAX_SOURCES = 20_000;
/** Connections of one address that are kept until it is clear whether they are an attack; more where a threshold needs them. */
export const MAX_PENDING = 40;
