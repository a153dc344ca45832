import type { ClientDiagnoser } from '../diagnoser.js';
import { identityFileMissing } from './identity-file-missing.js';
import { keyAcceptedUnused } from './key-accepted-unused.js';
import { keyPassphraseNeeded } from './key-passphrase-needed.js';
import { keyPassphraseWrong } from './key-passphrase-wrong.js';
import { privateKeyInvalidFormat } from './private-key-invalid-format.js';
import { privateKeyPermissions } from './private-key-permissions.js';
import { privateKeyPublicMismatch } from './private-key-public-mismatch.js';
import { privateKeyUnreadable } from './private-key-unreadable.js';

export const KEY_FILE: readonly ClientDiagnoser[] = [
  privateKeyPublicMismatch, keyPassphraseWrong, keyPassphraseNeeded, privateKeyPermissions, privateKeyUnreadable, privateKeyInvalidFormat, identityFileMissing, keyAcceptedUnused,
];
