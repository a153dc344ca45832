import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

const NAMES = ['.sshlog.json', 'sshlog.config.json'];

/** A file of configuration. */
export interface ConfigFile {
  path: string;
  /** The user named it, or it is where only the user's own can be. Others may have been put there by anybody. */
  named: boolean;
}

/**
 * The files of configuration that apply, the one that counts most first: the nearest one in the working directory or above it,
 * and that of the user (XDG).
 * @param option what `--config FILE` or `--no-config` say
 */
export function findConfigFiles(option: string | boolean | undefined): ConfigFile[] {
  if (option === false) return [];
  if (typeof option === 'string') return [{ path: option, named: true }];
  const nearest = nearestFile(workingDirectory());
  const own = join(configHome(), 'sshlog', 'config.json');
  return [
    ...(nearest === undefined ? [] : [{ path: nearest, named: false }]),
    ...(isFile(own) && own !== nearest ? [{ path: own, named: true }] : []),
  ];
}

/** Undefined where it was removed. */
function workingDirectory(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

function nearestFile(directory: string | undefined): string | undefined {
  if (directory === undefined) return undefined;
  for (let at = directory, above = dirname(at); ; at = above, above = dirname(at)) {
    const found = NAMES.map((name) => join(at, name)).find(isFile);
    if (found !== undefined || above === at) return found;
  }
}

/** A relative path there is not valid (XDG Base Directory Specification). */
function configHome(): string {
  const { XDG_CONFIG_HOME = '' } = process.env;
  return isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : join(homedir(), '.config');
}

/** No pipe or device, which could be waited for. What cannot be looked at is none of ours. */
function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}
