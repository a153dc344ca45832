import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Negotiation, Report } from '../../src/finding.js';
import { printable } from '../../src/report/safe-text.js';
import { formatText, type TextOptions } from '../../src/report/text.js';
import { hostile, openssh100, openssh53, report } from './fixtures.js';

const REPORTS = Object.entries({ 'openssh-5.3': openssh53, 'openssh-10.0': openssh100, hostile, empty: report() });

function plain(of: Report, options: TextOptions = {}, width = 80): string {
  return formatText(of, { width, chalk: new Chalk({ level: 0 }) }, options);
}

function pasteLines(of: Report): Set<string> {
  const lines = of.findings.flatMap((finding) => finding.fixes.flatMap((fix) => [...(fix.lines ?? []), ...(fix.commands ?? [])]));
  return new Set(lines.map((line) => `      ${printable(line)}`));
}

function only(of: Report, change: Partial<Report['findings'][0]>): Report {
  return { ...of, findings: of.findings.slice(0, 1).map((finding) => ({ ...finding, ...change })) };
}

describe.each(REPORTS)('%s', (name, of) => {
  test('reads as the snapshot says', async () => {
    await expect(plain(of)).toMatchFileSnapshot(`snapshots/${name}.txt`);
    await expect(plain(of, { verbose: true })).toMatchFileSnapshot(`snapshots/${name}.verbose.txt`);
  });

  test.each([40, 60, 80, 120])('keeps within %i columns but for lines to paste', (width) => {
    for (const verbose of [false, true]) {
      const paste = pasteLines(of);
      const long = plain(of, { verbose }, width).split('\n').filter((line) => stringWidth(line) > width && !paste.has(line));
      expect(long).toEqual([]);
    }
  });

  test('survives a terminal of any width', () => {
    for (const width of [0, 1, 7, 20]) expect(plain(of, {}, width)).not.toBe('');
  });

  test('says the same with and without colour', () => {
    for (const width of [40, 80]) {
      const coloured = formatText(of, { width, chalk: new Chalk({ level: 3 }) }, { verbose: true });
      expect(coloured).toContain('\x1b[');
      expect(stripVTControlCharacters(coloured)).toBe(plain(of, { verbose: true }, width));
    }
  });

  test('has no control character but line ends, and no blanks at the end of a line', () => {
    expect(plain(of, { verbose: true })).not.toMatch(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/u);
    expect(plain(of, { verbose: true })).not.toMatch(/ $/m);
  });
});

describe('the columns', () => {
  test('do without the list that the log does not show', () => {
    expect(plain(openssh100)).toContain('server accepts: not in the log');
  });

  test('give way to a compact form where lists are long', () => {
    const offer = Array.from({ length: 30 }, (_, i) => `cipher-${i}@example.org`);
    const lists = { clientOffer: offer, serverOffer: ['aes256-ctr'], common: [] };
    const negotiation: Negotiation = { kind: 'cipher', direction: 'stoc', ...lists, offerTruncated: false, next: [] };
    const text = plain(only(openssh53, { negotiation }));
    expect(text).toContain('  client offers\n    unknown  cipher-0@example.org, cipher-1@example.org');
    expect(text).toContain('nothing in common (server to client)');
  });
});

describe('who and how often', () => {
  test('a problem without connections only has a time', () => {
    const nobody = { count: 0, attempts: 0, sources: [], clients: [] };
    const text = plain(only(openssh53, { ...nobody, lastSeen: '2026-11-21T00:00:01.000Z' }));
    expect(text).toContain('      = 2026-11-20 21:02:07 to 2026-11-21 00:00:01 UTC\n');
  });

  test('a log without times has none', () => {
    const finding = openssh53.findings[0];
    if (finding === undefined) throw new Error('the fixture has a finding');
    const { firstSeen: _first, lastSeen: _last, ...timeless } = finding;
    expect(plain({ ...openssh53, findings: [timeless] })).toContain('= 3 connections from 192.0.2.30 with libssh2_1.7.0_DEV\n');
    const nothing = { ...timeless, count: 0, attempts: 0, sources: [], clients: [] };
    expect(plain({ ...openssh53, findings: [nothing] })).not.toContain(' = ');
  });
});

describe('the summary', () => {
  const input = report().input;

  test.each([
    ['nothing wrong', {}, 'no problems found in 1,234 lines of secure\n'],
    ['standard input', { files: ['-'] }, 'no problems found in 1,234 lines of standard input\n'],
    ['another program\'s log', { recognized: 0, unknown: 0, other: 1234 }, 'no line of sshd found in 1,234 lines of secure\n'],
    ['unknown lines', { recognized: 0, unknown: 5 }, '5 lines of sshd in 1,234 lines of secure, but not one that sshlog knows\n'],
    ['an empty file', { lines: 0, recognized: 0, unknown: 0, other: 0 }, 'nothing to analyze: the input is empty\n'],
    [
      'lines that were cut', { truncated: 2 },
      'no problems found in 1,234 lines of secure\n  2 lines were longer than the line limit and cut\n',
    ],
  ])('%s', (_, change, expected) => {
    expect(plain(report({ input: { ...input, ...change } }))).toBe(expected);
  });

  test('is left out when quiet', () => {
    expect(plain(report(), { quiet: true })).toBe('');
    const quiet = plain(openssh53, { quiet: true });
    expect(plain(openssh53).startsWith(quiet.trimEnd())).toBe(true);
    expect(quiet).not.toContain('51,234');
  });
});

test.each([
  [{ count: 1, attempts: 1 }, '= logged once'],
  [{ count: 2, attempts: 3 }, '= logged 3 times'],
  [{ count: 2, attempts: 2, sources: [{ ip: '192.0.2.10', count: 2 }] }, '= 2 connections from 192.0.2.10'],
])('what keeps sshd from starting has no connection: %j', (change, expected) => {
  expect(plain(only(openssh53, { category: 'server', sources: [], users: [], clients: [], ...change }))).toContain(`   ${expected}`);
});
