import type { Evidence, Finding, FindingMeta, Report, Severity } from '../finding.js';
import { STDIN, uriUnder } from './file-place.js';
import { safeJson } from './safe-json.js';
import { printable } from './safe-text.js';

export interface SarifOptions {
  /** What was looked for. */
  metas: readonly FindingMeta[];
  /** Absolute path of the directory to which names of files are relative. It is not told. */
  directory: string;
}

const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };
const ROOT = '%SRCROOT%';

/** SARIF 2.1.0: one run, its rules with their pages as help, a result a finding. */
export function formatSarif(report: Report, { metas, directory }: SarifOptions): string {
  const ruleIndex = new Map(metas.map(({ code }, i) => [code, i]));
  return `${safeJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: report.tool.name, semanticVersion: report.tool.version, rules: metas.map(rule) } },
      originalUriBaseIds: { [ROOT]: { description: { text: 'The directory in which sshlog was run.' } } },
      artifacts: distinct(report.input.files.map((file) => artifact(file, directory))),
      results: report.findings.map((finding) => result(finding, ruleIndex.get(finding.code), directory)),
    }],
  }, 2)}\n`;
}

function rule({ code, category, severity, summary, explain }: FindingMeta): object {
  return {
    id: code,
    shortDescription: { text: summary },
    help: { text: explain.trim(), markdown: explain.trim() },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [category] },
  };
}

function artifact(file: string, directory: string): object {
  const isStdin = file === STDIN;
  return {
    location: artifactLocation(file, directory),
    ...(isStdin && { description: { text: 'standard input' } }),
    roles: isStdin ? ['analysisTarget', 'standardStream'] : ['analysisTarget'],
  };
}

function artifactLocation(file: string, directory: string): object {
  const uri = uriUnder(directory, file);
  return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: ROOT };
}

function result(finding: Finding, ruleIndex: number | undefined, directory: string): object {
  const { code, severity, title, summary, count, attempts, evidence: [first, ...others], fingerprint } = finding;
  return {
    ruleId: code,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message(summary === title ? title : `${title}. ${summary}`) },
    locations: [location(first, directory)],
    ...(others.length > 0 && { relatedLocations: distinct(others.map((evidence) => location(evidence, directory))) }),
    occurrenceCount: Math.max(1, count, attempts),
    partialFingerprints: { 'sshlogFinding/v1': fingerprint },
    properties: properties(finding),
  };
}

/** What other formats tell of a finding and SARIF has no field for. */
function properties({ category, host, count, attempts, firstSeen, lastSeen, causes, fixes, unknowns }: Finding): object {
  return { tags: [category], host, count, attempts, firstSeen, lastSeen, causes, fixes, unknowns };
}

function location({ file, line, text }: Evidence, directory: string): object {
  return {
    physicalLocation: {
      artifactLocation: artifactLocation(file, directory),
      region: { startLine: line, snippet: { text: printable(text) } },
    },
  };
}

/** Lists of places may not name one twice; of a line that stands for several messages there are several pieces of evidence. */
function distinct(items: readonly object[]): object[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** In a message `{0}` stands for an argument and `[text](1)` for a link; a user may be called so. */
function message(text: string): string {
  return printable(text).replaceAll(/[{}]/g, '$&$&').replaceAll(/\[(?=[^\]]*\]\()/g, String.raw`\[`);
}
