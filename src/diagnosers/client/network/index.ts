import type { ClientDiagnoser } from '../diagnoser.js';
import { nameNotResolved } from './name-not-resolved.js';

export const NETWORK: readonly ClientDiagnoser[] = [nameNotResolved];
