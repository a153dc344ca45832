import { Readable } from 'node:stream';
import { Chalk } from 'chalk';
import { asUnicode } from '../../src/connections/text.js';
import { readLines } from '../../src/input/read-lines.js';
import { REDACTABLE } from '../../src/pipeline/redact/pseudonyms.js';
import { eventSchema } from '../../src/report/event-schema.js';
import { reportSchema } from '../../src/report/schema.js';
import { sessionSchema } from '../../src/report/session-schema.js';
import { statsSchema } from '../../src/report/stats-schema.js';
import { CANARY } from '../support/attacker.js';
import { githubProblems, gitlabProblems, markdownProblems, sarifProblems } from '../support/readers.js';
import { type Line, type Outputs, outputsOf } from '../support/outputs.js';

/** What an input reached. */
export interface Reached {
  wordings: Iterable<string>;
  codes: string[];
}

/** How an input is looked at. */
export interface Look {
  /** The canary stands in words of clients only: it must not be taken for an address. */
  planted: boolean;
  redact: boolean;
  /** Bytes of a chunk of input. */
  chunk: number;
}

/** Something that must never be. The message begins with what is violated. */
export class Violation extends Error {}

const style = { width: 80, chalk: new Chalk({ level: 0 }) };
/** Control characters but line feed, and what has no width or turns the direction. */
// oxlint-disable-next-line no-control-regex -- they are what must not be there
const RAW = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
const JSON_LINES = /ndjson|ecs|ocsf/;

/** @throws Violation, or whatever the program throws */
export async function check(text: string, { planted, redact, chunk }: Look): Promise<Reached> {
  const lines = await linesIn(text, chunk);
  const outputs = outputsOf(lines, 'log', style);
  noControls(outputs);
  jsonHolds(outputs);
  readersAccept(outputs);
  evidenceStands(outputs, lines);
  if (planted) noCanary(outputs, text);
  if (redact) {
    const redacted = outputsOf(lines, 'log', style, REDACTABLE);
    noControls(redacted);
    jsonHolds(redacted);
    nobodyLeft(outputs, redacted);
    sameFindings(outputs, redacted);
  }
  return { wordings: outputs.wordings, codes: outputs.report.findings.map(({ code }) => code) };
}

async function linesIn(text: string, chunk: number): Promise<Line[]> {
  const bytes = Buffer.from(text, 'latin1');
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, i) => bytes.subarray(i * chunk, (i + 1) * chunk));
  const lines: Line[] = [];
  await readLines(Readable.from(chunks, { objectMode: false }), (...line) => lines.push(line));
  return lines;
}

function noControls({ texts }: Outputs): void {
  for (const [name, text] of Object.entries(texts)) {
    const found = RAW.exec(name.endsWith(' csv') ? text.replaceAll('\r\n', '\n') : text);
    if (found) throw new Violation(`control character U+${found[0].charCodeAt(0).toString(16)} in ${name}: ${JSON.stringify(text.slice(Math.max(0, found.index - 80), found.index + 20))}`);
  }
}

function jsonHolds({ texts, report, events, sessions, stats }: Outputs): void {
  for (const [name, text] of Object.entries(texts)) {
    if (JSON_LINES.test(name)) for (const line of text.split('\n')) if (line !== '') JSON.parse(line);
    if (name.endsWith(' json')) JSON.parse(text);
  }
  // What stands in a page is data to its last character, and the same data.
  const page = /id="data">(.*?)<\/script>/s.exec(texts['diagnose html'] ?? '')?.[1] ?? '';
  if (/[<>&]/.test(page)) throw new Violation('markup in the data of the html page');
  JSON.parse(page);
  const schemas = { report: reportSchema.safeParse(report), stats: statsSchema.safeParse(stats), sessions: sessionSchema.array().safeParse(sessions), events: eventSchema.array().safeParse(events) };
  for (const [name, { error }] of Object.entries(schemas)) if (error) throw new Violation(`schema of ${name}: ${error.message}`);
}

