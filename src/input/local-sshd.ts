import { execFileSync, spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { isIP } from '../ip-address.js';
import type { ConnectionFacts } from '../configuration/types.js';
import { parseRelease, type Release } from '../openssh/version.js';
import { InputError } from './input-error.js';

const TIMEOUT = 10_000;
const OUTPUT_LIMIT = 4_000_000;
/** Users' paths often lack the directories of servers. */
const DIRECTORIES = ['/usr/sbin', '/usr/local/sbin', '/sbin'];

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', PATH: [process.env['PATH'] ?? '', ...DIRECTORIES].join(delimiter) };
}

/** The release of this machine's sshd; undefined where there is none, or it does not say. */
export function localRelease(): Release | undefined {
  // Those that do not know -V print their version with the usage.
  const { stderr } = spawnSync('sshd', ['-V'], { env: environment(), encoding: 'utf8', timeout: TIMEOUT, maxBuffer: OUTPUT_LIMIT });
  const name = /OpenSSH_[^\s,]+/.exec(stderr ?? '')?.[0];
  return name === undefined ? undefined : parseRelease(name);
}

/**
 * What this machine's sshd makes of its configuration: the output of `sshd -T`, latin1.
 * @throws InputError where it may not be run, or refuses its configuration
 */
export function effectiveConfiguration(): string {
  try {
    return run(['-T']);
  } catch (error) {
    throw explain(error);
  }
}

/** The same for one connection; undefined where that cannot be asked. */
export function effectiveFor(facts: ConnectionFacts): string | undefined {
  const connection = connectionOf(facts);
  if (connection === undefined) return undefined;
  try {
    return run(['-T', '-C', connection]);
  } catch {
    return undefined;
  }
}

const USER = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/;
const HOST = /^[A-Za-z0-9][A-Za-z0-9.:-]{0,253}$/;

/**
 * The argument of -C. A client chooses the name of the user, and perhaps that of its host: what could be read as a further
 * criterion, or as anything but a name, is not asked.
 */
export function connectionOf({ user, host, address, localAddress, localPort }: ConnectionFacts): string | undefined {
  if (user === undefined || !USER.test(user) || address === undefined || isIP(address) === 0) return undefined;
  if (host !== undefined && !HOST.test(host)) return undefined;
  if (localAddress !== undefined && isIP(localAddress) === 0) return undefined;
  const local = (localAddress === undefined ? '' : `,laddr=${localAddress}`) + (localPort === undefined ? '' : `,lport=${localPort}`);
  return `user=${user},host=${host ?? address},addr=${address}${local}`;
}

function run(args: readonly string[]): string {
  return execFileSync('sshd', args, { env: environment(), encoding: 'latin1', timeout: TIMEOUT, maxBuffer: OUTPUT_LIMIT, stdio: ['ignore', 'pipe', 'pipe'] });
}

function explain(error: unknown): InputError {
  const { code, stderr } = error as { code?: unknown; stderr?: unknown };
  if (code === 'ENOENT') return new InputError('there is no sshd on this system; give its file instead: --sshd-config FILE');
  const said = String(stderr ?? '').trim().split('\n')[0] ?? '';
  if (code === 'EACCES' || /no hostkeys|Permission denied|not permitted/i.test(said)) {
    return new InputError('sshd -T may not be run by this user; run with sudo, or save its output as root (sshd -T > FILE) and give --sshd-config FILE');
  }
  return new InputError(`sshd -T refuses the configuration of this system (${said === '' ? 'without a word' : said}); correct it first: sshd -t names each fault`);
}
