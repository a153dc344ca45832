import type { Command } from 'commander';
import { UsageError } from '../exit-status.js';
import type { SharedOptions } from '../shared-options.js';
import { parseThreshold } from '../threshold-option.js';
import type { ConfigFile } from './find.js';
import { readConfig } from './read.js';
import type { Config } from './schema.js';
import { toSettings } from './settings.js';

/**
 * Puts what configuration files say where the command line says nothing: options, thresholds, and the settings that are no options.
 * @param files the one that counts most first
 * @throws UsageError for a file that is not valid
 */
export function applyConfig(command: Command, files: readonly ConfigFile[]): void {
  const configs = files.flatMap((file) => {
    const config = readConfig(file);
    return config ? [{ path: file.path, config }] : [];
  });
  if (configs.length === 0) return;
  for (const { path, config } of configs) applyOptions(command, path, config);
  applyThresholds(command, configs.map(({ config }) => config));
  command.setOptionValueWithSource('settings', toSettings(configs, new Date().toISOString().slice(0, 10)), 'config');
}

function applyOptions(command: Command, path: string, { options = {} }: Config): void {
  for (const [name, value] of Object.entries(options)) {
    const option = command.options.find(({ long }) => long === `--${name}`);
    const key = option?.attributeName();
    // Another command has it; or what counts for more has set it.
    if (!option || key === undefined || !['default', undefined].includes(command.getOptionValueSource(key))) continue;
    const text = Array.isArray(value) ? value.join(',') : String(value);
    // An option of the same name may mean something else in another command.
    if (option.argChoices && !text.split(',').every((word) => option.argChoices?.includes(word))) continue;
    try {
      const parsed: unknown = typeof value === 'boolean' ? value : option.parseArg ? option.parseArg(text, undefined) : text;
      command.setOptionValueWithSource(key, parsed, 'config');
    } catch (error) {
      throw new UsageError(`${path}: options.${name}: ${(error as Error).message}`);
    }
  }
}

/** Each by its name: the command line counts most, then the first file. */
function applyThresholds(command: Command, configs: readonly Config[]): void {
  const written = Object.assign({}, ...configs.map(({ thresholds }) => thresholds ?? {}).toReversed()) as Record<string, string | number>;
  const parsed = Object.entries(written).reduce<SharedOptions['threshold']>((all, [name, value]) => parseThreshold(`${name}=${value}`, all), undefined);
  if (!parsed) return;
  const { threshold } = command.opts<SharedOptions>();
  command.setOptionValueWithSource('threshold', { ...parsed, ...threshold }, 'config');
}
