/** What LogLevel of ssh_config and sshd_config can be, from nothing to everything. */
export const LOG_LEVELS = ['quiet', 'fatal', 'error', 'info', 'verbose', 'debug1', 'debug2', 'debug3'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Other names: `ssh -G` prints SILENT for QUIET. */
const ALIASES: Readonly<Record<string, LogLevel>> = { silent: 'quiet', debug: 'debug1' };

/** The level that a word in a configuration or an option names, in any case; undefined for another word. */
export function parseLogLevel(word: string): LogLevel | undefined {
  const name = word.toLowerCase();
  return ALIASES[name] ?? LOG_LEVELS.find((level) => level === name);
}

/** Whether a message of `level` is written where LogLevel is `threshold`. */
export function isWritten(level: LogLevel, threshold: LogLevel): boolean {
  return LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(threshold);
}
