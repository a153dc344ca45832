import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { transformSync } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';

/** Every example of docs/library.md is a module, and prints what stands behind it. */
const directory = mkdtempSync(join(tmpdir(), 'sshlog-library-'));
mkdirSync(join(directory, 'node_modules'));
symlinkSync(resolve('.'), join(directory, 'node_modules/sshlog'));
cpSync('fixtures', join(directory, 'fixtures'), { recursive: true });
afterAll(() => rmSync(directory, { recursive: true }));

const page = readFileSync('docs/library.md', 'utf8');
const examples = [...page.matchAll(/```ts\n([^]*?)```\n\n```text\n([^]*?)```/g)].map(([, code = '', output = '']) => ({ code, output }));

describe('docs/library.md', () => {
  test('has an output for each example', () => {
    expect(examples.length).toBe(page.split('```ts\n').length - 1);
    expect(examples.length).toBeGreaterThan(4);
  });

  test.each(examples.map((example, i) => ({ number: i + 1, ...example })))('example $number prints what the page shows', ({ number, code, output }) => {
    const file = join(directory, `example-${number}.mjs`);
    writeFileSync(file, transformSync(code, { loader: 'ts', target: 'node20' }).code);
    const run = spawnSync(process.execPath, [file], { cwd: directory, encoding: 'utf8', env: { ...process.env, TZ: 'America/New_York', NO_COLOR: '1' } });
    expect(run.stderr).toBe('');
    expect(run.stdout).toBe(output);
  });
});