/** What reads the formats for other programs finds nothing wrong. */
function readersAccept({ texts, report }: Outputs): void {
  const problems = {
    'diagnose sarif': sarifProblems(texts['diagnose sarif'] ?? ''),
    'diagnose gitlab': gitlabProblems(texts['diagnose gitlab'] ?? ''),
    'diagnose github': githubProblems(texts['diagnose github'] ?? '', report),
    ...Object.fromEntries(Object.keys(texts).filter((name) => name.endsWith(' markdown')).map((name) => [name, markdownProblems(texts[name] ?? '')])),
  };
  for (const [name, [problem]] of Object.entries(problems)) if (problem !== undefined) throw new Violation(`${name}: ${JSON.stringify(problem).slice(0, 500)}`);
}

/** Lines that one message can be made of: a list that was wrapped, or a text with line feeds. */
const MOST_JOINED = 64;

function evidenceStands({ report }: Outputs, lines: readonly Line[]): void {
  for (const { code, evidence } of report.findings) {
    for (const { line, text, mark } of evidence) {
      const place = asUnicode(lines.slice(Math.max(0, line - MOST_JOINED), line + MOST_JOINED).map(([raw]) => raw).join('\n'));
      // What is kept may end within a character.
      const kept = text.replace(/\ufffd{1,3}$/, '');
      const loose = (of: string) => of.replaceAll(/[\s\0\ufeff]+/g, '');
      if (!loose(place).includes(loose(kept))) throw new Violation(`evidence of ${code} does not stand in line ${line}: ${JSON.stringify(text.slice(0, 200))}`);
      if (mark && !(mark[0] <= mark[1] && mark[1] <= text.length)) throw new Violation(`mark of ${code} outside of its text: ${mark.join('-')}`);
    }
  }
}

function noCanary({ report, events, sessions, stats }: Outputs, log: string): void {
  const places: [string, unknown][] = [
    ...events.flatMap((event): [string, unknown][] => [['event ip', event['ip']], ['event localIp', event['localIp']]]),
    ...sessions.map(({ ip }): [string, unknown] => ['session', ip]),
    ...[stats.connections.sources, stats.attempts.sources, stats.logins.sources].flatMap(({ top }) => top.map(({ name }): [string, unknown] => ['stats', name])),
    ...report.findings.flatMap(({ code, sources, affected, fixes }) => [
      ...[...sources, ...affected].map(({ ip }): [string, unknown] => [`source of ${code}`, ip]),
      ...fixes.flatMap(({ commands = [], lines = [], file }) => [...commands, ...lines, file])
        // A report to a provider cites lines of the log.
        .filter((text) => text === undefined || !log.includes(text)).map((text): [string, unknown] => [`fix of ${code}`, text]),
    ]),
  ];
  for (const [place, text] of places) {
    if (typeof text === 'string' && text.includes(CANARY)) throw new Violation(`words of a client became an address: ${place}: ${text}`);
  }
}

/** Addresses of sources are found wherever they stand; names may be words that we say ourselves. */
function nobodyLeft({ report }: Outputs, { texts }: Outputs): void {
  const ips = new Set(report.findings.flatMap(({ sources }) => sources.map(({ ip }) => ip)));
  for (const ip of ips) {
    // Pseudonyms are of the networks that most fixtures are of.
    if (/^(?:127\.|0\.0\.0\.0|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|255\.|::1?$|2001:db8)/i.test(ip) || ip.length < 4) continue;
    for (const [name, text] of Object.entries(texts)) if (text.includes(ip)) throw new Violation(`address ${ip} left in redacted ${name}`);
  }
}

/** Pseudonyms change who is named, not what is wrong. */
function sameFindings(plain: Outputs, redacted: Outputs): void {
  const of = ({ report }: Outputs) => report.findings.map(({ code, count }) => `${code} ${count}`).sort().join(', ');
  if (of(plain) !== of(redacted)) throw new Violation(`redacting changes the findings: ${of(plain)}; redacted: ${of(redacted)}`);
}
