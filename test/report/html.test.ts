import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { htmlDocument, inertJson, type PageAssets } from '../../src/report/html/document.js';
import { pageData } from '../../src/report/html/page-data.js';
import type { Overview } from '../../src/report/html/overview.js';
import { formatHtml } from '../../src/report/html.js';
import { hostile, openssh100, openssh53, report } from './fixtures.js';

const built = (name: string) => readFileSync(new URL(`../../dist/page/${name}`, import.meta.url), 'utf8');
const assets: PageAssets = { script: built('page.js'), style: built('page.css'), notices: built('notices.txt') };

const overview: Overview = {
  outcomes: { accepted: 52, auth_failed: 0, too_many_failures: 0, no_auth: 0, negotiation_failed: 3, no_identification: 0, bad_protocol: 0, timeout: 0, refused: 0, open: 1 },
  timeline: { width: 1000, buckets: [{ at: Date.UTC(2026, 10, 20), counts: [52, 0, 3, 0, 0, 1] }], timeless: 0 },
  sources: { rows: [{ name: '192.0.2.30', counts: [1, 0, 3, 0, 0, 0] }], more: 0 },
  users: { rows: [], more: 0 },
  agreements: [{ host: 'server', client: 'OpenSSH_9.2', connections: 2, agreed: { mac: [{ name: 'hmac-sha2-256', count: 2 }] } }],
  lanes: [[{ affected: 2, begin: 0, end: 9, steps: [] }]],
};

/** The element with the data of a page, as a browser would find it. */
function dataOf(page: string): string {
  return /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
}

test('json in a page: nothing in it is markup, and it is the same value', () => {
  const value = { '</script>': '<!--<script>&lt;\u2028\u2029', list: ['</SCRIPT\n>', ']]>', '<![CDATA['] };
  const inert = inertJson(JSON.stringify(value));
  expect(inert).not.toMatch(/[<>&]/);
  expect(JSON.parse(inert)).toEqual(value);
});

test.each(Object.entries({ '5.3': openssh53, '10.0': openssh100, hostile, empty: report() }))('the page of %s holds the report, inert', (_, of) => {
  const page = formatHtml(of, overview, assets);
  expect((JSON.parse(dataOf(page)) as { report: unknown }).report).toEqual(of);
  expect(dataOf(page)).not.toMatch(/[<>&\u2028\u2029]/);
  // Two that are data and one that is run; what the log holds makes no further one.
  expect(page.match(/<script/g)).toHaveLength(3);
  expect(page.match(/<\/script/g)).toHaveLength(3);
});

test('the policy admits the script and the style that were built, and nothing else', () => {
  const page = htmlDocument('{}', assets);
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(policy.split('; ')).toEqual([
    "default-src 'none'", `script-src ${hash(assets.script)}`, `style-src ${hash(assets.style)}`, "base-uri 'none'", "form-action 'none'",
    "require-trusted-types-for 'script'", "trusted-types 'none'",
  ]);
  expect(page.slice(0, page.indexOf('Content-Security-Policy'))).not.toMatch(/<(?:script|style|link)/);
});

test('the page asks for nothing: no address in it but those of namespaces and licences', () => {
  expect(assets.style).not.toMatch(/url\(|@import/);
  expect(assets.script.match(/\bhttps?:\/\/[^"'`\s]+/g)?.filter((url) => !url.startsWith('http://www.w3.org/')) ?? []).toEqual([]);
  expect(/\beval\(|document\.write|<\/script|fetch\(|XMLHttpRequest|WebSocket/.exec(assets.script)?.[0]).toBeUndefined();
});

test('nothing that we wrote for the page turns text into markup', () => {
  const folder = new URL('../../src/report/html/page/', import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(15);
  const found = sources.filter((name) => /innerHTML|outerHTML|insertAdjacentHTML|DOMParser|createContextualFragment|\.html\(|href: [^'#]/.test(readFileSync(new URL(name, folder), 'utf8')));
  expect(found).toEqual([]);
});

test('the licences of all libraries in the script go with it', () => {
  for (const name of ['d3-scale', 'd3-axis', 'd3-brush', 'd3-selection', 'd3-shape']) expect(assets.notices).toContain(`${name} `);
  expect(assets.notices).toContain('Permission to use, copy, modify');
  expect(formatHtml(report(), overview, assets)).toContain('Permission to use, copy, modify');
});

test('a page has room for what matters most, and says what it left out', () => {
  const [finding] = openssh53.findings;
  if (!finding) throw new Error('the fixture has a finding');
  const names = Array.from({ length: 1000 }, (_, i) => ({ name: `${i}-${'x'.repeat(50)}`, count: 1 }));
  const findings: Finding[] = Array.from({ length: 2000 }, (_, i) => ({ ...finding, users: names, fingerprint: String(i) }));
  const { report: shown, leftOut, overview: { lanes } } = pageData({ ...openssh53, findings }, { ...overview, lanes: findings.map(() => overview.lanes[0] ?? []) });
  expect(shown.findings.length).toBeGreaterThan(300);
  expect(shown.findings.length + (leftOut[finding.code] ?? 0)).toBe(2000);
  expect(shown.findings[0]?.users).toHaveLength(10);
  expect(shown.findings[0]?.omitted.users).toBe(990);
  expect(lanes).toHaveLength(shown.findings.length);
  expect(formatHtml({ ...openssh53, findings }, overview, assets).length).toBeLessThan(5_000_000);
});

test('a page counts what it has no room for as well', () => {
  const [finding] = openssh53.findings;
  if (!finding) throw new Error('the fixture has a finding');
  const findings: Finding[] = Array.from({ length: 2000 }, (_, i) => ({ ...finding, severity: i < 1500 ? 'error' : 'info', summary: 'x'.repeat(3000), fingerprint: String(i) }));
  const { report: shown, severities } = pageData({ ...openssh53, findings }, { ...overview, lanes: [] });
  expect(shown.findings.length).toBeLessThan(1500);
  expect(severities).toEqual({ error: 1500, warning: 0, info: 500 });
});

test('a page says how strong each algorithm is that it names', () => {
  const { strengths } = pageData(openssh53, overview);
  expect(strengths.mac).toMatchObject({ 'hmac-sha2-256': 'ok', 'hmac-md5': 'weak' });
  expect(strengths.kex).toMatchObject({ 'diffie-hellman-group1-sha1': 'broken' });
});

test('the picture in the README is there, and small', () => {
  expect(readFileSync('README.md', 'utf8')).toContain('](docs/report.png)');
  expect(statSync('docs/report.png').size).toBeLessThan(300_000);
});
