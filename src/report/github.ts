import { SEVERITIES, type Finding, type Report, type Severity } from '../finding.js';
import { pathUnder, STDIN } from './file-place.js';
import { printable } from './safe-text.js';
import { WHERE } from './fix-words.js';

const COMMANDS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Annotations of GitHub Actions: a workflow command a finding, the worst first, since GitHub shows ten of a kind.
 * @param directory absolute path of the checkout
 */
export function formatGithub({ findings }: Report, directory: string): string {
  const sorted = [...findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return sorted.map((finding) => `${annotation(finding, directory)}\n`).join('');
}

function annotation({ severity, code, title, summary, evidence: [first], fixes: [fix] }: Finding, directory: string): string {
  const properties = {
    ...(first.file !== STDIN && { file: pathUnder(directory, first.file) }),
    line: first.line,
    title: `${title} [${code}]`,
  };
  const message = [
    ...(summary === title ? [] : [summary]),
    first.text,
    ...(fix === undefined ? [] : [`fix ${WHERE[fix.side]}: ${fix.summary}`]),
  ];
  const named = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${COMMANDS[severity]} ${named.join(',')}::${message.map(data).join('%0A')}`;
}

/** What the documentation of workflow commands has escaped; line ends are shown by `printable` already. */
function data(text: string): string {
  return printable(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
