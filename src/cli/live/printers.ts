import type { Finding, Report } from '../../finding.js';
import { conciseLine } from '../../report/concise.js';
import { formatNdjson } from '../../report/ndjson.js';
import type { Style } from '../../report/style.js';
import { findingAgain, findingText, formatSummary, type Surroundings } from '../../report/text.js';

export interface PrintOptions {
  style: Style;
  quiet: boolean;
  verbose: boolean;
}

/** Prints findings as they come. Each function gives the text to write. */
export interface LivePrinter {
  finding(finding: Finding, surroundings: Surroundings): string;
  /** Behind the last finding. */
  end(report: Report): string;
}

/** Formats that can be printed before the input has ended. */
export const LIVE_PRINTERS: Record<string, (options: PrintOptions) => LivePrinter> = {
  text: textPrinter,
  concise: () => ({ finding: conciseLine, end: () => '' }),
  ndjson: () => ({ finding: formatNdjson, end: ({ findings }) => findings.map(formatNdjson).join('') }),
};

/** What is told in full stands apart; what is told again stands together. */
function textPrinter({ style, quiet, verbose }: PrintOptions): LivePrinter {
  let before: Finding['state'] | undefined;
  return {
    finding(finding, surroundings) {
      const gap = before === undefined || (before === 'update' && finding.state === 'update') ? '' : '\n';
      before = finding.state;
      return `${gap}${finding.state === 'update' ? findingAgain(finding, surroundings, style) : findingText(finding, surroundings, style, verbose)}\n`;
    },
    end: (report) => (quiet ? '' : `${before === undefined ? '' : '\n'}${formatSummary(report, style, verbose)}`),
  };
}
