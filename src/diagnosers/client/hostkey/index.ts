import type { ClientDiagnoser } from '../diagnoser.js';

export const HOSTKEY: readonly ClientDiagnoser[] = [];
