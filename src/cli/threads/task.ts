import type { MessagePort } from 'node:worker_threads';
import { DIAGNOSERS } from '../../diagnosers/index.js';
import type { Diagnoser } from '../../diagnosers/diagnoser.js';
import type { TimeRange } from '../../input/journal.js';
import type { AnalyzedOptions } from '../analyzer-options.js';
import type { Reading } from '../read-sources.js';
import type { CrossingShare } from './crossing.js';

/**
 * A second thread reads the same log with the other diagnosers. Those of attacks and the rest know nothing of each other, and have
 * about the same work where there is much; so that the findings of both are those of one thread, whatever the log. Parts of the log
 * could not be given to threads so: windows of time, tables with a limit and pids that come again reach over every border.
 */
export interface Task {
  /** All are files, named as they are to be opened. */
  sources: readonly { name: string; files: readonly { name: string; latest: number }[] }[];
  range: TimeRange;
  timezone: string;
  sshdConfig: string | undefined;
  options: Omit<AnalyzedOptions, 'from' | 'settings'> & Reading['options'];
  /** The address or network of `--from`. */
  from: string | undefined;
  trustedNetworks: readonly string[];
  /** Where the share is put, and further parts of findings are asked for. */
  port: MessagePort;
  /** How many answers were given, for who sleeps until there is one. */
  answered: Int32Array<SharedArrayBuffer>;
}

/** What comes through the port by itself. */
export type Told = { share: CrossingShare };

const isOfAttacks = ({ meta }: Diagnoser) => meta.category === 'attack';

/** The diagnosers of the second thread, and of the first one then. */
export const diagnosersApart = (): readonly Diagnoser[] => DIAGNOSERS.filter(isOfAttacks);
export const otherDiagnosers = (): readonly Diagnoser[] => DIAGNOSERS.filter((diagnoser) => !isOfAttacks(diagnoser));
