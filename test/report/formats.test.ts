import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { DIAGNOSERS } from '../../src/diagnosers/index.js';
import type { Report } from '../../src/finding.js';
import { pathUnder, uriUnder } from '../../src/report/file-place.js';
import { formatGithub } from '../../src/report/github.js';
import { formatGitlab } from '../../src/report/gitlab.js';
import { formatJunit } from '../../src/report/junit.js';
import { formatMarkdown } from '../../src/report/markdown.js';
import { code, fence, inline } from '../../src/report/markdown-text.js';
import { printable } from '../../src/report/safe-text.js';
import { formatSarif } from '../../src/report/sarif.js';
import {
  githubProblems, gitlabProblems, haveXmllint, junitProblems, markdownProblems, markdownTables, NEEDS_XMLLINT, readAnnotation, sarifProblems,
} from '../support/readers.js';
import { hostile, NAMES, openssh100, openssh53, report, rich } from './fixtures.js';

const DIRECTORY = '/checkout';
const metas = DIAGNOSERS.map(({ meta }) => meta);
const few = metas.filter(({ code: one }) => ['no-common-mac', 'no-common-kex', 'bad-password', 'debug-logging-enabled', 'success-after-failures', 'account-locked'].includes(one));
const style = { width: 80, chalk: new Chalk({ level: 0 }) };

const FORMATS: Record<string, (of: Report) => string> = {
  'markdown.md': formatMarkdown,
  'sarif.json': (of) => formatSarif(of, { metas: few, directory: DIRECTORY }),
  'junit.xml': (of) => formatJunit(of, { metas: few, failOn: 'warning', now: '2026-11-21T12:00:00.000Z', style }),
  'github.txt': (of) => formatGithub(of, DIRECTORY),
  'gitlab.json': (of) => formatGitlab(of, DIRECTORY),
};

/** With codes of the registry, as all reports have them. */
const known = { ...hostile, findings: hostile.findings.map((finding) => ({ ...finding, code: 'no-common-mac' })) };
const REPORTS: Record<string, Report> = { rich, hostile: known, 'openssh-5.3': openssh53, 'openssh-10.0': openssh100, empty: report() };

describe.each(Object.entries(FORMATS))('%s', (name, format) => {
  it('of the rich report is what the snapshot says', async () => {
    await expect(format(rich)).toMatchFileSnapshot(`snapshots/rich.${name}`);
  });

  it.each(Object.entries(REPORTS))('of %s has no character that steers or breaks what shows it', (_, of) => {
    expect(format(of)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  });
});

describe.each(Object.entries(REPORTS))('the report %s', (_, of) => {
  it('is SARIF 2.1.0', () => {
    expect(sarifProblems(FORMATS['sarif.json']?.(of) ?? '')).toEqual([]);
  });

  it.skipIf(!haveXmllint)(`is a JUnit report${NEEDS_XMLLINT}`, () => {
    expect(junitProblems(FORMATS['junit.xml']?.(of) ?? '')).toBe('');
  });

  it('is workflow commands of GitHub', () => {
    expect(githubProblems(formatGithub(of, DIRECTORY), of)).toEqual([]);
  });

  it('is a Code Quality report of GitLab', () => {
    expect(gitlabProblems(formatGitlab(of, DIRECTORY))).toEqual([]);
  });

  it('is Markdown in which no text of the log is alive', () => {
    expect(markdownProblems(formatMarkdown(of))).toEqual([]);
  });
});

describe('the readers', () => {
  it('complain where there is something wrong', () => {
    const sarif = (change: object) => sarifProblems(JSON.stringify({ ...JSON.parse(formatSarif(openssh53, { metas: few, directory: DIRECTORY })) as object, ...change }));
    expect(sarif({})).toEqual([]);
    expect(sarif({ version: '2.2' })).not.toEqual([]);
    expect(sarifProblems(formatSarif(openssh53, { metas: [], directory: DIRECTORY }))).not.toEqual([]);
    expect(gitlabProblems('[{"description":"x"}]')).not.toEqual([]);
    expect(githubProblems('::notice line=1,title=x::y\n::error line=1,title=x::y\n', { ...report(), findings: openssh100.findings })).toEqual(['not the worst first']);
    for (const line of ['::error file=a:b::x', '::error title=a%::x', 'x', '::error col=1::x']) expect(() => readAnnotation(line)).toThrow();
    for (const text of ['@octocat', '<b>x</b>', '[x](y)', '*x*', '| a |\n| --- |\n| b | c |\n', 'see #1', 'www.x.org', '```html\nx']) {
      expect([text, markdownProblems(text).length > 0]).toEqual([text, !text.startsWith('```')]);
    }
  });

  it.skipIf(!haveXmllint)(`so does xmllint${NEEDS_XMLLINT}`, () => {
    expect(junitProblems('<testsuites><testsuite name="x"/></testsuites>')).toContain("attribute 'tests' is required");
    expect(junitProblems('<testsuites>\u0001</testsuites>')).not.toBe('');
  });
});

describe('SARIF', () => {
  const { runs: [run] } = JSON.parse(formatSarif(rich, { metas, directory: DIRECTORY })) as { runs: [{
    tool: { driver: { rules: { id: string; help: { text: string; markdown: string } }[] } };
    results: { message: { text: string }; locations: object[]; relatedLocations?: object[]; partialFingerprints: object }[];
  }] };

  it('has the page of every code as its help', () => {
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(metas.map((meta) => meta.code));
    expect(run.tool.driver.rules.every(({ help }) => help.text.length > 40 && help.markdown === help.text)).toBe(true);
  });

  it('has fingerprints that stay, and no path of the machine', () => {
    expect(run.results[0]).toMatchObject({
      partialFingerprints: { 'sshlogFinding/v1': 'no-common-mac:server:9c1b' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'secure', uriBaseId: '%SRCROOT%' }, region: { startLine: 48213 } } }],
      relatedLocations: [{ physicalLocation: { region: { startLine: 48256 } } }],
    });
    expect(JSON.stringify(run)).not.toContain('/checkout');
  });

  it('names no place twice', () => {
    const [finding] = openssh53.findings;
    if (!finding) throw new Error('the fixture has a finding');
    const twice = { ...openssh53, findings: [{ ...finding, evidence: [finding.evidence[0], finding.evidence[0], finding.evidence[0]] as typeof finding.evidence }] };
    expect(sarifProblems(formatSarif(twice, { metas, directory: DIRECTORY }))).toEqual([]);
  });

  it('has no argument and no link in its messages', () => {
    for (const { message: { text } } of run.results) {
      expect(text.replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(/[{}]/);
      expect(text).not.toMatch(/(?<!\\)\[[^\]]*\]\(/);
    }
  });
});

