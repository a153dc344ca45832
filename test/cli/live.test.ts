import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { findingSchema } from '../../src/report/schema.js';
import { finish, fixture, type Run, scratch, sshlog, start, until } from '../support/cli.js';

vi.setConfig({ testTimeout: 60_000 });

const directory = scratch();
afterAll(() => rmSync(directory, { recursive: true }));
let files = 0;
const unused = () => join(directory, `log${files++}`);

const mismatch = (pid: number, mac = 'hmac-md5') =>
  `Nov 20 12:00:00 server sshd[${pid}]: Unable to negotiate with 192.0.2.${pid} port ${4000 + pid}: no matching MAC found. Their offer: ${mac} [preauth]\n`;
const failedLogin = (pid: number) =>
  `Nov 20 12:00:00 server sshd[${pid}]: Failed password for fred from 192.0.2.10 port ${4000 + pid} ssh2\n` +
  `Nov 20 12:00:01 server sshd[${pid}]: Connection closed by authenticating user fred 192.0.2.10 port ${4000 + pid} [preauth]\n`;

interface Watched {
  child: ChildProcessWithoutNullStreams;
  seen: { stdout: string; stderr: string };
  finished: Promise<Run>;
}

function watch(child: ChildProcessWithoutNullStreams): Watched {
  const seen = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    seen.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    seen.stderr += chunk.toString();
  });
  return { child, seen, finished: finish(child) };
}

const diagnose = (...args: string[]) => watch(start(['diagnose', ...args]));

describe('standard input', () => {
  test.each(['text', 'concise', 'json', 'ndjson'])('of a pipe that ends gives what the file gives: %s', async (format) => {
    const program = `"${process.execPath}" "${resolve('bin/sshlog.js')}" diagnose --year 2026 --format ${format} -`;
    const log = fixture('two-hosts.log');
    const [piped, read] = await Promise.all([`cat "${log}" | ${program}`, `${program} < "${log}"`].map((command) => finish(spawn('/bin/sh', ['-c', command]))));
    expect(piped).toEqual(read);
  });

  test('of a pipe that stays open prints what is certain, then each finding at once', async () => {
    const { child, seen, finished } = diagnose();
    child.stdin.write(mismatch(1) + failedLogin(2));
    await until(() => seen.stdout.includes('warning[bad-password]'));
    // The whole of the first findings, by importance.
    expect(seen.stdout).toMatch(/^error\[no-common-mac\][^]*cannot tell:[^]*\n\nwarning\[bad-password\]/);
    child.stdin.write(mismatch(3, 'hmac-sha1'));
    await until(() => seen.stdout.split('error[no-common-mac]').length === 3);
    child.stdin.write(mismatch(4));
    child.stdin.end();
    const run = await finished;
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toMatch(/\nagain: error\[no-common-mac\]: [^\n]*: now 2 connections, last from 192\.0\.2\.4 at 2\d{3}-11-20 12:00:00 UTC\n\n2 errors, 1 warning in 5 lines of standard input/);
    expect(run.stdout).not.toMatch(/\n\n\n/);
  });

  test('that is never silent is live when its lines are of the present', async () => {
    const { child, seen, finished } = diagnose('--format', 'concise');
    child.stdin.write(mismatch(1));
    const chatter = setInterval(() => child.stdin.write(`${new Date().toISOString()} server sshd[9]: Server listening on 0.0.0.0 port 22.\n`), 50);
    await until(() => seen.stdout !== '');
    clearInterval(chatter);
    child.stdin.end();
    expect(await finished).toMatchObject({ status: 0, stderr: '' });
    expect(seen.stdout).toMatch(/^-:1: error: [^\n]*\[no-common-mac\]\n/);
  });

  test('in ndjson: new, and final at the end; json comes at the end only', async () => {
    const json = unused();
    const { child, seen, finished } = diagnose('--format', 'ndjson', '--format', `json=${json}`, '--fail-on', 'error');
    child.stdin.write(mismatch(1));
    await until(() => seen.stdout.endsWith('\n'));
    child.stdin.write(mismatch(2));
    child.stdin.end();
    expect(await finished).toMatchObject({ status: 1, stderr: '' });
    const lines = seen.stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Finding);
    for (const line of lines) expect(findingSchema.parse(line)).toEqual(line);
    expect(lines.map(({ code, state, count }) => [code, state, count])).toEqual([['no-common-mac', 'new', 1], ['no-common-mac', 'final', 2]]);
  });
});

