/** What is wrong with a line of sshd_config. */
export type ConfigProblem =
  | 'unknown-value' | 'missing-value' | 'malformed-value' | 'extra-arguments' | 'not-in-match' | 'bad-match' | 'duplicate'
  | 'include-failed' | 'too-small' | 'not-absolute' | 'bad-quotes' | 'misplaced' | 'refused';

/** Where sshd read a directive: a file, or `rexec`, `reprocess config`, `command-line`. */
export interface ConfigPlace {
  path: string;
  line: number;
}

/** sshd_config as sshd reads it. */
export interface ConfigurationEvents {
  'config.bad-option': ConfigPlace & { option: string };
  /** `option` where the wording names the keyword or leaves only one. */
  'config.bad-value': ConfigPlace & { reason: ConfigProblem; option?: string; value?: string };
  /** Keyword without effect. */
  'config.ignored-option': ConfigPlace & { option: string; reason: 'deprecated' | 'unsupported' };
  /** sshd does not start over it; follows the lines with the reasons. */
  'config.rejected': { path: string; badOptions: number };
  /** Why a Match line was refused; the line with its number follows. */
  'config.bad-match': { attribute?: string; value?: string };
  /** A name in an algorithm list that this build does not know; the line with its number follows. */
  'config.unknown-algorithm': { option: string; value: string };
  /** Directives that do not go together, or a file that cannot be used as a whole. */
  'config.inconsistent': { reason: ConfigConflict; option?: string; value?: string };
  /** DEBUG3: a directive in effect. */
  'config.setting': ConfigPlace & { option: string; value: string };
}

export type ConfigConflict =
  | 'include-on-command-line' | 'include-too-deep' | 'too-large' | 'bad-listen-address' | 'too-many-listen-addresses';
