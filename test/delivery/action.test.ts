import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sshlog-action-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Runs what the step of action.yml runs, as the runner of GitHub does. */
function act(inputs: Record<string, string>) {
  const files = { GITHUB_OUTPUT: join(directory, 'output'), GITHUB_STEP_SUMMARY: join(directory, 'summary') };
  const { status, stdout, stderr } = spawnSync('bin/action.sh', { encoding: 'utf8', env: { ...process.env, TMPDIR: directory, ...files, ...inputs } });
  const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
  const outputs = Object.fromEntries(read(files.GITHUB_OUTPUT).trim().split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  return { status, stdout, stderr, outputs, summary: read(files.GITHUB_STEP_SUMMARY) };
}

describe('the action', () => {
  it('annotates, sums up, sets outputs and fails for errors', () => {
    const { status, stdout, outputs, summary } = act({ SSHLOG_FILES: 'fixtures/centos6/secure\n\n  \nfixtures/negotiation/9.9-kex-info.log\n', SSHLOG_SARIF: join(directory, 's.sarif') });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=fixtures\/centos6\/secure,line=17/m);
    expect(outputs).toMatchObject({ findings: '3', errors: '2', warnings: '0' });
    expect(outputs.codes?.split(' ').toSorted()).toEqual(['debug-logging-enabled', 'no-common-kex', 'no-common-mac']);
    expect(JSON.parse(readFileSync(outputs.report ?? '', 'utf8'))).toMatchObject({ schema: 'sshlog.report/1' });
    expect(JSON.parse(readFileSync(join(directory, 's.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(summary).toContain('no-common-mac');
  });

  it('passes where nothing is as bad, with options one on each line', () => {
    const { status, outputs } = act({ SSHLOG_FILES: 'fixtures/centos6/secure', SSHLOG_FAIL_ON: 'error', SSHLOG_OPTIONS: '--ignore=negotiation\n--openssh=5.3' });
    expect(status).toBe(0);
    expect(outputs).toMatchObject({ errors: '0', codes: 'debug-logging-enabled' });
  });

  it('takes inputs for names and options, never for words of the shell', () => {
    const { status, stderr, outputs } = act({ SSHLOG_FILES: `$(touch ${directory}/owned)\n--version`, SSHLOG_OPTIONS: '' });
    expect(status).toBe(3);
    expect(stderr).toContain('$(touch ');
    expect(stderr).toContain('--version');
    expect(existsSync(join(directory, 'owned'))).toBe(false);
    expect(outputs.findings ?? '0').toBe('0');
  });

  it('says what is missing', () => {
    expect(act({ SSHLOG_FILES: ' \n' })).toMatchObject({ status: 2, stderr: 'sshlog: no file is named; give the input "files"\n' });
  });

  it('hands over all inputs and outputs', () => {
    const definition = readFileSync('action.yml', 'utf8');
    const script = readFileSync('bin/action.sh', 'utf8');
    for (const [, variable = ''] of definition.matchAll(/^ +(SSHLOG_\w+): /gm)) expect(script).toContain(variable);
    for (const [, output = ''] of definition.matchAll(/steps\.diagnose\.outputs\.(\w+)/g)) expect(script).toContain(`${output}=`);
    // What an input says is no text of a script.
    expect(definition.match(/run:.*\$\{\{/g)).toBe(null);
  });
});
