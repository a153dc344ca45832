import { noCommonCipher } from '../../negotiation/no-common-cipher.js';
import { noCommonCompression } from '../../negotiation/no-common-compression.js';
import { noCommonHostkey } from '../../negotiation/no-common-hostkey.js';
import { noCommonKex } from '../../negotiation/no-common-kex.js';
import { noCommonMac } from '../../negotiation/no-common-mac.js';
import type { ClientDiagnoser } from '../diagnoser.js';
import { dhGroupOutOfRangeSeen } from './dh-group-out-of-range.js';
import { clientMismatch } from './mismatch.js';

export const NEGOTIATION: readonly ClientDiagnoser[] = [
  clientMismatch('kex', noCommonKex.meta),
  clientMismatch('hostkey', noCommonHostkey.meta),
  clientMismatch('cipher', noCommonCipher.meta),
  clientMismatch('mac', noCommonMac.meta),
  clientMismatch('compression', noCommonCompression.meta),
  dhGroupOutOfRangeSeen,
];
