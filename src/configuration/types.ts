import type { Release } from '../openssh/version.js';

/** Line of a file, from 1. */
export interface Place {
  file: string;
  line: number;
}

/** Columns of a line, from 0: [start, end). */
export type Span = readonly [start: number, end: number];

/** A keyword or an argument. `text` is without quotes and escapes, `span` with them. */
export interface Word {
  text: string;
  span: Span;
}

/** One line as it stands in its file, whatever it holds. Text is as its source gave it; sources read one character a byte (latin1). */
export interface ConfigurationLine extends Place {
  /** Without the line end. */
  raw: string;
  /** As written. Absent: a blank line or a comment. */
  keyword?: Word;
  /** The keyword in the spelling of the newest release; absent where no release knows it. */
  name?: string;
  arguments: readonly Word[];
}

export interface ConfigurationFile {
  path: string;
  lines: readonly ConfigurationLine[];
}

export type CriterionName =
  | 'User' | 'Group' | 'Host' | 'Address' | 'LocalAddress' | 'LocalPort' | 'RDomain' | 'Version' | 'Invalid-User' | 'All';

/** What a Match line asks. `name` is absent for criteria that sshd does not have (Exec): they are never decided, nor executed. */
export interface Criterion {
  name?: CriterionName;
  /** Absent for All and Invalid-User. */
  pattern?: string;
}

/** A Match line: what follows up to the next one, or the end of the file, holds where all criteria do. */
export interface MatchBlock extends Place {
  criteria: readonly Criterion[];
  /** The Match line itself. */
  source: ConfigurationLine;
  /** Releases that overlook Match in included files (8.2, 8.3). */
  never?: true;
}

/** A keyword line where it takes effect: a file that is included twice sets everything twice. */
export interface Setting {
  /** In the spelling of the newest release. */
  name: string;
  args: readonly string[];
  line: ConfigurationLine;
  /** All of these must hold; outer ones (around an Include) first. Empty: global. */
  blocks: readonly MatchBlock[];
  /** The Include lines that lead to it, that of the main file first. */
  via: readonly ConfigurationLine[];
}

/** `error`: sshd refuses to start with it, or it cannot be read. `warning`: sshd goes on. The reason is a sentence without its end. */
export interface ConfigurationProblem extends Place {
  severity: 'error' | 'warning';
  reason: string;
}

export interface Configuration {
  /**
   * `effective`: the output of `sshd -T`, in which everything is set, the defaults too, and no file is named.
   * `logged`: what a log shows; what it does not show may be set all the same.
   */
  kind: 'file' | 'effective' | 'logged';
  /** In the order of reading, each once; the first is the one that was asked for. */
  files: readonly ConfigurationFile[];
  /** In the order in which sshd meets them, Includes followed. */
  settings: readonly Setting[];
  problems: readonly ConfigurationProblem[];
  /** The release that the text was read for, where that is known. */
  release?: Release;
}

/** The world outside. Both throw an Error with the reason where the system refuses. */
export interface ConfigurationSource {
  /** The text of a file, one character a byte (latin1). */
  read(path: string): string;
  /** The files that a pattern of glob(3) names, in any order; none is no error. */
  glob(pattern: string): readonly string[];
}

/** What is known of a connection. What is absent is unknown; criteria that need it are undecided. */
export interface ConnectionFacts {
  user?: string;
  /** Name of the client's host as sshd resolves it; with `UseDNS no` it is the address. */
  host?: string;
  address?: string;
  localAddress?: string;
  localPort?: number;
  rdomain?: string;
  /** All groups of the user, the primary one too. */
  groups?: readonly string[];
  /** Whether the account exists. */
  userExists?: boolean;
  /** The server's own version, such as OpenSSH_10.0p2. */
  version?: string;
}
