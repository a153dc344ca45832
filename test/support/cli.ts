import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';

const BIN = fileURLToPath(new URL('../../bin/sshlog.js', import.meta.url));

export interface Run {
  /** Exit status; the name of the signal where one ended it. */
  status: number | string;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** What is piped in; without it standard input is empty. */
  input?: string | Buffer;
  env?: Record<string, string>;
  cwd?: string;
}

/** Starts the built program, its zone UTC and without the colours and configuration of whoever runs the tests. */
export function start(args: readonly string[], { env = {}, cwd }: RunOptions = {}): ChildProcessWithoutNullStreams {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
  return spawn(process.execPath, [BIN, ...args], { env: { ...inherited, TZ: 'UTC', XDG_CONFIG_HOME: '/nonexistent', ...env }, ...(cwd !== undefined && { cwd }) });
}

/** What a started program wrote, and how it ended. */
export function finish(child: ChildProcessWithoutNullStreams): Promise<Run> {
  const run: Run = { status: 'running', stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    run.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    run.stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ ...run, status: code ?? signal ?? 'unknown' }));
  });
}

/** Runs sshlog to its end. */
export function sshlog(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const child = start(args, options);
  // A program that has seen enough closes its input.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  return finish(child);
}

/** An empty directory for the files of a test. */
export const scratch = () => mkdtempSync(join(tmpdir(), 'sshlog-cli-'));

/** The same for all tests of a file, from the first to the last. */
export function scratchFiles() {
  let directory = '';
  beforeAll(() => {
    directory = scratch();
  });
  afterAll(() => rmSync(directory, { recursive: true }));
  const path = (name: string) => join(directory, name);
  return {
    path,
    /** @returns its path */
    write(name: string, content: string | Buffer): string {
      writeFileSync(path(name), content);
      return path(name);
    },
  };
}

/** Path of a log written for the command line tests. */
export const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/cli/${name}`, import.meta.url));

/** Resolves when the condition holds; fails after five seconds. */
export async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (condition()) return;
    await new Promise((resume) => setTimeout(resume, 10));
  }
  throw new Error('waited in vain');
}
