import type { Edit, Evidence, Finding, Fix, ListMismatch, Report } from '../finding.js';
import { code, fence, inline, table } from './markdown-text.js';
import { STDIN } from './file-place.js';
import { task, WHERE } from './fix-words.js';
import { writerOf } from './text/header.js';
import { occurrenceParts } from './text/occurrence.js';
import { directionName, KIND_NAMES } from './wording.js';

/** Where a line stands, as code: `secure:12`. */
export function place({ file, line }: Pick<Evidence, 'file' | 'line'>): string {
  return file === STDIN ? `line ${line} of standard input` : code(`${file}:${line}`);
}

/** One finding in full, as lines of Markdown under a heading of the third level. */
export function findingMarkdown(finding: Finding, report: Pick<Report, 'servers' | 'clientLogs'>): string[] {
  const { severity, title, summary, causes, unknowns, fixes, negotiation } = finding;
  const blocks = [
    [`### ${severity}: ${inline(title)} (${code(finding.code)})`],
    summary === title ? [] : [inline(summary)],
    [[...occurrenceParts(finding, report.clientLogs), writerOf(finding.evidence[0].file, finding.host, report)].filter((part) => part !== '').map(inline).join('; ')],
    ...evidenceBlocks(finding),
    negotiation === undefined ? [] : offers([negotiation, ...negotiation.next]),
    ...configuredBlocks(finding),
    list('Why', causes),
    list('Cannot tell', unknowns),
    ...fixes.flatMap((fix, i) => fixBlocks(fix, fixes.length === 1 ? 'Fix' : `Fix ${i + 1} of ${fixes.length}`)),
  ];
  return joined(blocks);
}

/** Blocks with an empty line between them. */
export function joined(blocks: readonly (readonly string[])[]): string[] {
  return blocks.filter((block) => block.some((line) => line !== '')).flatMap((block, i) => (i === 0 ? block : ['', ...block]));
}

/** The lines of one place after the other stand together. */
function evidenceBlocks({ evidence, omitted }: Finding): string[][] {
  return [
    [`Evidence, ${evidence.map(place).join(', ')}${omitted.evidence > 0 ? ` and ${omitted.evidence} more` : ''}:`],
    fence(evidence.map(({ text }) => text)),
  ];
}

/** The lines of the configuration that decide, each behind its blocks. */
function configuredBlocks({ configured = [] }: Finding): string[][] {
  if (configured.length === 0) return [];
  const lines = configured.flatMap(({ text, blocks = [] }) => [...blocks.map((block) => block.text), text]);
  return [[`Set in ${configured.map(place).join(', ')}:`], fence(lines)];
}

/** What both sides offered, the list that failed first and then those that would fail next. */
function offers(mismatches: readonly ListMismatch[]): string[] {
  const names = (offer: readonly string[] | undefined) => (offer === undefined ? 'not in the log' : offer.map(code).filter((name) => name !== '').join(', '));
  return table(['list', 'client offers', 'server accepts'], mismatches.map((mismatch) => {
    const direction = directionName(mismatch);
    return [KIND_NAMES[mismatch.kind] + (direction === undefined ? '' : `, ${direction}`), names(mismatch.clientOffer), names(mismatch.serverOffer)];
  }));
}

function list(label: string, texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [`**${label}**`, '', ...texts.map((text) => `- ${inline(text)}`)];
}

function fixBlocks(fix: Fix, label: string): string[][] {
  const { lines = [], commands = [], strength, caution, edits } = fix;
  return [
    [`**${label}, ${WHERE[fix.side]}${strength === undefined ? '' : ` (${strength})`}:** ${inline(fix.summary)}`],
    ...(edits ? edits.flatMap(editBlocks) : lines.length === 0 ? [] : [[inline(task(fix))], fence(lines)]),
    ...(commands.length === 0 ? [] : [[lines.length === 0 ? 'run:' : 'then run:'], fence(commands)]),
    caution === undefined ? [] : [`> Caution: ${inline(caution)}`],
  ];
}

function editBlocks(edit: Edit): string[][] {
  if (edit.replaces === undefined) return [[`insert at ${place(edit)}:`], fence(edit.lines)];
  return [[`replace ${place(edit)}`], fence([edit.replaces]), ['by:'], fence(edit.lines)];
}
