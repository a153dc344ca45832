import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { AnySchemaObject, ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import { default as Ajv4 } from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { marked, type Token, type Tokens } from 'marked';
import type { Report } from '../../src/finding.js';

/** What reads the formats for other programs. Each throws, or returns, what is wrong with an output. */

const schema = (name: string) => JSON.parse(readFileSync(`fixtures/schemas/${name}`, 'utf8')) as AnySchemaObject;

function compiled(ajv: Ajv, name: string): ValidateFunction {
  addFormats.default(ajv);
  return ajv.compile(schema(name));
}

const sarif = compiled(new Ajv4.default({ strict: false, allErrors: true, unicodeRegExp: false }) as unknown as Ajv, 'sarif-2.1.0-rtm.5.json');
const gitlab = compiled(new Ajv({ allErrors: true, strictRequired: false }), 'gitlab-code-quality.json');

interface SarifLog {
  runs: {
    tool: { driver: { rules: { id: string }[] } };
    artifacts: { location: { uri: string } }[];
    results: { ruleId: string; ruleIndex: number; level: string; locations: { physicalLocation: { artifactLocation: { uri: string; uriBaseId?: string } } }[] }[];
  }[];
}

/** What a reader of SARIF complains about: its schema, and references that lead nowhere. */
export function sarifProblems(text: string): unknown[] {
  const log = JSON.parse(text) as SarifLog;
  if (!sarif(log)) return sarif.errors ?? ['invalid'];
  return log.runs.flatMap(({ tool, results }) => results.flatMap(({ ruleId, ruleIndex, locations }) => [
    ...(tool.driver.rules[ruleIndex]?.id === ruleId ? [] : [`rule ${ruleIndex} is not ${ruleId}`]),
    ...locations.filter(({ physicalLocation: { artifactLocation: { uri, uriBaseId } } }) => uri.includes(':') === (uriBaseId !== undefined)),
  ]));
}

/** What GitLab complains about: the documented fields, and fingerprints that are not unique. */
export function gitlabProblems(text: string): unknown[] {
  const issues = JSON.parse(text) as { fingerprint: string }[];
  if (!gitlab(issues)) return gitlab.errors ?? ['invalid'];
  return new Set(issues.map(({ fingerprint }) => fingerprint)).size === issues.length ? [] : ['a fingerprint stands twice'];
}

const JUNIT_XSD = 'fixtures/schemas/jenkins-junit.xsd';
export const haveXmllint = spawnSync('xmllint', ['--version']).status === 0;
/** Stands in the title of what needs it, so that a run without it says why it skips. */
export const NEEDS_XMLLINT = haveXmllint ? '' : ' (skipped: xmllint is not installed; Debian has it in libxml2-utils)';

/** What xmllint says of a JUnit report. */
export function junitProblems(text: string): string {
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', JUNIT_XSD, '-'], { input: text, encoding: 'utf8' });
  return status === 0 ? '' : stderr;
}

export interface Annotation {
  command: string;
  properties: Record<string, string>;
  message: string;
}

/** As the runner of GitHub Actions reads a line: `::command name=value,name=value::message`, each with its own escapes. */
export function readAnnotation(line: string): Annotation {
  const [, command, list = '', message] = /^::(error|warning|notice)(?: ([^:]*))?::(.*)$/.exec(line) ?? [];
  if (command === undefined || message === undefined) throw new Error(`no workflow command: ${line}`);
  const properties = Object.fromEntries(list.split(',').map((pair) => {
    const [, name, value] = /^(file|line|title)=(.+)$/.exec(pair) ?? [];
    if (name === undefined || value === undefined) throw new Error(`no property of an annotation: ${pair}`);
    return [name, unescaped(value, { '%3A': ':', '%2C': ',', '%25': '%' })];
  }));
  return { command, properties, message: unescaped(message, { '%0A': '\n', '%25': '%' }) };
}

function unescaped(text: string, escapes: Record<string, string>): string {
  return text.replaceAll(/%.{0,2}/g, (escape) => {
    const character = escapes[escape];
    if (character === undefined) throw new Error(`no escape: ${escape} in ${text}`);
    return character;
  });
}

/** Of annotations: that each line is one, that errors come first, and that there is one for each finding. */
export function githubProblems(text: string, { findings }: Report): string[] {
  const lines = text.split('\n').slice(0, -1).map(readAnnotation);
  const ranks = lines.map(({ command }) => ['error', 'warning', 'notice'].indexOf(command));
  return [
    ...(lines.length === findings.length ? [] : [`${lines.length} annotations of ${findings.length} findings`]),
    ...(ranks.every((rank, i) => i === 0 || rank >= (ranks[i - 1] ?? 0)) ? [] : ['not the worst first']),
    ...lines.filter(({ properties: { line, title } }) => !/^\d+$/.test(line ?? '') || !title).map(({ message }) => `without line or title: ${message}`),
  ];
}

/** What reports are made of; of what a name could add (links, images, HTML, emphasis, rules) there is nothing. */
const MARKDOWN = new Set(['heading', 'paragraph', 'text', 'codespan', 'code', 'list', 'list_item', 'table', 'blockquote', 'strong', 'space']);
/** What GitHub and GitLab look for in text that is no code: people, issues, commits, addresses, mathematics, emoji. */
const ALIVE = /[@#$~<>[\]|\\`]|:\/\/|www\.|:[a-z]\w*:|\b[0-9a-f]{7,40}\b|\bGH-\d/i;

/** Text in Markdown that is not inert. */
export function markdownProblems(text: string): string[] {
  const problems: string[] = [];
  const look = (token: Token): void => {
    if (!MARKDOWN.has(token.type)) problems.push(`${token.type}: ${token.raw}`);
    else if (token.type === 'table') {
      const table = token as Tokens.Table;
      // A bar in a cell would begin another one.
      problems.push(...table.raw.trim().split('\n').filter((line) => line.split('|').length !== table.header.length + 2).map((line) => `cells: ${line}`));
      cellsOf(table).flat().forEach((cell) => cell.tokens.forEach(look));
    }
    else if (token.type === 'list') (token as Tokens.List).items.forEach(look);
    else if ('tokens' in token && token.tokens) token.tokens.forEach(look);
    else if (token.type === 'text' && ALIVE.test(token.raw)) problems.push(`alive: ${token.raw}`);
  };
  marked.lexer(text).forEach(look);
  return problems;
}

function cellsOf({ header, rows }: Tokens.Table): Tokens.TableCell[][] {
  return [header, ...rows];
}

/** The cells of all tables as their Markdown. */
export function markdownTables(text: string): string[][][] {
  return marked.lexer(text).filter((token): token is Tokens.Table => token.type === 'table').map((table) => cellsOf(table).map((row) => row.map(({ text: cell }) => cell)));
}
