import type { ClientDiagnoser } from '../diagnoser.js';

export const CONFIG: readonly ClientDiagnoser[] = [];
