import type { Diagnoser } from '../diagnoser.js';
import { badConfigOption } from './bad-config-option.js';
import { badConfigValue } from './bad-config-value.js';
import { binaryReplacedRestartNeeded } from './binary-replaced-restart-needed.js';
import { bindAddressInUse } from './bind-address-in-use.js';
import { bindAddressUnassignable } from './bind-address-unassignable.js';
import { hostkeyMissing } from './hostkey-missing.js';
import { hostkeyPermissions } from './hostkey-permissions.js';
import { hostkeyUnreadable } from './hostkey-unreadable.js';
import { noHostkeys } from './no-hostkeys.js';
import { privsepDirectoryMissing } from './privsep-directory-missing.js';

export const SERVER: readonly Diagnoser[] = [
  badConfigOption,
  badConfigValue,
  binaryReplacedRestartNeeded,
  bindAddressInUse,
  bindAddressUnassignable,
  hostkeyMissing,
  hostkeyPermissions,
  hostkeyUnreadable,
  noHostkeys,
  privsepDirectoryMissing,
];
