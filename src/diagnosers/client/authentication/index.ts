import type { ClientDiagnoser } from '../diagnoser.js';

export const AUTHENTICATION: readonly ClientDiagnoser[] = [];
