import type { ClientDiagnoser } from '../diagnoser.js';
import { badConfigOption } from './bad-config-option.js';
import { badConfigValue } from './bad-config-value.js';
import { configFileMissing } from './config-file-missing.js';
import { configFilePermissions } from './config-file-permissions.js';

export const CONFIG: readonly ClientDiagnoser[] = [badConfigOption, badConfigValue, configFileMissing, configFilePermissions];
