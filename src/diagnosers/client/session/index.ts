import type { ClientDiagnoser } from '../diagnoser.js';

export const SESSION: readonly ClientDiagnoser[] = [];
