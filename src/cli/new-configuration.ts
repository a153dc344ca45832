import { resolve } from 'node:path';
import { type Configuration, readConfiguration } from '../configuration/index.js';
import { configurationFiles } from '../input/configuration-files.js';
import type { Release } from '../openssh/version.js';
import { UsageError } from './exit-status.js';

/**
 * Reads a configuration that is about to be used.
 * @param release that it is for, where it is known
 * @throws UsageError where it cannot be read, or sshd would refuse it: file, line and reason
 */
export function readNewConfiguration(path: string, release: Release | undefined): Configuration {
  let configuration: Configuration;
  try {
    configuration = readConfiguration(path, configurationFiles(resolve(path)), release);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(code === 'ENOENT' || code === 'ENOTDIR'
      ? `${path} does not exist; name the file that is to become sshd_config`
      : `${path} cannot be read: ${message.split(',')[0]}`);
  }
  const [first, ...others] = configuration.problems.filter(({ severity }) => severity === 'error');
  if (!first) return configuration;
  const more = others.length === 0 ? '' : `; and ${others.length} more, which sshd -t -f ${path} names`;
  throw new UsageError(`${first.file}:${first.line}: ${first.reason}${more}`);
}
