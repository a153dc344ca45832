import type { ClientDiagnoser } from '../diagnoser.js';
import { toldByServer } from './told-by-server.js';

export const CERTIFICATE: readonly ClientDiagnoser[] = toldByServer;
