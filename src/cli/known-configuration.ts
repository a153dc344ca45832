import { type Configuration, type ConnectionFacts, readConfiguration } from '../configuration/index.js';
import type { KnownConfiguration } from '../diagnosers/known-configuration.js';
import { createFitting, type Knowledge } from '../fitting/index.js';
import { configurationFiles } from '../input/configuration-files.js';
import { explainReadError, InputError } from '../input/input-error.js';
import { effectiveConfiguration, effectiveFor, localRelease } from '../input/local-sshd.js';
import type { Release } from '../openssh/version.js';
import { readConfigurationFile } from './configuration-file.js';
import { UsageError } from './exit-status.js';
import { tell } from './tell.js';

const DEFAULT_FILE = '/etc/ssh/sshd_config';
/** Connections that sshd is asked about. */
const MAX_QUESTIONS = 100;

export interface ConfigurationOptions {
  /** A file, or `auto`. */
  sshdConfig: string;
  openssh?: Release;
  quiet?: boolean;
}

/**
 * The configuration that the user names.
 * @param show how a text of it is shown, where names are hidden
 * @throws UsageError where it cannot be read, or sshd would refuse it; the faults have been told on standard error by then
 */
export function readKnownConfiguration({ sshdConfig, openssh, quiet = false }: ConfigurationOptions, show?: (text: string) => string): KnownConfiguration {
  const knowledge = readKnowledge({ sshdConfig, ...(openssh !== undefined && { openssh }), quiet });
  const shown = show === undefined ? knowledge : { ...knowledge, show };
  return createFitting(() => shown);
}

/**
 * What the configuration that the user names says.
 * @throws UsageError as `readKnownConfiguration`
 */
export function readKnowledge({ sshdConfig, openssh, quiet = false }: ConfigurationOptions): Knowledge {
  if (sshdConfig === 'auto') return ofThisSystem(openssh, quiet);
  return { configuration: readConfigurationFile(sshdConfig, openssh, { quiet, instead: 'give a file of sshd_config, or auto', releaseOption: '--openssh' }) };
}

function ofThisSystem(openssh: Release | undefined, quiet: boolean): Knowledge {
  const release = openssh ?? localRelease();
  const output = readText('sshd -T', ask(effectiveConfiguration), release);
  const answers = new Map<string, Configuration | undefined>();
  return {
    configuration: withPlaces(release, quiet) ?? output,
    output,
    ask(facts: ConnectionFacts) {
      const key = JSON.stringify(facts);
      if (!answers.has(key) && answers.size < MAX_QUESTIONS) {
        const text = effectiveFor(facts);
        answers.set(key, text === undefined ? undefined : readText('sshd -T -C', text, release));
      }
      return answers.get(key);
    },
  };
}

/** sshd prints values without their places: the file has them, if it may be read. */
function withPlaces(release: Release | undefined, quiet: boolean): Configuration | undefined {
  try {
    const configuration = readConfiguration(DEFAULT_FILE, configurationFiles(DEFAULT_FILE), release);
    return configuration.problems.some(({ severity }) => severity === 'error') ? undefined : configuration;
  } catch (error) {
    if (!quiet) tell(`${explainReadError(DEFAULT_FILE, error).message.split(';')[0]}, so that findings show what is set, and not where`);
    return undefined;
  }
}

function readText(name: string, text: string, release: Release | undefined): Configuration {
  return readConfiguration(name, { read: () => text, glob: () => [] }, release);
}

function ask(question: () => string): string {
  try {
    return question();
  } catch (error) {
    if (error instanceof InputError) throw new UsageError(error.message);
    throw error;
  }
}
