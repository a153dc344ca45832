import type { ClientDiagnoser } from '../diagnoser.js';
import { badIdentificationSeen } from './bad-identification.js';
import { connectionResetSeen } from './connection-reset.js';
import { badPacketLengthSeen, corruptedMacSeen, malformedSeen } from './packet-failed.js';
import { majorMismatchSeen } from './protocol-major-mismatch.js';

export const PROTOCOL: readonly ClientDiagnoser[] = [badIdentificationSeen, majorMismatchSeen, badPacketLengthSeen, corruptedMacSeen, malformedSeen, connectionResetSeen];
