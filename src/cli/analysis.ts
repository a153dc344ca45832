import type { Report } from '../finding.js';
import type { Input } from '../input/input.js';
import type { TimeRange } from '../input/journal.js';
import type { Analyzer, AnalyzerOptions } from '../pipeline/analyzer.js';
import { createTwoSidedAnalyzer, type TwoSidedOptions } from '../pipeline/two-sided.js';
import { analyzerOptions } from './analyzer-options.js';
import { chooseInputs } from './choose-inputs.js';
import { UsageError } from './exit-status.js';
import { knowLogged } from './know-logged.js';
import { localZone } from './local-zone.js';
import { createComplaints, openInputs } from './open-inputs.js';
import { createProgress } from './progress.js';
import { readSources } from './read-sources.js';
import { refuseOverwriting } from './overwriting.js';
import type { SharedOptions } from './shared-options.js';
import { toSources } from './sources.js';
import { isEndless, wantsSecondThread } from './threads/jobs.js';
import { tell } from './tell.js';
import { timeBounds } from './time-bounds.js';
import { version } from '../version.js';

export interface Analysis {
  report: Report;
  /** An input could not be read, wholly or partly. */
  unreadable: boolean;
  /** No input could be read at all: the report is of nothing. */
  nothingRead: boolean;
}

/** What a command wants to be told while the log is read, and by which diagnosers it is looked at. */
export type AnalyzerHooks = Pick<TwoSidedOptions, 'onEvent' | 'onConnectionEnd' | 'diagnosers' | 'follower' | 'redaction' | 'onClientEvent' | 'wantsAttempt'>;

/** Looks on while the log is read. */
export interface Observer {
  /** Files are followed: read on when they grow, and under their name when they are rotated. */
  follow: boolean;
  /**
   * Comes before the first line.
   * @param endless an input may never end
   * @returns whether to call `line`
   */
  begin(analyzer: Analyzer, endless: boolean): boolean;
  /** Comes behind each line. */
  line(): void;
  /** Everything that was there has been read, where files are followed. */
  caughtUp(): void;
  /** Something went wrong, such as an output that cannot be written any more: nothing is to be looked at again. */
  stop(): void;
}

/** How a command wants its inputs to be read. */
interface Manner {
  /** Something is printed on the terminal while the log is read, so that there is no place for a progress bar. */
  showsRows?: boolean;
  /** The command has this to tell of servers' logs alone; that a log is a client's is said. */
  ofServers?: string;
  /** Findings are wanted once everything was read, so that a second thread may look for some of them. */
  mayShare?: boolean;
}

/** Reads all inputs through one analyzer. What cannot be read is said on standard error, and the rest is read. */
export async function analyzeInputs(
  files: readonly string[], options: SharedOptions, { showsRows = false, ofServers, mayShare = false, ...hooks }: AnalyzerHooks & Manner = {}, observer?: Observer,
): Promise<Analysis> {
  const choices = chooseInputs(files, options);
  refuseOverwriting(choices, options);
  const configuration = await configurationFor(options, hooks.redaction);
  const timezone = options.timezone ?? localZone(options.quiet ?? false);
  const complaints = createComplaints({ tellEmpty: choices.length > 1 && !options.quiet });
  let range: TimeRange = {};
  const inputs = await openInputs(choices, complaints, () => range, observer?.follow ?? false);
  const sources = await toSources(inputs, timezone);
  const bound = await timeBounds(inputs, options, timezone);
  const { since, until } = options;
  range = { ...(since && { since: bound(since) }), ...(until && { until: bound(until) }) };
  if (range.since !== undefined && range.until !== undefined && range.until < range.since) {
    throw new UsageError('--until is before --since, so that no line can be between them; exchange them');
  }
  const second = mayShare && wantsSecondThread(inputs, options.jobs) ? await startSecond(options) : undefined;
  const analyzer = createTwoSidedAnalyzer({
    several: sources.length > 1,
    ...analyzerOptions(options, { range, timezone, configuration }),
    ...hooks,
    ...(second && { diagnosers: second.diagnosers }),
    ...(observer && { live: true }),
  });
  const looksOn = observer?.begin(analyzer, inputs.some(isEndless));
  const progress = createProgress({ total: totalSize(inputs), wanted: !options.quiet && !showsRows && !observer?.follow });
  try {
    await readSources(analyzer, sources, {
      options, follow: observer?.follow ?? false, complaints, progress, onLine: looksOn ? () => observer?.line() : undefined, ready: second?.thread.ready,
    }, () => observer?.caughtUp());
    if (!configuration) await knowLogged(analyzer, hooks.redaction?.configurationLine);
    if (second) {
      // What a connection that has not ended tried is told when it is ended.
      analyzer.end();
      analyzer.takeOver(await second.thread.share());
    }
  } catch (error) {
    observer?.stop();
    second?.thread.end();
    throw error;
  } finally {
    progress.stop();
  }
  const hosts = new Set(analyzer.servers().map(({ host }) => host));
  if (configuration && hosts.size > 1 && !options.quiet) tell(`the log has lines of ${hosts.size} hosts, and the configuration was taken for that of each; --host NAME picks one`);
  const report = analyzer.report(version());
  if (ofServers !== undefined && !options.quiet) {
    for (const { file } of report.clientLogs ?? []) tell(`${file === '-' ? 'standard input' : file} is a log of ssh, the client: ${ofServers} come from logs of sshd; sshlog diagnose, events and trace read it`);
  }
  const nothingRead = complaints.any() && report.input.bytes === 0;
  // What could be opened, but holds no text, was not read either.
  if (nothingRead) report.input.files = [];
  return { report, unreadable: complaints.any(), nothingRead };
}

/** What reads a configuration is loaded only where there is one. */
async function configurationFor({ sshdConfig, openssh, quiet }: SharedOptions, redaction: AnalyzerOptions['redaction']): Promise<AnalyzerOptions['configuration']> {
  if (sshdConfig === undefined) return undefined;
  const { readKnownConfiguration } = await import('./known-configuration.js');
  return readKnownConfiguration({ sshdConfig, ...(openssh !== undefined && { openssh }), ...(quiet && { quiet }) }, redaction?.configurationLine);
}

/** Undefined where one of them has no size. */
function totalSize(inputs: readonly Input[]): number | undefined {
  return inputs.reduce<number | undefined>((sum, { size }) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
}

/** What is needed for it is loaded only where a second thread helps. */
async function startSecond({ threshold, user, from, settings }: SharedOptions) {
  const [{ startSecondThread }, { diagnosersWithout }] = await Promise.all([import('./threads/second-thread.js'), import('../pipeline/attacks/side.js')]);
  const thread = startSecondThread({ thresholds: threshold, user, from: from?.text, trustedNetworks: settings?.trustedNetworks ?? [] });
  return { thread, diagnosers: diagnosersWithout(thread.attempts) };
}
