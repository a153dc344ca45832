import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Baseline } from '../../src/report/baseline.js';
import { fixture, scratch, sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

const LOG = fixture('two-hosts.log');
const root = scratch();
let file = '';
let directory = '';
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => {
  directory = mkdtempSync(join(root, 'baseline-'));
  file = join(directory, 'known.json');
});

const read = () => JSON.parse(readFileSync(file, 'utf8')) as Baseline;
const write = (accepted: unknown[]) => writeFileSync(file, JSON.stringify({ schema: 'sshlog.baseline/1', accepted }));
const accept = () => sshlog(['diagnose', '-q', '--baseline', file, '--write-baseline', LOG]);
const codes = async (...args: string[]) => (await sshlog(['diagnose', '--format', 'concise', '--baseline', file, ...args, LOG])).stdout.match(/(?<=\[)[a-z-]+(?=\]$)/gm) ?? [];

describe('--write-baseline', () => {
  test('writes what is found, sorted, in lines; the run reports it and does not fail', async () => {
    const { status, stdout, stderr } = await sshlog(['diagnose', '--format', 'concise', '--fail-on', 'info', '--baseline', file, '--write-baseline', LOG]);
    const { schema, accepted } = read();
    expect([status, stderr]).toEqual([0, `sshlog: ${file} accepts ${accepted.length} findings now: ${accepted.length} new, 0 taken out\n`]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(accepted.length);
    expect(schema).toBe('sshlog.baseline/1');
    expect(accepted.map(({ code }) => code)).toEqual(accepted.map(({ code }) => code).sort());
    for (const entry of accepted) expect(Object.keys(entry).filter((key) => key !== 'host')).toEqual(['code', 'summary', 'fingerprint']);
    const before = readFileSync(file, 'utf8');
    expect(before).toMatch(/^ {6}"fingerprint": "[0-9a-f]{16}"$/m);
    expect((await accept()).stderr).toMatch(/: 0 new, 0 taken out\n$/);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(directory)).toEqual(['known.json']);
  });

  test('keeps reasons, entries of codes that were not looked for, and takes out what is stale', async () => {
    await accept();
    const [first, ...others] = read().accepted;
    const gone = { code: 'no-common-kex', summary: 'x', fingerprint: 'gone' };
    write([{ ...first, reason: 'the old scanner' }, gone, ...others]);
    await sshlog(['diagnose', '-q', '--select', 'bad-password', '--baseline', file, '--write-baseline', LOG]);
    expect(read().accepted).toHaveLength(others.length + 2);
    expect((await accept()).stderr).toMatch(/: 0 new, 1 taken out\n$/);
    expect(read().accepted).toHaveLength(others.length + 1);
    expect(read().accepted[0]).toEqual({ ...first, reason: 'the old scanner' });
  });

  test('leaves the file alone where not all of the log could be read', async () => {
    write([]);
    const before = readFileSync(file, 'utf8');
    const { status, stderr } = await sshlog(['diagnose', '-q', '--baseline', file, '--write-baseline', LOG, join(directory, 'missing.log')]);
    expect(status).toBe(3);
    expect(stderr).toContain(`sshlog: ${file} stays as it is: not all of the log could be read\n`);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(directory)).toEqual(['known.json']);
  });
});

