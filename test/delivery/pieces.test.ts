import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { Diagnoser } from '../../src/diagnosers/diagnoser.js';
import { DIAGNOSERS } from '../../src/diagnosers/index.js';
import { knownTopics } from '../../src/messages/known-topics.js';
import type { Topic } from '../../src/messages/topic.js';
import { fixture } from '../support/cli.js';

interface Parts {
  lazyTopics(): Promise<string>;
  lazyDiagnosers(): Promise<string>;
}

const { lazyTopics, lazyDiagnosers } = await import(resolve('bin/lazy-parts.mjs')) as Parts;

/** What the text of a module exports; what it requires is taken from the build of that folder. */
async function evaluate(text: string, folder: string): Promise<unknown> {
  const modules = new Map<string, unknown>();
  for (const [, path] of text.matchAll(/require\('([^']+)'\)/g)) if (path !== undefined) modules.set(path, await import(resolve('dist', folder, path)));
  const body = text.replace(/^export const \w+ =/m, 'return');
  // oxlint-disable-next-line no-new-func -- this is what a build has written
  return (new Function('require', body) as (require: (path: string) => unknown) => unknown)((path) => modules.get(path));
}

describe('what is loaded when it is needed', () => {
  it('is every topic of messages, by its heads and in its place', async () => {
    const lazy = await evaluate(await lazyTopics(), 'messages') as Topic[];
    const told = (topics: readonly Topic[]) => topics.map((topic) => [topic.heads, topic.load().map(({ id }) => id)]);
    expect(told(lazy)).toEqual(told(knownTopics));
  });

  it('is every diagnoser, in its place, with its page and what it hears', async () => {
    const lazy = await evaluate(await lazyDiagnosers(), 'diagnosers') as Diagnoser[];
    expect(lazy.map(({ meta }) => ({ ...meta }))).toEqual(DIAGNOSERS.map(({ meta }) => meta));
    expect(lazy.filter(({ hears }) => hears === undefined || hears.length === 0)).toEqual([]);
  });

  it('makes those together that have something in common', async () => {
    const lazy = await evaluate(await lazyDiagnosers(), 'diagnosers') as Diagnoser[];
    const kin = (code: string) => lazy.find(({ meta }) => meta.code === code)?.kin;
    expect(kin('brute-force')).toBeTypeOf('number');
    for (const code of ['distributed-brute-force', 'loopback-source', 'success-after-failures', 'user-enumeration']) expect(kin(code)).toBe(kin('brute-force'));
    expect(kin('no-common-mac')).toBeUndefined();
  });
});

test('what a log needs is in one piece', () => {
  const trace = `const fs = require('node:fs'); const read = fs.readFileSync;
    fs.readFileSync = (path, ...rest) => { if (/bundle.*\\.cjs$/.test(String(path))) process.stderr.write(String(path).replace(/.*\\//, '') + '\\n'); return read(path, ...rest); };
    process.argv.splice(1, 0, ''); require(${JSON.stringify(resolve('bin/sshlog.js'))});`;
  const { stderr, status } = spawnSync(process.execPath, ['-e', trace, 'diagnose', '--no-config', fixture('two-hosts.log')], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, 'sshlog.cjs\n']);
  expect(readdirSync('dist/bundle').filter((name) => name.endsWith('.cjs')).length).toBeGreaterThan(20);
});
