import type { Diagnoser } from '../diagnoser.js';
import { clientAliveTimeout } from './client-alive-timeout.js';
import { connectionLost } from './connection-lost.js';
import { connectionRefusedByConfig } from './connection-refused-by-config.js';
import { loginGraceTimeout } from './login-grace-timeout.js';
import { maxStartups } from './max-startups.js';
import { perSourceMaxStartups } from './per-source-max-startups.js';
import { perSourcePenalty } from './per-source-penalty.js';

export const LIMITS: readonly Diagnoser[] = [
  clientAliveTimeout,
  connectionLost,
  connectionRefusedByConfig,
  loginGraceTimeout,
  maxStartups,
  perSourceMaxStartups,
  perSourcePenalty,
];
