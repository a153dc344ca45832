/** What the manual says beyond the definitions of commands and options. */

export const EXIT_STATUSES: readonly (readonly [string, string])[] = [
  ['0', 'Analyzed; nothing at or above --fail-on. Also where the reader closed the pipe.'],
  ['1', 'Analyzed; at least one finding at or above --fail-on.'],
  ['2', 'Wrong usage or configuration; nothing was analyzed.'],
  ['3', 'An input could not be read, wholly or partly; what could be is printed.'],
  ['70', 'A defect of sshlog; -v prints where.'],
  ['126, 127', 'Of sshlog ssh, whose status is otherwise that of ssh: ssh cannot be run, or is not there.'],
  ['130', 'Ended by a second Ctrl-C. The first one ends the input and prints what is known.'],
  ['143', 'Ended by SIGTERM.'],
];

export const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ['NO_COLOR', 'No colours, where it is not empty, unless --color always asks for them.'],
  ['FORCE_COLOR', 'Colours in a pipe too; 0 for none.'],
  ['SSHLOG_PAGER', 'The command that shows what is longer than the terminal; empty or cat for none. Default: PAGER, else less.'],
  ['LESS', 'Options of less; FRX where it is not set.'],
  ['XDG_CONFIG_HOME', 'Where the configuration of the user is; default ~/.config.'],
];

export const FILES: readonly (readonly [string, string])[] = [
  ['.sshlog.json', 'Configuration, or sshlog.config.json, in the working directory or the nearest directory above it.'],
  ['~/.config/sshlog/config.json', 'Configuration of the user; the nearer file counts for more.'],
];
