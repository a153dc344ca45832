import { readFileSync } from 'node:fs';
import { Chalk } from 'chalk';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/schema.js';
import { sessionSchema } from '../../src/report/session-schema.js';
import { statsSchema } from '../../src/report/stats-schema.js';
import { captures, haveCaptures, NEEDS_CAPTURES } from '../support/captures.js';
import { type Outputs, outputsOf } from '../support/outputs.js';
import { githubProblems, gitlabProblems, haveXmllint, junitProblems, markdownProblems, NEEDS_XMLLINT, sarifProblems } from '../support/readers.js';

const style = { width: 80, chalk: new Chalk({ level: 0 }) };

/** What the readers of all formats say of the outputs of a log, by format. */
function problems({ texts, report, sessions, stats }: Outputs): Record<string, unknown> {
  const text = (name: string) => texts[name] ?? '';
  const json = (name: string): unknown => JSON.parse(text(name));
  const lines = (name: string) => text(name).split('\n').slice(0, -1);
  const rows = (name: string) => (parse(text(name), { columns: name.startsWith('stats'), record_delimiter: '\r\n', bom: true }) as object[]).length;
  return {
    json: reportSchema.strict().safeParse(json('diagnose json')).error,
    sarif: sarifProblems(text('diagnose sarif')),
    junit: haveXmllint ? junitProblems(text('diagnose junit')) : '',
    github: githubProblems(text('diagnose github'), report),
    gitlab: gitlabProblems(text('diagnose gitlab')),
    markdown: ['diagnose', 'trace', 'stats', 'sessions'].flatMap((command) => markdownProblems(text(`${command} markdown`))),
    concise: lines('diagnose concise').filter((line) => !/^.+?:\d+: (?:error|warning|info): .+ \[[a-z0-9-]+\]$/.test(line)),
    'sessions ndjson': lines('sessions ndjson').flatMap((line) => sessionSchema.strict().safeParse(JSON.parse(line)).error ?? []),
    'sessions csv': rows('sessions csv') - sessions.length,
    'stats json': statsSchema.strict().safeParse(json('stats json')).error,
    'stats csv': rows('stats csv') > 0 || stats.connections.total === 0 ? [] : ['no row'],
  };
}

const NONE = {
  json: undefined, sarif: [], junit: '', github: [], gitlab: [], markdown: [], concise: [], 'sessions ndjson': [], 'sessions csv': 0,
  'stats json': undefined, 'stats csv': [],
};

describe(`every format of a report is what its readers expect${NEEDS_XMLLINT}`, () => {
  it.each(['fixtures/stats/mixed.log', 'fixtures/stats/debug2.log', 'fixtures/stats/sftp.log', 'fixtures/centos6/secure'])('of %s', (path) => {
    const outputs = outputsOf(readFileSync(path, 'latin1'), path, style);
    expect(outputs.report.findings.length).toBeGreaterThan(0);
    expect(problems(outputs)).toEqual(NONE);
  });
});

describe.skipIf(!haveCaptures)(`and of the mixed captures${NEEDS_CAPTURES}${NEEDS_XMLLINT}`, () => {
  const mixed = captures(/\/(?:mixed-|hostile-|journald-hostile)/);
  const releases = [...new Set(mixed.map(({ name }) => name.split('/')[0] ?? ''))];

  // The other envelopes hold the same messages.
  const single = mixed.filter(({ name }) => /\.rfc3164$|journal/.test(name));

  it('which are many', () => {
    expect(mixed.length).toBeGreaterThan(150);
    expect(single.length).toBeGreaterThan(50);
  });

  it.each(releases)('of %s, one by one', { timeout: 300_000 }, (release) => {
    for (const { name, log } of single.filter((capture) => capture.name.startsWith(`${release}/`))) {
      expect([name, problems(outputsOf(readFileSync(log, 'latin1'), log, style))]).toEqual([name, NONE]);
    }
  });

  it('of all together', { timeout: 300_000 }, () => {
    const whole = outputsOf(mixed.map(({ log }) => readFileSync(log, 'latin1')).join(''), 'mixed captures.log', style);
    expect(whole.report.findings.length).toBeGreaterThan(100);
    expect(problems(whole)).toEqual(NONE);
  });
});
