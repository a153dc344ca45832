import type { MessagePort } from 'node:worker_threads';
import type { Thresholds } from '../../diagnosers/attack/thresholds.js';
import type { Finding } from '../../finding.js';
import type { Chunk } from '../../pipeline/attacks/packer.js';
import type { CrossingShare } from './crossing.js';

/**
 * A second thread looks for attacks, which is about half of the work where there are any. The first one reads the log, looks for everything
 * else, and tells the second of attempts to log in: diagnosers of attacks want to know nothing else, and share nothing with the others.
 * So the findings of both are those of one thread, whatever the log. Parts of the log could not be given to threads so: windows of time,
 * tables with a limit and pids that come again reach over every border.
 */
export interface Task {
  thresholds: Partial<Thresholds> | undefined;
  /** As --user and --from have them. */
  user: string | undefined;
  from: string | undefined;
  trustedNetworks: readonly string[];
  /** What goes back and forth. */
  port: MessagePort;
  /** For who sleeps until there is an answer: how many there were to questions. */
  answered: Int32Array<SharedArrayBuffer>;
}

/** To the second thread: attempts; that there are no more; the place of a finding of which more is asked for. */
export type Request = { chunk: Chunk } | { end: true } | { finding: number };

/** From it, behind each chunk, behind the end, and to each question. */
export type Answer = { taken: true } | { share: CrossingShare } | { rest: Partial<Finding> };
