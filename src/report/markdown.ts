import { caveats } from './caveats.js';
import type { Finding, Report } from '../finding.js';
import { findingMarkdown, joined, place } from './markdown-finding.js';
import { code, inline, table } from './markdown-text.js';
import { verdict } from './text/summary.js';
import { grouped, plural } from './wording.js';

/** Characters that an issue of GitHub takes are 65,536; whoever posts a report wants to say something himself. */
const ROOM = 60_000;
/** Rows of the overview. */
const ROWS = 100;

/** A report to post in an issue or a pull request: an overview, then each finding, as many as there is room for. Log text in it is inert. */
export function formatMarkdown(report: Report): string {
  const { findings } = report;
  const listed = findings.slice(0, ROWS);
  const text = [joined([
    [`## sshlog: ${inline(verdict(report))}`],
    caveats(report).map((note) => `- ${inline(note)}`),
    listed.length === 0 ? [] : table(['severity', 'code', 'finding', '#count', 'first line'], listed.map(overview)),
  ]).join('\n')];
  let length = text[0]?.length ?? 0;
  let told = 0;
  for (const finding of findings) {
    const section = findingMarkdown(finding, report).join('\n');
    length += section.length + 2;
    if (length > ROOM) break;
    text.push(section);
    told += 1;
  }
  if (told < findings.length) text.push(`${plural(findings.length - told, 'more finding')} left out here, for want of room: ${code('--select')} and ${code('--severity')} choose.`);
  return `${text.join('\n\n')}\n`;
}

function overview({ severity, code: name, title, count, attempts, evidence: [first] }: Finding): string[] {
  return [severity, code(name), inline(title), count + attempts === 0 ? '' : grouped(Math.max(count, attempts)), place(first)];
}
