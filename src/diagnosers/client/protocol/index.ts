import type { ClientDiagnoser } from '../diagnoser.js';

export const PROTOCOL: readonly ClientDiagnoser[] = [];
