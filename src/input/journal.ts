import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Input } from './input.js';
import { InputError } from './input-error.js';
import { streamBlocks } from './stream-blocks.js';

/** Programs of the OpenSSH server, by the name under which they log; the unit has the names that differ by distribution. */
const IDENTIFIERS = ['sshd', 'sshd-session', 'sshd-auth', 'internal-sftp', 'sftp-server'];
/** What of the journal matters: matches of one field are alternatives, and so is what stands on both sides of a `+`. */
const MATCHES = [
  ...IDENTIFIERS.map((name) => `SYSLOG_IDENTIFIER=${name}`), '+',
  ...IDENTIFIERS.map((name) => `_COMM=${name}`), '+',
  '_SYSTEMD_UNIT=ssh.service', '_SYSTEMD_UNIT=sshd.service',
];

/** Bounds in milliseconds since the epoch. */
export interface TimeRange {
  since?: number;
  until?: number;
}

/** This system's journal. @param range asked when the turn has come @param follow whether what is logged later is read as well */
export function openJournal(range: () => TimeRange, follow: boolean): Input {
  const blocks = (signal?: AbortSignal) => {
    const { since, until } = range();
    return journalctl('the journal', [
      // By itself, --follow begins ten lines before the end.
      ...(follow ? ['--follow', '--no-tail'] : []),
      // journalctl takes no fractions here; the lines that are too many are left out later.
      ...(since === undefined ? [] : [`--since=@${Math.floor(since / 1000)}`]),
      ...(until === undefined ? [] : [`--until=@${Math.ceil(until / 1000)}`]),
      ...MATCHES,
    ], signal);
  };
  return { name: 'journal', latest: Date.now(), seekable: false, blocks };
}

/** A file of a journal, such as one that was copied from another system. */
export function journalFile(path: string, latest: number): Input {
  return { name: path, latest, seekable: false, blocks: (signal) => journalctl(path, [`--file=${asGlob(path)}`, ...MATCHES], signal) };
}

/** journalctl takes a pattern where a file is meant. */
function asGlob(path: string): string {
  return path.replaceAll(/[\\*?[\]{}]/g, '\\$&');
}

async function* journalctl(what: string, args: readonly string[], signal?: AbortSignal): AsyncGenerator<Buffer> {
  // --all: without it a long field is null.
  const child = spawn('journalctl', ['--output=json', '--no-pager', '--all', ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C' } });
  const kill = () => void child.kill();
  // Whatever ends this program ends the child.
  process.on('exit', kill);
  const ended = once(child, 'close').then(([status]) => ({ status: status as number | null, error: undefined }), (error: NodeJS.ErrnoException) => ({ status: null, error }));
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => {
    if (complaint.length < 4096) complaint += text.toString('utf8');
  });
  try {
    yield* streamBlocks(child.stdout, signal);
    if (signal?.aborted) return;
    const { status, error } = await ended;
    // Ctrl-C on the terminal ends journalctl as well, sometimes first.
    if (signal?.aborted) return;
    const failure = explain(what, complaint, status, error);
    if (failure) throw failure;
  } finally {
    kill();
    process.off('exit', kill);
  }
}

const MEMBER = 'run with sudo, or as a member of the group systemd-journal';

function explain(what: string, complaint: string, status: number | null, error: NodeJS.ErrnoException | undefined): InputError | undefined {
  if (error?.code === 'ENOENT') return new InputError(`${what} cannot be read: there is no journalctl here; name a log file, or pipe one in`);
  if (error) return new InputError(`${what} cannot be read: ${error.message}`);
  if (/not seeing messages|insufficient permissions|Permission denied/i.test(complaint)) {
    return new InputError(`${what} may not be read by this user, or only a part of it; ${MEMBER}`);
  }
  if (status === 0) return undefined;
  const said = complaint.trim().split('\n')[0] ?? '';
  return new InputError(`${what} cannot be read: journalctl failed${said === '' ? '' : ` (${said})`}; name a log file, or pipe one in`);
}
