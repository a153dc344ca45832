import { spawn } from 'node:child_process';
import { ENVIRONMENT } from './world.js';
import { until } from './sshd.js';

/** A command on a pseudo-terminal of its own, and somebody who types. */
export interface Terminal {
  /** What was printed, as the terminal got it. */
  screen(): string;
  /** Waits until that was printed, behind what was waited for before. */
  shows(text: string): Promise<void>;
  type(text: string): void;
  /** The exit status of the command. */
  ended: Promise<number | null>;
  kill(): void;
}

/** Runs a line in a shell. Of the environment, nothing answers for the one who types. */
export function openTerminal(command: string): Terminal {
  const { SSH_ASKPASS: _askpass, SSH_ASKPASS_REQUIRE: _require, ...env } = ENVIRONMENT;
  const child = spawn('script', ['-qefc', command, '/dev/null'], { env: { ...process.env, ...env, SHELL: '/bin/sh', TERM: 'vt100', PS1: '$ ' } });
  let screen = '';
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (screen += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (screen += text));
  child.stdin.on('error', () => {});
  return {
    screen: () => screen,
    async shows(text) {
      await until(() => screen.includes(text, seen), 'waited in vain').catch(() => {
        throw new Error(`no "${text}" behind what was seen of:\n${screen}`);
      });
      seen = screen.indexOf(text, seen) + text.length;
    },
    type: (text) => void child.stdin.write(text),
    ended: new Promise((resolve) => child.once('close', resolve)),
    kill: () => void child.kill('SIGKILL'),
  };
}
