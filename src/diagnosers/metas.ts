import type { FindingMeta } from '../finding.js';
import { CLIENT_DIAGNOSERS } from './client/index.js';
import { DIAGNOSERS } from './index.js';

const ofServers = DIAGNOSERS.map(({ meta }) => meta);
const known = new Set(ofServers.map(({ code }) => code));

/** What every code means: those of servers' logs first, then those that only a client's log can give, some of which have several diagnosers. */
export const METAS: readonly FindingMeta[] = [...ofServers, ...new Map(CLIENT_DIAGNOSERS.map(({ meta }) => [meta.code, meta])).values()].filter(({ code }, i) => i < ofServers.length || !known.has(code));
