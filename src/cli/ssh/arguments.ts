import { LOG_LEVELS, type LogLevel, parseLogLevel } from '../../openssh/log-level.js';
import { compareReleases, type Release } from '../../openssh/version.js';

/** Letters of ssh's options that take an argument. */
const TAKING = 'bceilmopBDEFIJLOQRSwW';
const SWITCHES = '1246afgknqstvxACGKMNTVXYy';
/** A tag with an argument from then on; before, a switch that did nothing any more. */
const TAGS_SINCE: Release = '9.4';

/** Where an option stands: the word of its letter, the place of the letter in it, and its argument. */
export interface SshOption {
  letter: string;
  index: number;
  at: number;
  /** The word that the argument stands in, and from where on. */
  value?: { index: number; from: number; text: string };
}

export interface SshArguments {
  options: readonly SshOption[];
  /** Undefined where ssh would print its usage and end. */
  host?: string;
}

/**
 * Reads the arguments of ssh as it does itself (getopt of BSD): options up to the host, and once more behind it, up to the
 * remote command. @returns undefined where ssh would refuse them
 */
export function parseSshArguments(args: readonly string[], release: Release): SshArguments | undefined {
  const taking = compareReleases(release, TAGS_SINCE) < 0 ? TAKING : `${TAKING}P`;
  const options: SshOption[] = [];
  let index = 0;
  for (let host: string | undefined; ; ) {
    const begin = index;
    for (let word = args[index]; word !== undefined && word.startsWith('-') && word !== '-'; word = args[index]) {
      index++;
      if (word === '--') break;
      const last = readWord(args, word, index - 1, taking, options);
      if (last === undefined) return undefined;
      index = last + 1;
    }
    if (host !== undefined) return { options, host };
    host = args[index++];
    if (host === undefined) return { options };
    // The argument of the last option may look like the end of the options: to ssh it is.
    if (index - 1 > begin && args[index - 2] === '--') return { options, host };
  }
}

/** Reads `-vN4` or `-oKey=value`. @returns the last word that belongs to it; undefined for what ssh does not know */
function readWord(args: readonly string[], word: string, index: number, taking: string, options: SshOption[]): number | undefined {
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at);
    if (taking.includes(letter)) {
      const value = at + 1 < word.length ? { index, from: at + 1, text: word.slice(at + 1) } : { index: index + 1, from: 0, text: args[index + 1] };
      if (value.text === undefined) return undefined;
      options.push({ letter, index, at, value: { ...value, text: value.text } });
      return value.index;
    }
    if (!SWITCHES.includes(letter) && letter !== 'P') return undefined;
    options.push({ letter, index, at });
  }
  return index;
}

/** Options with which ssh asks, answers or tells something, but makes no connection of its own. */
const NO_CONNECTION = 'VQGO';

/** Whether ssh is to connect, as far as the arguments tell. */
export function connects({ options, host }: SshArguments): boolean {
  return host !== undefined && !options.some(({ letter }) => NO_CONNECTION.includes(letter));
}

/** The LogLevel that the arguments ask for; undefined where the configuration decides. */
export function levelOf(options: readonly SshOption[]): LogLevel | undefined {
  let level: number | undefined;
  let debugs = false;
  for (const { letter, value } of options) {
    if (letter === 'q') level = 0;
    else if (letter === 'v') {
      // The first -v sets the level, whatever was there before; more of them add to it.
      level = debugs ? Math.min((level ?? 0) + 1, LOG_LEVELS.length - 1) : LOG_LEVELS.indexOf('debug1');
      debugs = true;
    } else if (letter === 'o' && level === undefined) {
      const [, word] = /^\s*LogLevel(?:\s*=\s*|\s+)"?(\w+)"?\s*$/i.exec(value?.text ?? '') ?? [];
      const named = word === undefined ? undefined : parseLogLevel(word);
      if (named !== undefined) level = LOG_LEVELS.indexOf(named);
    }
  }
  return level === undefined ? undefined : LOG_LEVELS[level];
}
