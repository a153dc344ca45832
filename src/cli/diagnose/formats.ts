import type { FindingMeta, Report, Severity } from '../../finding.js';
import { formatText } from '../../report/text.js';
import { withCodeLinks } from '../code-links.js';
import type { Format } from '../formats.js';
import type { Result, Target } from '../outputs.js';
import { terminalStyle } from '../terminal-style.js';

/** What formats need beyond the report. */
export interface FormatContext {
  color: 'auto' | 'always' | 'never';
  quiet: boolean;
  verbose: boolean;
  failOn: Severity | 'never';
  /** What was looked for. */
  metas: readonly FindingMeta[];
  /** Writes the page, which has looked on while the log was read. */
  page: (report: Report) => string;
}

type DiagnoseFormat = Format<'diagnose'>;
type Write = (report: Report, context: FormatContext, target: Target<DiagnoseFormat>) => Result | Promise<Result>;

/** How each format is written. All but text are imported when they are used. */
const WRITERS: Record<DiagnoseFormat, Write> = {
  text: async (report, { color, quiet, verbose }, { file }) =>
    formatText(report, await withCodeLinks(terminalStyle(color, file !== undefined), file !== undefined), { quiet, verbose }),
  concise: async (report) => (await import('../../report/concise.js')).formatConcise(report),
  json: async (report) => (await import('../../report/json.js')).jsonParts(report),
  ndjson: async ({ findings }) => findings.map((await import('../../report/ndjson.js')).formatNdjson).join(''),
  markdown: async (report) => (await import('../../report/markdown.js')).formatMarkdown(report),
  sarif: async (report, { metas }) => (await import('../../report/sarif.js')).formatSarif(report, { metas, directory: process.cwd() }),
  junit: async (report, { metas, failOn }) => (await import('../../report/junit.js')).formatJunit(report, {
    metas,
    // Of a run that is never to fail the warnings are still what a reader of tests looks for.
    failOn: failOn === 'never' ? 'warning' : failOn,
    now: new Date().toISOString(),
    style: terminalStyle('never', true),
  }),
  github: async (report) => (await import('../../report/github.js')).formatGithub(report, process.cwd()),
  html: (report, { page }) => page(report),
  gitlab: async (report) => (await import('../../report/gitlab.js')).formatGitlab(report, process.cwd()),
};

/** The report in the format of the target. */
export function formatReport(report: Report, target: Target<DiagnoseFormat>, context: FormatContext): Result | Promise<Result> {
  return WRITERS[target.format](report, context, target);
}
