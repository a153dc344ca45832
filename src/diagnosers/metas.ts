import type { FindingMeta } from '../finding.js';
import { CLIENT_DIAGNOSERS } from './client/index.js';
import { DIAGNOSERS } from './index.js';

/** What every code means, of both sides; a code that both have is one. */
export const METAS: readonly FindingMeta[] = [...new Map([...CLIENT_DIAGNOSERS, ...DIAGNOSERS].map(({ meta }) => [meta.code, meta])).values()];
