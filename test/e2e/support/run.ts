import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };

export interface Ran {
  /** The command as it can be typed. */
  command: string;
  /** Exit status; `timeout` where it was ended, or the name of the signal. */
  status: number | string;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  input?: string;
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  /** Milliseconds after which the command is ended. Default: 15 seconds. */
  timeout?: number;
  /** Fail where the command does. */
  check?: boolean;
}

/** Runs a command to its end, in a process group of its own, so that what it leaves behind ends with it. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { input = '', env = {}, cwd, timeout = 15_000, check = false } = options;
  const ran: Ran = { command: [program, ...args].join(' '), status: 'running', stdout: '', stderr: '' };
  const child = spawn(program, args, { env: { ...process.env, ...env }, detached: true, ...(cwd !== undefined && { cwd }) });
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (ran.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (ran.stderr += text));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    const end = (status: number | string) => {
      clearTimeout(timer);
      ran.status = status;
      if (check && status !== 0) reject(new Error(`${ran.command}: status ${status}\n${ran.stdout}${ran.stderr}`));
      else resolve(ran);
    };
    const timer = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      end('timeout');
    }, timeout);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    // A daemon that was started may hold the pipes: its parent's end counts, and a moment for what is still in them.
    child.once('exit', (code, signal) => void setTimeout(() => end(code ?? signal ?? 'unknown'), 5));
  });
}
