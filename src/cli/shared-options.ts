import { type Command, InvalidArgumentError, Option } from 'commander';
import { compareReleases, NEWEST_RELEASE, OLDEST_RELEASE, parseRelease, type Release } from '../openssh/version.js';
import { type AddressFilter, parseAddressFilter } from './address-filter.js';
import type { Settings } from './config/settings.js';
import type { Thresholds } from '../diagnosers/attack/thresholds.js';
import { REDACTABLE, type Redactable } from '../pipeline/redact/pseudonyms.js';
import { collect, parseJobs, parseLineLimit, parseRedact, parseTimeBound, parseTimezone, parseYear, type TimeBound } from './parse-option.js';
import { parseThreshold } from './threshold-option.js';

/** Options that every command has that reads a log. */
export interface SharedOptions {
  since?: TimeBound;
  until?: TimeBound;
  user?: string;
  from?: AddressFilter;
  host?: string;
  year?: number;
  timezone?: string;
  merge?: boolean;
  journal?: boolean;
  lineLimit?: number;
  jobs?: number;
  openssh?: Release;
  sshdConfig?: string;
  threshold?: Partial<Thresholds>;
  format?: string[];
  output?: string;
  redact?: Redactable[];
  color: 'auto' | 'always' | 'never';
  pager: boolean;
  quiet?: boolean;
  verbose?: boolean;
  config?: string | boolean;
  /** What configuration files say; no option of the command line. */
  settings?: Settings;
}

export function addSharedOptions(command: Command, formats: readonly string[]): Command {
  return command
    .optionsGroup('What to look at:')
    .addOption(new Option('--since <time>', 'only lines from then on: ISO time, or 2h, 3d before the end of the log').argParser(parseTimeBound))
    .addOption(new Option('--until <time>', 'only lines up to then').argParser(parseTimeBound))
    .option('--user <name>', 'only connections of this user')
    .addOption(new Option('--from <address>', 'only connections from this address or network (CIDR)').argParser(parseAddressFilter))
    .option('--host <name>', 'only lines of this host')
    .optionsGroup('How to read it:')
    .option('--merge', 'interleave the files by time, as one log of a host')
    .option('--journal', 'read the journal of this system (journalctl)')
    .addOption(new Option('--year <year>', 'year of the first line, for formats without one').argParser(parseYear))
    .addOption(new Option('--timezone <zone>', 'zone of time stamps without offset (default: this system\'s)').argParser(parseTimezone))
    .addOption(new Option('--line-limit <bytes>', 'bytes of a line that are kept (default: 16384)').argParser(parseLineLimit))
    .addOption(new Option('--jobs <n>', 'threads that may be used: with 2, diagnose looks for attacks beside everything else (default: 1)').argParser(parseJobs))
    .addOption(new Option('--openssh <version>', 'release that wrote the log, such as 7.4').argParser(parseReleaseOption))
    .option('--sshd-config <file>', 'its configuration: sshd_config, or the output of sshd -T; auto asks the sshd of this system')
    .addOption(new Option('--threshold <name=n>', 'from how much on it is an attack, such as brute-force-tries=20; may be repeated; the pages of sshlog explain list them').argParser(parseThreshold))
    .option('--config <file>', 'read this configuration instead of .sshlog.json or sshlog.config.json, here or above, and that of the user')
    .option('--no-config', 'read no configuration')
    .optionsGroup('Output:')
    .addOption(oneOf(new Option('--format <name[=file]>', 'may be repeated').argParser(collect), formats))
    .option('-o, --output <file>', 'write to this file instead of standard output')
    .addOption(new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto'))
    .addOption(redactOption())
    .option('--no-pager', 'print at once, also what is longer than the terminal')
    .option('-q, --quiet', 'no summary and no hints')
    .option('-v, --verbose', 'all evidence and everybody affected');
}

/** `--redact ip,user`. */
export function redactOption(): Option {
  return oneOf(new Option('--redact <kinds>', 'pseudonyms instead, for a ticket').argParser(parseRedact), [...REDACTABLE, 'all']);
}

/** For help and completion: the words that a value is made of, where a parser of its own checks them. */
function oneOf(option: Option, words: readonly string[]): Option {
  option.argChoices = [...words];
  return option;
}

/** @throws what commander turns into one sentence about the option */
export function parseReleaseOption(text: string): Release {
  const release = parseRelease(text);
  if (release === undefined || compareReleases(release, OLDEST_RELEASE) < 0 || compareReleases(release, NEWEST_RELEASE) > 0) {
    throw new InvalidArgumentError(`Give a release from ${OLDEST_RELEASE} to ${NEWEST_RELEASE}, such as 7.4 or 9.2p1.`);
  }
  return release;
}
