import type { Report } from '../finding.js';
import { safeJson } from './safe-json.js';

/**
 * The report as one JSON document of the form `sshlog.report/1`, in pieces, one for each finding: as a whole, the report of a
 * large log would be held in memory several times over.
 */
export function* jsonParts(report: Report): Generator<string> {
  let before = '{';
  for (const [name, value] of Object.entries(report)) {
    if (value === undefined) continue;
    const key = `${before}\n  ${safeJson(name)}: `;
    before = ',';
    if (name === 'findings' && report.findings.length > 0) {
      yield `${key}[`;
      for (const [i, finding] of report.findings.entries()) yield `${i === 0 ? '' : ','}\n    ${indented(finding, '    ')}`;
      yield '\n  ]';
    } else yield key + indented(value, '  ');
  }
  yield '\n}\n';
}

/** No text within JSON has a line feed of its own. */
function indented(value: unknown, margin: string): string {
  return safeJson(value, 2).replaceAll('\n', `\n${margin}`);
}
