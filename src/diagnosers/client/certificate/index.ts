import type { ClientDiagnoser } from '../diagnoser.js';

export const CERTIFICATE: readonly ClientDiagnoser[] = [];
