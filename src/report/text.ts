import type { Finding, Report } from '../finding.js';
import { printable } from './safe-text.js';
import { palette, type Style } from './style.js';
import { againLine } from './text/again.js';
import { negotiationBlocks } from './text/algorithms.js';
import { configuredBlock } from './text/configured.js';
import { evidenceBlock } from './text/evidence.js';
import { fixBlocks } from './text/fixes.js';
import { fold, foldedText } from './text/folding.js';
import { header, writerOf } from './text/header.js';
import { affectedConnections, occurrence } from './text/occurrence.js';
import { summary } from './text/summary.js';
import { labelled, wrap } from './wrap.js';

export interface TextOptions {
  /** Findings only: no summary, no notes, and nothing at all where there is no finding. */
  quiet?: boolean;
  /** All findings and their evidence in full, all names, every affected connection, how the release was found out. */
  verbose?: boolean;
}

/** What a finding needs of its report: who logged it, and the attack that absorbs it. */
export type Surroundings = Pick<Report, 'servers' | 'clientLogs'> & { findings: readonly Pick<Finding, 'fingerprint' | 'code'>[] };

function attackOf({ absorbedBy }: Finding, { findings }: Surroundings): string | undefined {
  return absorbedBy === undefined ? undefined : findings.find(({ fingerprint }) => fingerprint === absorbedBy)?.code;
}

/** One finding in full; without a newline at the end. */
export function findingText(finding: Finding, report: Surroundings, style: Style, verbose: boolean): string {
  const { label } = palette(style);
  const evidence = evidenceBlock(finding, (file) => writerOf(file, finding.host, report), style, verbose);
  const blocks = [
    [...header(finding, style, attackOf(finding, report)), ...evidence.lines, ...occurrence(finding, report.clientLogs, evidence.gutter, style, verbose)],
    finding.summary === finding.title ? [] : wrap(printable(finding.summary), style.width, '  '),
    ...(finding.negotiation === undefined ? [] : negotiationBlocks(finding.negotiation, style)),
    configuredBlock(finding, style),
    labelled('why', finding.causes.map(printable), style.width, label),
    labelled('cannot tell', finding.unknowns.map(printable), style.width, label),
    ...fixBlocks(finding.fixes, style),
    verbose ? affectedConnections(finding, style) : [],
  ];
  return blocks.filter((block) => block.length > 0).map((block) => block.join('\n')).join('\n\n');
}

/** One line for a finding that was told in full before; without a newline at the end. */
export function findingAgain(finding: Finding, report: Surroundings, style: Style): string {
  return againLine(finding, style, attackOf(finding, report), report.clientLogs);
}

/** How much was read and what came of it, behind findings that were told one by one. */
export function formatSummary(report: Report, style: Style, verbose: boolean): string {
  return `${summary(report, style, verbose).join('\n')}\n`;
}

/**
 * A report for people: each finding with its evidence, what both sides offered, why, and what to change; a summary last. Of many
 * findings of one code the first are told so, the next in a line each, and the rest are counted.
 * No line is longer than `style.width` but those that are made to be pasted. Ends in a newline unless empty.
 */
export function formatText(report: Report, style: Style, options: TextOptions = {}): string {
  const verbose = options.verbose ?? false;
  const parts = (verbose ? report.findings : fold(report.findings)).map((part) => ('inALine' in part
    ? foldedText(part, style, (finding) => attackOf(finding, report), report.clientLogs)
    : findingText(part, report, style, verbose)));
  if (options.quiet !== true) parts.push(summary(report, style, verbose).join('\n'));
  return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`;
}
