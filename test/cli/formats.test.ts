import { cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { FORMATS } from '../../src/cli/formats.js';
import { fixture, scratch, sshlog } from '../support/cli.js';
import { gitlabProblems, haveXmllint, junitProblems, markdownProblems, NEEDS_XMLLINT, readAnnotation, sarifProblems } from '../support/readers.js';

vi.setConfig({ testTimeout: 60_000 });

const directory = realpathSync(scratch());
afterAll(() => rmSync(directory, { recursive: true }));
mkdirSync(join(directory, 'logs'));
cpSync(fixture('two-hosts.log'), join(directory, 'logs/auth.log'));
const run = (args: string[], input?: string) => sshlog(args, { cwd: directory, ...(input !== undefined && { input }) });
const read = (name: string) => readFileSync(join(directory, name), 'utf8');

/** What a command needs besides a log. */
const NEEDS: Record<string, string[]> = { trace: ['192.0.2.0/24'], simulate: ['--target', '10.0'] };

test.each(Object.entries(FORMATS))('the help of %s names its formats, and each can be had', async (command, formats) => {
  const { stdout } = await run([command, '--help']);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`may be repeated: ${formats.join(', ')}`);
  const targets = formats.flatMap((format) => ['--format', `${format}=out/${command}.${format}`]);
  mkdirSync(join(directory, 'out'), { recursive: true });
  expect(await run([command, ...(NEEDS[command] ?? []), ...targets, 'logs/auth.log'])).toEqual({ status: 0, stdout: '', stderr: '' });
  for (const format of formats) expect([format, read(`out/${command}.${format}`).length > 40]).toEqual([format, true]);
});

describe('diagnose writes several formats of one report at once', () => {
  test('one of them to standard output', async () => {
    const targets = ['sarif', 'junit', 'gitlab', 'markdown'].flatMap((format) => ['--format', `${format}=report.${format}`]);
    const { status, stdout, stderr } = await run(['diagnose', '--format', 'github', ...targets, 'logs/auth.log']);
    expect([status, stderr]).toEqual([0, '']);
    const annotations = stdout.trimEnd().split('\n').map(readAnnotation);
    expect(annotations[0]).toMatchObject({ command: 'error', properties: { file: 'logs/auth.log' } });
    expect(sarifProblems(read('report.sarif'))).toEqual([]);
    expect(gitlabProblems(read('report.gitlab'))).toEqual([]);
    expect(markdownProblems(read('report.markdown'))).toEqual([]);
    expect(JSON.parse(read('report.gitlab'))).toHaveLength(annotations.length);
    expect(readdirSync(directory).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('but not two of them there', async () => {
    expect(await run(['diagnose', '--format', 'sarif', '--format', 'junit', 'logs/auth.log'])).toMatchObject({ status: 2, stdout: '' });
  });
});

test.skipIf(!haveXmllint)(`JUnit: what was not asked for is no test case, and --fail-on decides what fails${NEEDS_XMLLINT}`, async () => {
  const junit = async (...args: string[]) => {
    const { stdout } = await run(['diagnose', '--format', 'junit', ...args, 'logs/auth.log']);
    expect(junitProblems(stdout)).toBe('');
    return { cases: stdout.match(/<testcase /g)?.length ?? 0, failures: stdout.match(/<failure /g)?.length ?? 0 };
  };
  const all = await junit();
  expect(all.cases).toBeGreaterThan(80);
  expect(await junit('--select', 'negotiation')).toMatchObject({ cases: 10 });
  expect((await junit('--fail-on', 'warning')).failures).toBe(all.failures);
  expect((await junit('--fail-on', 'error')).failures).toBeLessThan(all.failures);
});

test('places are relative to the directory, whatever a file is called; standard input is none of its files', async () => {
  const places = async (...args: string[]) => {
    const { stdout } = await run(['diagnose', '--select', 'no-common-mac', '--format', 'sarif', ...args], read('logs/auth.log'));
    expect(stdout).not.toContain(directory);
    expect(sarifProblems(stdout)).toEqual([]);
    const log = JSON.parse(stdout) as { runs: [{ results: { locations: [{ physicalLocation: { artifactLocation: object } }] }[] }] };
    return log.runs[0].results.map(({ locations }) => locations[0].physicalLocation.artifactLocation);
  };
  const here = [{ uri: 'logs/auth.log', uriBaseId: '%SRCROOT%' }];
  expect(await places('logs/auth.log')).toEqual(here);
  expect(await places('./logs/../logs/auth.log')).toEqual(here);
  expect(await places(join(directory, 'logs/auth.log'))).toEqual(here);
  expect(await places('-')).toEqual([{ uri: 'file:///dev/stdin' }]);
  const annotation = (await run(['diagnose', '--select', 'no-common-mac', '--format', 'github', '-'], read('logs/auth.log'))).stdout;
  expect(readAnnotation(annotation.trimEnd()).properties).not.toHaveProperty('file');
});
