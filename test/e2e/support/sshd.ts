import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, sleep } from './run.js';

export type HostKeyName = 'rsa' | 'ecdsa' | 'ed25519';

export interface SshdOptions {
  /** Lines of sshd_config. They win over those of the starter; Match blocks stand at the end. */
  config?: readonly string[];
  logLevel?: string;
  /** Types of host keys, each in its file `ssh_host_TYPE_key` of the directory. */
  hostKeys?: readonly HostKeyName[];
  /** No HostKey lines: sshd takes those of its default files, in /etc/ssh. */
  defaultKeys?: boolean;
  /** Where configuration, host keys, log and PID file lie. Default: a new temporary directory, which `stop` removes. */
  directory?: string;
  /** Default: a free one. */
  port?: number;
  logFile?: string;
  /** Let it log to syslog, which is to put the lines into `logFile`, instead of writing there itself (`-E`). */
  syslog?: boolean;
  pidFile?: string;
  /** Another copy of sshd; absolute. */
  program?: string;
  /** Called once configuration and keys lie there. */
  prepared?: () => Promise<void>;
  /** Not to start is no error: what the log says of it is what is wanted. */
  mayFail?: boolean;
}

export interface Sshd {
  address: '127.0.0.1';
  port: number;
  directory: string;
  configFile: string;
  logFile: string;
  /** The listener's, as its PID file says: it may have been restarted. Undefined where none runs. */
  pid(): number | undefined;
  log(): string;
  /** SIGHUP; resolves once it listens again. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

/** Absolute, as sshd insists on to execute itself again. */
export const SSHD = '/usr/sbin/sshd';

/**
 * Starts a real sshd on loopback, which logs to a file of its own (`-D -E`), and waits until it listens.
 * The machine's own configuration, keys and log are not touched; passwords are left to shadow (`UsePAM no`).
 */
export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const { config = [], logLevel = 'INFO', hostKeys = ['ed25519', 'rsa', 'ecdsa'] } = options;
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'sshlog-sshd-'));
  const port = options.port ?? await freePort();
  const configFile = join(directory, 'sshd_config');
  const logFile = options.logFile ?? join(directory, 'auth.log');
  const pidFile = options.pidFile ?? join(directory, 'sshd.pid');
  const keys = await Promise.all(hostKeys.map((type) => hostKey(type, directory)));
  const block = config.findIndex((line) => /^Match\b/i.test(line));
  const globals = block < 0 ? config : config.slice(0, block);
  writeFileSync(configFile, [
    ...globals, `Port ${port}`, ...(globals.some((line) => /^ListenAddress\b/i.test(line)) ? [] : ['ListenAddress 127.0.0.1']),
    `PidFile ${pidFile}`, `LogLevel ${logLevel}`, 'UsePAM no',
    ...(options.defaultKeys === true ? [] : keys.map((file) => `HostKey ${file}`)), ...config.slice(globals.length), '',
  ].join('\n'));
  // What Debian's unit does before it starts sshd.
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  await options.prepared?.();
  const log = options.syslog === true ? [] : ['-E', logFile];
  const child = spawn(options.program ?? SSHD, ['-D', '-f', configFile, ...log], { stdio: 'ignore', detached: true });
  child.unref();
  const sshd: Sshd = {
    address: '127.0.0.1', port, directory, configFile, logFile,
    pid: () => pidOf(pidFile),
    log: () => (existsSync(logFile) ? readFileSync(logFile, 'latin1') : ''),
    async reload() {
      const pid = pidOf(pidFile);
      if (pid === undefined) throw new Error('no sshd to reload');
      process.kill(pid, 'SIGHUP');
      // Between the old socket and the new one there is none; a new one has another inode.
      const before = listener(port);
      await until(() => listener(port) !== undefined && listener(port) !== before, 'sshd does not listen again');
    },
    async stop() {
      const pid = pidOf(pidFile);
      if (pid !== undefined) process.kill(pid, 'SIGTERM');
      await until(() => pid === undefined || !isRunning(pid), 'sshd does not end');
      if (options.directory === undefined) rmSync(directory, { recursive: true, force: true });
    },
  };
  let ended = false;
  child.once('exit', () => void (ended = true));
  await until(() => ended || (pidOf(pidFile) === child.pid && listener(port) !== undefined), 'sshd does not listen');
  if (ended && options.mayFail !== true) throw new Error(`sshd did not start:\n${sshd.log()}`);
  return sshd;
}

/** A port of 127.0.0.1 that nobody has, as far as one can know. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const keyring = new Map<HostKeyName, Promise<string>>();

/** A host key of this type in the directory. Made once for all servers of a process: RSA takes its time. */
async function hostKey(type: HostKeyName, directory: string): Promise<string> {
  const made = keyring.get(type) ?? makeHostKey(type);
  keyring.set(type, made);
  const file = join(directory, `ssh_host_${type}_key`);
  copyFileSync(await made, file);
  copyFileSync(`${await made}.pub`, `${file}.pub`);
  chmodSync(file, 0o600);
  return file;
}

async function makeHostKey(type: HostKeyName): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'sshlog-hostkey-')), type);
  await run('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', '', '-f', file], { check: true });
  return file;
}

function pidOf(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8'));
  return pid > 0 && isRunning(pid) ? pid : undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The inode of the socket that listens there. To connect instead would leave lines in the log. */
export function listener(port: number): string | undefined {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  for (const line of readFileSync('/proc/self/net/tcp', 'latin1').split('\n')) {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    if (state === '0A' && local?.endsWith(wanted)) return inode;
  }
  return undefined;
}

/** Resolves once the condition holds; fails after ten seconds. */
export async function until(condition: () => boolean, complaint: string): Promise<void> {
  const end = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(complaint);
    await sleep(10);
  }
}
