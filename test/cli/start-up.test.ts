import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import { fixture, scratch, sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

const directory = scratch();
const hook = join(directory, 'hook.cjs');
// Names each package that is asked for, when the program ends.
writeFileSync(hook, `
  const Module = require('node:module');
  const load = Module._load;
  const packages = new Set();
  Module._load = function (name, ...rest) {
    if (/^[a-z@]/.test(name) && !Module.isBuiltin(name)) packages.add(name);
    return load.call(this, name, ...rest);
  };
  process.on('exit', () => process.stderr.write('packages: ' + [...packages].join(' ') + '\\n'));
`);
writeFileSync(join(directory, '.sshlog.json'), '{}');

async function packagesOf(args: string[], cwd: string): Promise<string | undefined> {
  const { stderr } = await sshlog(args, { cwd, env: { NODE_OPTIONS: `--require ${hook}` } });
  return /^packages: (.*)$/m.exec(stderr)?.[1];
}

test.each([
  ['diagnose', fixture('two-hosts.log')], ['diagnose', '--format', 'json', fixture('two-hosts.log')], ['stats', fixture('two-hosts.log')],
  ['sessions', fixture('two-hosts.log')], ['explain', 'no-common-mac'], ['codes'], ['--help'], ['completion', 'bash'],
])('%s: what is not used is not loaded', async (...args) => {
  expect(await packagesOf(args, scratch())).toBe('');
});

test('what reads configuration is, where there is one', async () => {
  expect(await packagesOf(['diagnose', fixture('two-hosts.log')], directory)).toBe('zod');
  expect(await packagesOf(['diagnose', '--no-config', fixture('two-hosts.log')], directory)).toBe('');
});

/** Whether V8 took the cache of the first piece; undefined where it was not given any. @param before what happens first */
function isCacheRejected(before = ''): string {
  return spawnSync(process.execPath, ['-e', `
    ${before}
    const { FIRST_PIECE, load } = require(${JSON.stringify(resolve('bin/load.js'))});
    console.log(load(FIRST_PIECE).script.cachedDataRejected);
  `], { encoding: 'utf8' }).stdout;
}

test('V8 takes the code that it compiled when the bundle was made', () => {
  expect(isCacheRejected()).toBe('false\n');
});

test('V8 is not given what another build of Node compiled: it would take that of any with its own version, and crash', () => {
  const versions = JSON.stringify({ ...process.versions, node: '20.18.9' });
  expect(isCacheRejected(`Object.defineProperty(process, 'versions', { value: ${versions} });`)).toBe('undefined\n');
  expect(isCacheRejected("Object.defineProperty(process, 'arch', { value: 'another' });")).toBe('undefined\n');
});
