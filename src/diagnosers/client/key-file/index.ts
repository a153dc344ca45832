import type { ClientDiagnoser } from '../diagnoser.js';

export const KEY_FILE: readonly ClientDiagnoser[] = [];
