import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { leaveSignals } from '../interrupt.js';

export interface SshRun {
  /** What a shell would say: the exit status, or 128 and the number of the signal. */
  status: number;
  /** Somebody ended it: Ctrl-C on the terminal, or a signal to this program. */
  interrupted: boolean;
}

/** Runs ssh on the terminal of this program, as if it were not there. @throws the error of the system where it cannot be run */
export function runSsh(args: readonly string[]): Promise<SshRun> {
  let interrupted = false;
  // Before it starts: what ends this program behind its back would leave it alone on the terminal.
  const takeSignalsBack = leaveSignals((signal) => {
    interrupted = true;
    // What is typed on the terminal has reached ssh already.
    if (signal === 'SIGTERM' || signal === 'SIGHUP') child.kill(signal);
  });
  const child = spawn('ssh', args, { stdio: 'inherit' });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
  const stopFollowing = stopWith(child);
  return ended.finally(() => {
    stopFollowing();
    takeSignalsBack();
  }).then((status) => ({ status, interrupted }));
}

/**
 * `~^Z` has ssh stop itself, and no one else: the shell would wait for this program forever. So it stops as well, and wakes ssh when
 * the shell wakes it.
 */
function stopWith(child: ChildProcess): () => void {
  if (process.platform !== 'linux') return () => {};
  const onChild = () => {
    if (isStopped(child.pid)) process.kill(process.pid, 'SIGSTOP');
  };
  const onContinue = () => void child.kill('SIGCONT');
  process.on('SIGCHLD', onChild).on('SIGCONT', onContinue);
  return () => void process.off('SIGCHLD', onChild).off('SIGCONT', onContinue);
}

function isStopped(pid: number | undefined): boolean {
  try {
    // The name in parentheses may hold anything; the state is the first letter behind it.
    return readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '').startsWith('T');
  } catch {
    return false;
  }
}