it('JUnit fails from the severity on that it is told, and says the rest in the output of the suite', () => {
  const failures = (failOn: 'error' | 'warning' | 'info') =>
    [...formatJunit(openssh100, { metas: few, failOn, now: '2026-11-21T12:00:00.000Z', style }).matchAll(/<testcase name="([^"]*)"[^>]*>\n\s*<failure/g)].map((match) => match[1]);
  expect(failures('error')).toEqual(['no-common-kex']);
  expect(failures('warning').sort()).toEqual(['bad-password', 'no-common-kex']);
  const text = formatJunit(openssh100, { metas: few, failOn: 'error', now: '2026-11-21T12:00:00.000Z', style });
  expect(text).toMatch(/<system-out>warning\[bad-password\]/);
  expect(text.match(/<testcase /g)).toHaveLength(few.length);
});

it('GitHub gets back what was written', () => {
  const annotations = formatGithub(rich, DIRECTORY).trimEnd().split('\n').map(readAnnotation);
  expect(annotations.map(({ properties }) => properties['title'])).toEqual(expect.arrayContaining(NAMES.map((name) => `${printable(`wrong password for ${name}`)} [bad-password]`)));
  expect(annotations.find(({ properties }) => properties['title']?.startsWith('wrong password for @octocat'))?.properties).not.toHaveProperty('file');
  expect(annotations.filter(({ properties }) => properties['file'] === 'logs/a b#1%.log').length).toBeGreaterThan(10);
  expect(annotations.some(({ properties }) => properties['file'] === 'logs/in.log')).toBe(true);
});

describe('Markdown', () => {
  it.each([
    ['The client offers only hmac-sha1; see sshd_config, at 21:02:11.', 'The client offers only hmac-sha1; see `sshd_config`, at 21:02:11.'],
    ['wrong password for @octocat', 'wrong password for `@octocat`'],
    ['"a_b c_d" (e@f)', '"`a_b c_d`" (`e@f`)'],
    ['(f(x_y)), g_h).', '(`f(x_y)`), `g_h`).'],
    ['it succeeded', 'it succeeded'],
    ['1. x', '`1`. x'],
    ['a ` b', 'a `` ` `` b'],
    ['SHA-1 but GH-1 and PROJ-12', 'SHA-1 but `GH-1` and `PROJ-12`'],
    ['', ''],
  ])('%j is told as %j', (text, markdown) => {
    expect(inline(text)).toBe(markdown);
  });

  it('keeps every name whole in code, and a block in its fence', () => {
    expect(code('a`b``c')).toBe('```a`b``c```');
    expect(fence(['```', '````x'])).toEqual(['`````text', '```', '````x', '`````']);
  });

  it('has one row for each finding, and its place in the last cell', () => {
    const [[, ...rows] = []] = markdownTables(formatMarkdown(rich));
    expect(rows).toHaveLength(rich.findings.length);
    expect(rows.every((row) => /^(?:`.*:\d+`|line \d+ of standard input)$/.test(row.at(-1) ?? ''))).toBe(true);
  });

  it('stays within what an issue takes, and says what is left out', () => {
    const many = { ...rich, findings: Array.from({ length: 500 }, (_, i) => ({ ...openssh53.findings[0], fingerprint: String(i) }) as Report['findings'][0]) };
    const text = formatMarkdown(many);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/\d+ more findings left out here, for want of room/);
    expect(markdownProblems(text)).toEqual([]);
  });

  it('says what a baseline accepts', () => {
    expect(formatMarkdown(report({ accepted: 2 }))).toContain('- 2 findings are left out, which the baseline accepts\n');
  });
});

describe('names of files', () => {
  it.each([
    ['secure', 'secure', 'secure'],
    ['./logs//secure', 'logs/secure', 'logs/secure'],
    ['/checkout/logs/secure', 'logs/secure', 'logs/secure'],
    ['/checkouts/secure', '/checkouts/secure', 'file:///checkouts/secure'],
    ['/var/log/a b.log', '/var/log/a b.log', 'file:///var/log/a%20b.log'],
    ['../beside/secure', '../beside/secure', '../beside/secure'],
    ['..secure', '..secure', '..secure'],
    ['a:b?c#d%e', 'a:b?c#d%e', 'a%3Ab%3Fc%23d%25e'],
    ['-', '-', 'file:///dev/stdin'],
    ['\ud800', '\ud800', '%EF%BF%BD'],
  ])('%j', (file, path, uri) => {
    expect([pathUnder(DIRECTORY, file), uriUnder(DIRECTORY, file)]).toEqual([path, uri]);
  });
});
