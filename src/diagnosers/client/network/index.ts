import type { ClientDiagnoser } from '../diagnoser.js';
import { bannerTimeout } from './banner-timeout.js';
import { closedBeforeIdentification } from './closed-before-identification.js';
import { closedDuringKex } from './closed-during-kex.js';
import { connectTimeout } from './connect-timeout.js';
import { connectionRefused } from './connection-refused.js';
import { nameNotResolved } from './name-not-resolved.js';
import { networkUnreachable } from './network-unreachable.js';
import { noRouteToHost } from './no-route-to-host.js';
import { proxyCommandFailed } from './proxy-command-failed.js';
import { maxStartupsSeen, penaltySeen } from './turned-away.js';

export const NETWORK: readonly ClientDiagnoser[] = [
  nameNotResolved, connectionRefused, connectTimeout, networkUnreachable, noRouteToHost, proxyCommandFailed, bannerTimeout,
  penaltySeen, maxStartupsSeen, closedBeforeIdentification, closedDuringKex,
];
