import { type Configuration, type ConfigurationSource, readConfiguration } from '../../src/configuration/index.js';
import { matchesPattern } from '../../src/configuration/patterns.js';

/** A file system that holds these files only. */
export function filesOf(files: Readonly<Record<string, string>>): ConfigurationSource {
  return {
    read(path) {
      const text = files[path];
      if (text === undefined) throw new Error('there is no such file');
      return text;
    },
    glob: (pattern) => Object.keys(files).filter((path) => matchesPattern(path, pattern)),
  };
}

/** The configuration that these texts make; the main file is /etc/ssh/sshd_config. */
export function configurationOf(main: string, included: Readonly<Record<string, string>> = {}, release?: string): Configuration {
  const path = '/etc/ssh/sshd_config';
  return readConfiguration(path, filesOf({ ...included, [path]: main }), release);
}
