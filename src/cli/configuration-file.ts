import { resolve } from 'node:path';
import { type Configuration, readConfiguration } from '../configuration/index.js';
import { configurationFiles } from '../input/configuration-files.js';
import { explainReadError } from '../input/input-error.js';
import type { Release } from '../openssh/version.js';
import { UsageError } from './exit-status.js';
import { tell } from './tell.js';

/** Faults that are told one by one. */
const MAX_FAULTS = 20;

export interface Telling {
  /** Faults only, no warnings. */
  quiet: boolean;
  /** What to give instead of a file that does not exist. */
  instead: string;
  /** The option that names the release that the file is for. */
  releaseOption: '--openssh' | '--target';
}

/**
 * Reads a configuration that the user names.
 * @throws UsageError where it cannot be read, or sshd would refuse it; the faults have been told on standard error by then
 */
export function readConfigurationFile(path: string, release: Release | undefined, { quiet, instead, releaseOption }: Telling): Configuration {
  let configuration: Configuration;
  try {
    configuration = readConfiguration(path, configurationFiles(path), release);
  } catch (error) {
    throw new UsageError(explainReadError(path, error, instead).message);
  }
  const { problems, settings, files } = configuration;
  const faults = problems.filter(({ severity }) => severity === 'error');
  for (const { file, line, reason } of (quiet ? faults : problems).slice(0, MAX_FAULTS)) tell(`${file}:${line}: ${reason}`);
  if (faults.length > 0) {
    const others = faults.length > MAX_FAULTS ? ` (of ${faults.length} faults ${MAX_FAULTS} are told)` : '';
    throw new UsageError(`sshd refuses the configuration in ${path}${others}; correct it${release === undefined ? '' : `, or name another release with ${releaseOption}`}`);
  }
  const foreign = files.find((file) => file.path.startsWith('/etc/ssh/') && !resolve(path).startsWith('/etc/ssh/'));
  if (foreign && !quiet) tell(`${path} includes ${foreign.path}, which was read on this system; for another machine's files, keep them as ROOT/etc/ssh/sshd_config`);
  if (settings.length === 0 && !quiet) tell(`${path} sets nothing: every keyword has the default of its release`);
  return configuration;
}
