import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

/*
 * Every ```console block of the README is run: lines that begin with `$ ` are commands, what follows is what they print.
 * UPDATE_README=1 writes the blocks anew.
 */
const readme = readFileSync('README.md', 'utf8');
const BLOCK = /```console\n\$ sshlog (.*)\n([^]*?)```/g;
const sshlog = resolve('bin/sshlog.js');

/** A copy of the fixtures that were last written when the captures were: their years are inferred from it. */
const directory = mkdtempSync(join(tmpdir(), 'sshlog-readme-'));
cpSync('fixtures', join(directory, 'fixtures'), { recursive: true });
for (const path of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
  if (statSync(join(directory, path)).isFile()) utimesSync(join(directory, path), new Date('2026-11-21'), new Date('2026-11-21'));
}
afterAll(() => rmSync(directory, { recursive: true }));

function run(args: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [sshlog, ...args.split(' ')], { cwd: directory, encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } });
  expect(stderr).toBe('');
  return stdout;
}

describe('README', () => {
  const blocks = [...readme.matchAll(BLOCK)].map(([, args = '', output = '']) => ({ args, output }));

  it('has blocks to check', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(3);
  });

  it.runIf(process.env.UPDATE_README)('is brought up to date', () => {
    writeFileSync('README.md', readme.replaceAll(BLOCK, (_, args: string) => `\`\`\`console\n$ sshlog ${args}\n${run(args)}\`\`\``));
  });

  it.skipIf(process.env.UPDATE_README).each(blocks)('sshlog $args prints what the README shows', ({ args, output }) => {
    expect(run(args)).toBe(output);
  });

  it('names every command', () => {
    for (const command of ['diagnose', 'events', 'simulate', 'ssh', 'explain', 'codes', 'schema']) expect(readme).toContain(`sshlog ${command}`);
  });
});
