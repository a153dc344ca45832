import type { TimeRange } from '../input/journal.js';
import type { AnalyzerOptions } from '../pipeline/analyzer.js';
import type { SharedOptions } from './shared-options.js';

/** Options of the command line that an analyzer wants to know. */
export type AnalyzedOptions = Pick<SharedOptions, 'user' | 'from' | 'host' | 'year' | 'openssh' | 'merge' | 'threshold'> & {
  settings?: { isTrusted?: (ip: string) => boolean };
};

/** What was found out before the first line is read. */
export interface Known {
  range: TimeRange;
  timezone: string;
  configuration: AnalyzerOptions['configuration'];
}

/** What an analyzer has to know of the command line. */
export function analyzerOptions(options: AnalyzedOptions, { range, timezone, configuration }: Known): AnalyzerOptions {
  const { user, from, host, year, openssh, merge, threshold, settings } = options;
  return {
    timezone,
    ...(year !== undefined && { year }),
    ...(openssh !== undefined && { openssh }),
    ...(merge && { merge }),
    ...(threshold && { thresholds: threshold }),
    ...(configuration && { configuration }),
    ...(settings?.isTrusted && { isTrusted: settings.isTrusted }),
    filter: {
      ...(user !== undefined && { user }),
      ...(from && { from }),
      ...(host !== undefined && { host }),
      ...range,
    },
  };
}
