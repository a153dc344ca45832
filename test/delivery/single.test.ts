import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sshlog } from '../support/cli.js';

/** The file alone in a directory, under the name that it has in the container: without an extension. */
const directory = mkdtempSync(join(tmpdir(), 'sshlog-single-'));
const single = join(directory, 'sshlog');

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, ['bin/single.mjs'], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  copyFileSync('dist/sshlog-single.cjs', single);
});
afterAll(() => rmSync(directory, { recursive: true }));

const run = (args: readonly string[], input: string | Buffer = '') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [single, ...args], { cwd: directory, input, encoding: 'utf8', env: { PATH: '', TZ: 'UTC' } });
  return { status, stdout, stderr };
};

describe('the command line in one file', () => {
  it('diagnoses as the installed one does, far from any package', async () => {
    const log = readFileSync('fixtures/centos6/secure');
    const { stdout, status } = await sshlog(['diagnose', '-'], { input: log });
    expect(run(['diagnose', '-'], log)).toEqual({ status, stdout, stderr: '' });
    expect(stdout).toContain('no-common-mac');
  });

  it('has all that other commands load when they run', () => {
    const log = resolve('fixtures/centos6/secure');
    expect(run(['--version']).stdout).toBe(`${(JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version}\n`);
    for (const schema of ['report', 'finding', 'event', 'session', 'stats', 'config']) expect(JSON.parse(run(['schema', schema]).stdout)).toHaveProperty('$schema');
    for (const command of [['events'], ['sessions'], ['stats'], ['trace', '192.0.2.40'], ['diagnose', '--format', 'sarif'], ['diagnose', '--format', 'junit'], ['diagnose', '--format', 'html']]) {
      expect(run([...command, log])).toMatchObject({ status: 0, stderr: '' });
    }
    expect(run(['explain', 'no-common-mac']).stdout).toContain('no-common-mac');
    for (const archive of readdirSync('fixtures/archives').filter((name) => name.startsWith('lines.'))) {
      expect(run(['events', resolve('fixtures/archives', archive)])).toMatchObject({ status: 0, stderr: '' });
    }
  });

  it('stays small', () => {
    expect(statSync(single).size).toBeLessThan(2_400_000);
  });
});
