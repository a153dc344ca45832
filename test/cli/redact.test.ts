import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { scratch, sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

const LOG = `Nov 20 12:00:00 web01 sshd[7]: Failed password for fred from 10.1.2.3 port 4711 ssh2
Nov 20 12:00:01 web01 sshd[7]: Connection closed by authenticating user fred 10.1.2.3 port 4711 [preauth]
Nov 20 12:00:02 web01 sshd[8]: Failed password for wilma from 10.1.2.4 port 4712 ssh2
Nov 20 12:00:03 web01 sshd[8]: Connection closed by authenticating user wilma 10.1.2.4 port 4712 [preauth]
`;
const SECRET = /fred|wilma|web01|10\.1\.2/;

let directory = '';
let log = '';
beforeAll(() => {
  directory = scratch();
  log = join(directory, 'web01.log');
  writeFileSync(log, LOG);
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('--redact', () => {
  test.each([
    ['diagnose', 'text'], ['diagnose', 'concise'], ['diagnose', 'json'], ['diagnose', 'markdown'], ['diagnose', 'sarif'], ['diagnose', 'junit'],
    ['diagnose', 'github'], ['diagnose', 'gitlab'], ['diagnose', 'html'], ['events', 'ndjson'], ['events', 'text'], ['events', 'ecs'], ['events', 'ocsf'],
    ['sessions', 'text'], ['sessions', 'json'], ['sessions', 'ndjson'], ['sessions', 'csv'], ['sessions', 'markdown'], ['stats', 'text'], ['stats', 'json'],
    ['stats', 'csv'], ['stats', 'markdown'],
    ['trace', 'text'], ['trace', 'json'], ['trace', 'markdown'],
  ])('%s --format %s tells of nobody', async (command, format) => {
    const { status, stdout, stderr } = await sshlog([command, ...(command === 'trace' ? ['fred'] : []), '--redact', 'all', '-v', '--format', format, log]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('user-1');
    if (format !== 'concise' && format !== 'gitlab') expect(stdout).toContain('192.0.2.');
    // The pages of the codes, which SARIF brings along, speak of a fred of their own.
    const told = format === 'sarif' ? stdout.slice(stdout.indexOf('"originalUriBaseIds"')) : stdout;
    expect(told).toContain('user-1');
    expect(told).not.toMatch(SECRET);
  });

  test('leaves what it is not asked for', async () => {
    const { stdout } = await sshlog(['sessions', '--redact', 'user', '--format', 'csv', log]);
    expect(stdout).toContain('web01,7,user-1,10.1.2.3,4711');
  });

  test('filters by the real values', async () => {
    const rows = async (...args: string[]) => (await sshlog(['sessions', '-q', '--redact', 'all', ...args, log])).stdout.split('\n').slice(0, -1);
    expect(await rows('--user', 'wilma')).toHaveLength(1);
    expect(await rows('--user', 'user-1')).toHaveLength(0);
    expect(await rows('--from', '10.1.2.3')).toHaveLength(1);
    expect(await rows('--host', 'web01')).toHaveLength(2);
  });

  test('says what it takes', async () => {
    const { status, stderr } = await sshlog(['stats', '--redact', 'names', log]);
    expect(status).toBe(2);
    expect(stderr).toContain('Give ip, user, host, key, separated by commas, or all.');
  });

  test('goes into every file', async () => {
    const file = join(directory, 'report.json');
    const { stdout } = await sshlog(['diagnose', '--redact', 'ip,user', '--redact', 'host', '--format', 'text', '--format', `json=${file}`, log]);
    const json = readFileSync(file, 'utf8');
    expect(`${stdout}${json}`).not.toMatch(/fred|wilma|10\.1\.2/);
    expect(json).toContain('"ip": "192.0.2.1"');
    expect(stdout).toContain('192.0.2.1');
  });
});
