import { isWritten, type LogLevel } from '../../openssh/log-level.js';
import { compareReleases, type Release } from '../../openssh/version.js';
import type { SshArguments } from './arguments.js';

/** From then on LogVerbose has everything logged, whatever LogLevel is. */
const VERBOSE_SINCE: Release = '8.5';

/**
 * The arguments with which ssh logs everything to a file, and does everything else as before.
 *
 * -vvv would do that as well, but ssh hands -v on to the ssh of a ProxyJump, which writes to the terminal; LogLevel stays with
 * this one. A level below INFO hides more than messages (the server's banner, "Connection to … closed"): there LogLevel has to stay,
 * and LogVerbose makes the log. Before 8.5 there is none, and -q has to go.
 * @param level that the user has chosen, in the arguments or the configuration
 */
export function loggedArguments(args: readonly string[], { options }: SshArguments, { level, release, file }: { level: LogLevel; release: Release; file: string }): string[] {
  const logged = withLogFile(args, { options }, file);
  const to = options.some(({ letter }) => letter === 'E') ? [] : ['-E', file];
  if (!isWritten('info', level) && compareReleases(release, VERBOSE_SINCE) >= 0) return ['-o', 'LogVerbose=*', ...to, ...logged];
  const verbose = options.filter(({ letter }) => letter === 'v').length;
  // Behind -v, -o LogLevel is not heeded; a -q between them would count.
  const more = verbose === 0 ? ['-o', 'LogLevel=DEBUG3'] : verbose < 3 ? [`-${'v'.repeat(3 - verbose)}`] : [];
  return [...more, ...to, ...withoutQuiet(logged, { options })];
}

/** The arguments with another file for -E, where there is one. */
export function withLogFile(args: readonly string[], { options }: Pick<SshArguments, 'options'>, file: string): string[] {
  const changed = [...args];
  for (const { letter, value } of options) {
    if (letter === 'E' && value) changed[value.index] = (args[value.index] ?? '').slice(0, value.from) + file;
  }
  return changed;
}

function withoutQuiet(args: readonly string[], { options }: Pick<SshArguments, 'options'>): string[] {
  const changed = args.map((word) => [...word]);
  for (const { letter, index, at } of options) if (letter === 'q') changed[index]?.splice(at, 1, '');
  return changed.flatMap((letters, index) => {
    const word = letters.join('');
    return word === '-' && args[index] !== '-' ? [] : [word];
  });
}
