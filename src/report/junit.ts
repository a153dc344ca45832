import type { Finding, FindingMeta, Report, Severity } from '../finding.js';
import { SEVERITIES } from '../finding.js';
import { printable } from './safe-text.js';
import type { Style } from './style.js';
import { findingText } from './text.js';

export interface JunitOptions {
  /** What was looked for: a test case each. */
  metas: readonly FindingMeta[];
  /** A finding of this severity or worse is a failure; others are told in the output of their suite. */
  failOn: Severity;
  /** ISO 8601, UTC. */
  now: string;
  style: Style;
}

/**
 * JUnit's XML, in the part of it that the schemas of Jenkins and of Ant have in common: a suite a category, a test case a code, one
 * failure for all findings of a code, each as people read it.
 */
export function formatJunit(report: Report, options: JunitOptions): string {
  const categories = [...new Set(options.metas.map(({ category }) => category))];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${categories.map((category, i) => suite(report, category, i, options)).join('')}</testsuites>\n`;
}

function suite(report: Report, category: string, id: number, options: JunitOptions): string {
  const metas = options.metas.filter((meta) => meta.category === category);
  const findings = report.findings.filter((finding) => finding.category === category);
  const isFailure = ({ severity }: Finding) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(options.failOn);
  const texts = (of: readonly Finding[]) => of.map((finding) => findingText(finding, report, options.style, false)).join('\n\n');
  const failed = new Map(metas.map(({ code }) => [code, findings.filter((finding) => finding.code === code && isFailure(finding))]));
  const cases = metas.map((meta) => testCase(meta, failed.get(meta.code) ?? [], texts));
  const attributes = attributesOf({
    name: `sshlog.${category}`, package: 'sshlog', id, tests: metas.length, failures: [...failed.values()].filter(({ length }) => length > 0).length,
    errors: 0, time: 0, timestamp: options.now.slice(0, 19), hostname: 'localhost',
  });
  return `  <testsuite${attributes}>
    <properties><property${attributesOf({ name: 'sshlog.version', value: report.tool.version })}/></properties>
${cases.join('')}    <system-out>${escaped(texts(findings.filter((finding) => !isFailure(finding))))}</system-out>
    <system-err></system-err>
  </testsuite>
`;
}

function testCase({ code, category }: FindingMeta, failed: readonly Finding[], texts: (of: readonly Finding[]) => string): string {
  const attributes = attributesOf({ name: code, classname: `sshlog.${category}`, time: 0 });
  const [first] = failed;
  if (first === undefined) return `    <testcase${attributes}/>\n`;
  const message = printable(first.title) + (failed.length > 1 ? ` and ${failed.length - 1} more` : '');
  return `    <testcase${attributes}>
      <failure${attributesOf({ message, type: first.severity })}>${escaped(texts(failed))}</failure>
    </testcase>
`;
}

function attributesOf(values: Record<string, string | number>): string {
  return Object.entries(values).map(([name, value]) => ` ${name}="${escaped(printable(String(value)))}"`).join('');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Printable text as XML: `printable` leaves no character that XML forbids, not even as a reference. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