describe('--follow', () => {
  test('several files, through rotation, from their beginning; one that does not exist yet', async () => {
    const [a, b] = [unused(), join(unused(), 'b')];
    writeFileSync(a, mismatch(1));
    const { child, seen, finished } = diagnose('-f', '--format', 'concise', a, b);
    await until(() => seen.stdout.includes(`${a}:1: error`));
    expect(seen.stderr).toBe(`sshlog: there is no ${b}; waiting until there is\n`);
    renameSync(a, `${a}.1`);
    writeFileSync(a, `no line of sshd\n${mismatch(2, 'hmac-sha1')}`);
    await until(() => seen.stdout.includes(`${a}:2: error`));
    mkdirSync(join(b, '..'));
    writeFileSync(b, mismatch(3, 'hmac-ripemd160'));
    await until(() => seen.stdout.includes(`${b}:1: error`));
    appendFileSync(b, failedLogin(4));
    await until(() => seen.stdout.includes(`${b}:2: warning`));
    child.kill('SIGINT');
    expect((await finished).status).toBe(0);
  });

  test('standard input is live when its producer stays open, and read beside files', async () => {
    const alone = diagnose('-f', '--format', 'concise', '-');
    const path = unused();
    writeFileSync(path, mismatch(1));
    const beside = diagnose('-f', '--format', 'concise', '-', path);
    for (const { child } of [alone, beside]) child.stdin.write(mismatch(2, 'hmac-sha1'));
    await until(() => alone.seen.stdout.includes('-:1: error') && beside.seen.stdout.includes('-:1: error') && beside.seen.stdout.includes(`${path}:1: error`));
    appendFileSync(path, mismatch(3, 'hmac-ripemd160'));
    await until(() => beside.seen.stdout.includes(`${path}:2: error`));
    for (const { child } of [alone, beside]) child.kill('SIGINT');
    expect(await alone.finished).toMatchObject({ status: 0, stderr: '' });
    expect(await beside.finished).toMatchObject({ status: 0, stderr: '' });
  });

  test.skipIf(process.platform === 'win32')('a pipe is read on when its writer has gone and another one comes', async () => {
    const path = unused();
    execFileSync('mkfifo', [path]);
    const { child, seen, finished } = diagnose('-f', '--format', 'concise', path);
    const write = (text: string) => finish(spawn('/bin/sh', ['-c', 'printf %s "$1" > "$2"', 'sh', text, path]));
    await write(mismatch(1));
    await until(() => seen.stdout.includes(`${path}:1: error`));
    await write(mismatch(2, 'hmac-sha1'));
    await until(() => seen.stdout.includes(`${path}:2: error`));
    child.kill('SIGINT');
    expect(await finished).toMatchObject({ status: 0, stderr: '' });
  });

  test('of many files nothing is said on standard error', async () => {
    const paths = Array.from({ length: 12 }, unused);
    for (const [i, path] of paths.entries()) writeFileSync(path, mismatch(i + 1, `hmac-x${i}`));
    const { child, seen, finished } = diagnose('-f', '--format', 'concise', ...paths);
    await until(() => paths.every((path) => seen.stdout.includes(`${path}:1: error`)));
    child.kill('SIGINT');
    expect(await finished).toMatchObject({ status: 0, stderr: '' });
  });

  test.each([['SIGHUP', 129], ['SIGQUIT', 131]] as const)('%s ends it at once and leaves no unfinished file: %d', async (signal, status) => {
    const [path, report] = [unused(), unused()];
    writeFileSync(path, mismatch(1));
    const { child, seen, finished } = diagnose('-f', '--format', 'concise', '--format', `json=${report}`, path);
    await until(() => seen.stdout !== '');
    child.kill(signal);
    expect((await finished).status).toBe(status);
    expect(readdirSync(directory).filter((name) => name.startsWith(basename(report)))).toEqual([]);
  });

  test('what may not be read, a directory, a file that never comes: 3', async () => {
    expect(await sshlog(['diagnose', '-f', directory])).toMatchObject({ status: 3 });
    const { child, seen, finished } = diagnose('-f', unused());
    await until(() => seen.stderr !== '');
    child.kill('SIGINT');
    expect(await finished).toMatchObject({ status: 3, stdout: 'nothing was read\n' });
  });

  test('--since leaves out what is older', async () => {
    const path = unused();
    writeFileSync(path, mismatch(1) + mismatch(2, 'hmac-sha1').replace('12:00:00', '18:00:00'));
    const { child, seen, finished } = diagnose('-f', '--since', '1h', '--format', 'concise', path);
    await until(() => seen.stdout.includes(`${path}:2: error`));
    child.kill('SIGINT');
    expect((await finished).stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  test.skipIf(!existsSync('/dev/full'))('a disk that is full ends it: one sentence, and 2', async () => {
    const [one, other] = [unused(), unused()];
    writeFileSync(one, mismatch(1));
    writeFileSync(other, mismatch(2, 'hmac-sha1'));
    const run = await sshlog(['diagnose', '-f', '--format', 'ndjson=/dev/full', one, other]);
    expect(run).toEqual({ status: 2, stdout: '', stderr: 'sshlog: /dev/full cannot be written: ENOSPC: no space left on device; make room there, or name another file\n' });
  });

  test('SIGTERM ends it at once: 143', async () => {
    const path = unused();
    writeFileSync(path, mismatch(1));
    const { child, seen, finished } = diagnose('-f', '--format', 'concise', path);
    await until(() => seen.stdout !== '');
    child.kill('SIGTERM');
    expect((await finished).status).toBe(143);
  });

  test('the reader goes: 0 at the next finding, nothing on standard error', async () => {
    const path = unused();
    writeFileSync(path, mismatch(1));
    const { child, seen, finished } = diagnose('-f', '--format', 'concise', path);
    await until(() => seen.stdout !== '');
    child.stdout.destroy();
    appendFileSync(path, mismatch(2, 'hmac-sha1'));
    expect(await finished).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('tail -f in front', () => {
  /** `tail -f log | sshlog diagnose …` in a process group of its own, as a shell starts it. */
  function pipeline(log: string, behind = '') {
    const command = `tail -n +1 -f "${log}" | "${process.execPath}" "${resolve('bin/sshlog.js')}" diagnose ${behind}`;
    return watch(spawn('/bin/bash', ['-c', `trap : INT; set -o pipefail; ${command}; echo "status \${PIPESTATUS[1]}" >&2`], { detached: true }));
  }

  test('Ctrl-C goes to both: the summary, and 0', async () => {
    const path = unused();
    writeFileSync(path, mismatch(1));
    const { child, seen, finished } = pipeline(path);
    await until(() => seen.stdout.includes('error[no-common-mac]'));
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await finished;
    expect(seen.stderr).toBe('status 0\n');
    expect(seen.stdout).toContain('\n\n1 error in 1 line of standard input (1 connection: 1 failed)\n');
  });

  test('the producer is killed: its input has ended', async () => {
    const path = unused();
    writeFileSync(path, mismatch(1));
    const { child, seen, finished } = diagnose('--fail-on', 'error');
    const tail = spawn('tail', ['-n', '+1', '-f', path]);
    tail.stdout.pipe(child.stdin);
    await until(() => seen.stdout.includes('error[no-common-mac]'));
    tail.kill('SIGKILL');
    expect((await finished).status).toBe(1);
    expect(seen.stdout).toContain('\n\n1 error in 1 line of standard input');
  });

  test('the reader goes: sshlog ends at the next finding, and tail with it', async () => {
    const path = unused();
    writeFileSync(path, mismatch(1));
    const { seen, finished } = pipeline(path, '--format concise | head -n 1');
    await until(() => seen.stdout !== '');
    appendFileSync(path, mismatch(2, 'hmac-sha1'));
    // tail notices when it writes, or when it looks.
    const writing = setInterval(() => appendFileSync(path, 'no line of sshd\n'), 200);
    await finished;
    clearInterval(writing);
    expect(seen.stderr).toBe('status 0\n');
  });
});

test('a second Ctrl-C while the output is stuck: 130', async () => {
  const path = unused();
  writeFileSync(path, Array.from({ length: 240 }, (_, i) => mismatch(i % 250, `hmac-x${i}`)).join(''));
  const child = start(['diagnose', '-f', '-v', path]);
  const closed = new Promise((resolve_) => {
    child.on('close', (code) => resolve_(code));
  });
  // Nobody reads: the pipe is full.
  await new Promise((resume) => setTimeout(resume, 4000));
  child.kill('SIGINT');
  await new Promise((resume) => setTimeout(resume, 1000));
  child.kill('SIGINT');
  await new Promise((resume) => setTimeout(resume, 500));
  child.stdout.resume();
  expect(await closed).toBe(130);
});
