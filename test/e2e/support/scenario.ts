import type { Fill } from './apply.js';
import type { ServerOptions } from './world.js';

export interface Attempt {
  ok: boolean;
  /** What the client said; shown where the outcome is not the expected one. */
  said: string;
}

export type Client = (port: number) => Promise<Attempt>;

export interface Scenario extends ServerOptions {
  /** The finding whose fix is proven. */
  code: string;
  /** What tells it from other scenarios of the code. */
  name?: string;
  /** Breaks something: a shell script, run before sshd starts. */
  before?: string;
  /** The same, once configuration and host keys are there, and before sshd starts; or once it runs. */
  after?: string;
  running?: string;
  /** sshd does not start: no client is needed to see that, but one has to get in after the fix. */
  down?: boolean;
  /** The client whose attempt fails, and succeeds after the fix; the same for both. Default: ssh as fred with a key. */
  client?: Client;
  /** The attempt should not have succeeded: the fix keeps the client out. */
  intruder?: boolean;
  /** The client gets in all the same: what is repaired is something else. */
  works?: boolean;
  /** Each fix that is proven, each from a fresh start. */
  fixes: readonly (string | Proof)[];
}

export interface Proof {
  /** Part of the summary of the fix. */
  summary: string;
  /** What the reader puts in for words that the fix cannot know. */
  fill?: Fill;
  /** What the commands read: answers to their questions. */
  answers?: string;
  /** What the fix asks of the reader in words: a shell script, run before the fix, in place of its editor, or after it. */
  first?: string;
  edit?: string;
  finish?: string;
  /** Further fixes of the same finding that this one needs, applied before it in this order. */
  after?: readonly (string | Proof)[];
  /**
   * What shows that it works. Default: the client gets in. `command`: the last command is the client. `silent`: another attempt does
   * not lead to the finding. `tells`: another attempt leads to a finding that says more.
   */
  shown?: 'client' | 'command' | 'silent' | { tells: string };
}
