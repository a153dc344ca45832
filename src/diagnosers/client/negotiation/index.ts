import type { ClientDiagnoser } from '../diagnoser.js';

export const NEGOTIATION: readonly ClientDiagnoser[] = [];
