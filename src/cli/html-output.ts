import type { Finding, Report } from '../finding.js';
import { createOverview } from '../pipeline/overview.js';
import type { RedactOutput } from '../pipeline/redact/output.js';
import { formatHtml } from '../report/html.js';
import type { AnalyzerHooks } from './analysis.js';
import { UsageError } from './exit-status.js';
import type { Target } from './outputs.js';
import { pageAssets } from './page-assets.js';

/** The page as an output: what it wants to be told while the log is read, and what it makes of it. */
export interface HtmlOutput {
  hooks: Pick<AnalyzerHooks, 'onEvent' | 'onConnectionEnd'>;
  /**
   * @param report as it is printed, with the findings that the user wants
   * @param findings the same, before names and addresses were replaced: connections are found by them
   */
  format(report: Report, findings: readonly Finding[]): string;
}

/**
 * To be imported only where a page is asked for.
 * @param redacted what `--redact` makes of things to be printed
 * @throws UsageError where the page would go to a terminal
 */
export function createHtmlOutput(targets: readonly Target[], redacted: RedactOutput): HtmlOutput {
  if (process.stdout.isTTY && targets.some(({ format, file }) => format === 'html' && file === undefined)) {
    throw new UsageError('html is a page for a browser, not for a terminal; give it a file, as in --format html=report.html');
  }
  const overview = createOverview();
  return {
    hooks: { onEvent: overview.event, onConnectionEnd: overview.connectionEnded },
    format: (report, findings) => formatHtml(report, redacted(overview.result(findings)), pageAssets()),
  };
}