describe('--baseline', () => {
  test('accepts known findings: they are left out, counted and said, and do not fail', async () => {
    await accept();
    expect(await codes()).toEqual([]);
    const run = await sshlog(['diagnose', '--fail-on', 'info', '--baseline', file, LOG]);
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/^no problems found in 10 lines [^]*\n {2}\d+ findings are left out, which the baseline\n? *accepts\n/);
    const { accepted } = read();
    expect(run.stderr).toBe('');
    const json = await sshlog(['diagnose', '--format', 'json', '--baseline', file, LOG]);
    expect(JSON.parse(json.stdout)).toMatchObject({ accepted: accepted.length, findings: [] });
    expect(json.stderr).toBe(`sshlog: ${accepted.length} findings are left out, which ${file} accepts\n`);
  });

  test('what is new is reported, and fails', async () => {
    await accept();
    write(read().accepted.filter(({ code }) => code !== 'no-common-mac'));
    expect(await codes()).toEqual(['no-common-mac']);
    expect((await sshlog(['diagnose', '--fail-on', 'error', '--baseline', file, LOG])).status).toBe(1);
    expect((await sshlog(['diagnose', '--format', 'ndjson', '--baseline', file, LOG])).stdout.trimEnd().split('\n').map((line) => (JSON.parse(line) as { code: string }).code))
      .toEqual(['no-common-mac', 'no-common-mac']);
  });

  test('accepts under pseudonyms as well', async () => {
    await accept();
    expect(await codes('--redact', 'all')).toEqual([]);
  });

  test('says with -v what is not found any more', async () => {
    await accept();
    write([...read().accepted, { code: 'bad-password', summary: 'x', fingerprint: 'gone' }]);
    const stale = async (...args: string[]) => (await sshlog(['diagnose', '-q', '--baseline', file, ...args, LOG])).stderr;
    expect(await stale('-v')).toBe(`sshlog: ${file} accepts bad-password (gone), which is not found any more\n`);
    expect(await stale()).toBe('');
    expect(await stale('-v', '--ignore', 'bad-password')).toBe('');
  });

  test.each([
    ['nothing', '', /^sshlog: \S*known\.json is no baseline: Unexpected end of JSON input; name a file that --write-baseline has made\n$/],
    ['another document', '{"schema":"sshlog.report/1"}', /^sshlog: \S*known\.json is no baseline: schema: Invalid input: expected "sshlog\.baseline\/1"; name a file that --write-baseline has made\n$/],
    ['a list', '[]', /known\.json is no baseline: Invalid input: expected object, received array; name a file that --write-baseline has made\n$/],
    [
      'an entry without fingerprint', '{"schema":"sshlog.baseline/1","accepted":[{"code":"a","summary":"b","fingerprint":"c"},{"code":"a","summary":"b"}]}',
      /known\.json is no baseline: accepted\[1\]\.fingerprint: Invalid input: expected string, received undefined; name a file that --write-baseline has made\n$/,
    ],
    ['control characters', '\x1b[31m', /^sshlog: [^\p{C}]* is no baseline: [^\p{C}]*; name a file that --write-baseline has made\n$/u],
  ])('%s is refused: 2, where, and what was expected; also for writing', async (_, text, message) => {
    writeFileSync(file, text);
    for (const more of [[], ['--write-baseline']]) {
      const { status, stdout, stderr } = await sshlog(['diagnose', '--baseline', file, ...more, LOG]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(message);
    }
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('a directory is refused with the way out', async () => {
    const { status, stderr } = await sshlog(['diagnose', '--baseline', 'fixtures', LOG]);
    expect([status, stderr]).toEqual([2, 'sshlog: fixtures cannot be read: EISDIR: illegal operation on a directory; name a file that --write-baseline has made\n']);
  });

  test('contradictions are refused', async () => {
    const refusal = async (...args: string[]) => {
      const { status, stderr } = await sshlog(['diagnose', ...args]);
      return [status, stderr];
    };
    expect(await refusal('--baseline', file, LOG)).toEqual([2, expect.stringMatching(/cannot be read: ENOENT: no such file or directory; --write-baseline makes it\n$/)]);
    expect(await refusal('--write-baseline', LOG)).toEqual([2, 'sshlog: --write-baseline needs a file to write: --baseline FILE\n']);
    expect(await refusal('--baseline', file, '--write-baseline', '--redact', 'ip', LOG)).toEqual([2, 'sshlog: --write-baseline writes who is in the log; leave out --redact\n']);
    expect(await refusal('--baseline', file, '--write-baseline', '-o', file, LOG)).toEqual([2, `sshlog: ${file} is to be the baseline; write the report to another file\n`]);
    expect(await refusal('--baseline', join(directory, 'missing/x'), '--write-baseline', LOG)).toEqual([2, expect.stringMatching(/cannot be written: ENOENT/)]);
    write([]);
    expect(await refusal('--baseline', file, '--write-baseline', LOG, file)).toEqual([2, `sshlog: ${file} is also an input, which would be lost; write to another file\n`]);
    expect(readdirSync(directory)).toEqual(['known.json']);
  });
});
