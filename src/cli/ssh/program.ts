import { spawn } from 'node:child_process';
import { type LogLevel, parseLogLevel } from '../../openssh/log-level.js';
import { parseRelease, type Release } from '../../openssh/version.js';
import type { SshArguments } from './arguments.js';
import { withLogFile } from './logged-arguments.js';

export interface SshProgram {
  /** What it says it is: `OpenSSH_9.2p1 Debian-2, OpenSSL 3.0.19 …`, the first line of its log with -v. */
  version: string;
  /** Undefined where it is no OpenSSH. */
  release: Release | undefined;
}

/** Asks the ssh on the path what it is. @throws the error of the system where it cannot be run */
export async function findSsh(): Promise<SshProgram> {
  const { stderr, stdout } = await ask(['-V']);
  const version = (stderr.trim() || stdout.trim()).split('\n')[0]?.trim() ?? '';
  return { version, release: parseRelease(version.split(/[\s,]/)[0] ?? '') };
}

/** What the configuration sets for this connection, as far as it decides what is shown. */
export interface SshSettings {
  level: LogLevel | undefined;
  /** UpdateHostKeys is `ask`. */
  asksHostKeys: boolean;
}

/** From then on ssh prints its configuration (-G). */
export const PRINTS_CONFIGURATION_SINCE: Release = '6.8';

/** Asks ssh itself, which alone knows about Match and Include. What it cannot tell is as it is by default. */
export async function askSettings(args: readonly string[], parsed: SshArguments): Promise<SshSettings> {
  const { stdout, status } = await ask(['-G', ...withLogFile(args, parsed, '/dev/null')]).catch(() => ({ stdout: '', status: 1 }));
  const setting = (name: string) => (status === 0 ? new RegExp(`^${name} (\\S+)`, 'm').exec(stdout)?.[1] : undefined);
  return { level: parseLogLevel(setting('loglevel') ?? ''), asksHostKeys: setting('updatehostkeys') === 'ask' };
}

/** A `Match exec` may take its time; the connection is not to wait for longer than that. */
const PATIENCE = 3000;

function ask(args: readonly string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('ssh', args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE, killSignal: 'SIGKILL' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => void (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}
