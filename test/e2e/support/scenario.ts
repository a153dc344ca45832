import type { Finding } from '../../../src/finding.js';
import type { Fill } from './apply.js';
import type { ServerOptions } from './world.js';

export interface Attempt {
  ok: boolean;
  /** What the client said; shown where the outcome is not the expected one. */
  said: string;
}

export interface Scenario extends ServerOptions {
  /** The finding whose fix is proven. */
  code: string;
  /** What tells it from other scenarios of the code. */
  name?: string;
  /** Breaks something: a shell script, run before sshd starts. */
  before?: string;
  /** sshd cannot start or has to be told something first; instead of the usual start. */
  start?: () => Promise<void>;
  /** The client whose attempt fails, and succeeds after the fix; the same for both. Default: ssh as fred with a key. */
  client?: (port: number) => Promise<Attempt>;
  /** Part of the summary of each fix that is proven; each from a fresh start. */
  fixes: readonly (string | Proof)[];
  /** Further options of `sshlog diagnose`. */
  options?: readonly string[];
  /** Further demands on the finding. */
  check?: (finding: Finding) => void;
}

export interface Proof {
  summary: string;
  /** What the reader puts in for words that the fix cannot know. */
  fill?: Fill;
  /** What the commands read: answers to their questions. */
  answers?: string;
  /** What the reader has to do besides, as the summary or the caution says: a shell script, run after the fix. */
  then?: string;
  /** A fix that needs others of the same finding as well, applied before it in this order. */
  after?: readonly (string | Proof)[];
}
