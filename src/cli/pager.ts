import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import stringWidth from 'fast-string-width';
import { hasLinks, withoutLinks } from './code-links.js';
import { drained } from './drained.js';
import { holdInterrupts } from './interrupt.js';

/** Standard output, through a pager once it is longer than the terminal. */
export interface Page {
  write(text: string): void;
  /** The reader has quit the pager: what is written from now on nobody sees. */
  hasQuit(): boolean;
  /** Comes back when the reader has left the pager, where there is one. */
  end(): Promise<void>;
}

/** Options of less where the user sets none, as git has them: end at once what fits, show colours, leave the text on the screen. */
const LESS = 'FRX';

let running: { pager: ChildProcess; quit: boolean; takesLinks: () => boolean } | undefined;

/**
 * Opens standard output for a result as a whole. What is written waits until it is longer than the terminal, and goes to a
 * pager then; so this is not for what somebody waits for line by line.
 * @param wanted what --no-pager says
 */
export function openPage(wanted: boolean): Page {
  const command = wanted ? pagerCommand() : undefined;
  const { rows, columns } = process.stdout;
  const mayPage = command !== undefined && process.stdout.isTTY && rows > 0 && columns > 0;
  let waiting = '';
  return {
    write(text) {
      if (running) give(running, text);
      else if (!mayPage) process.stdout.write(text);
      else {
        waiting += text;
        // The prompt needs a line too.
        if (!isLongerThan(waiting, rows - 1, columns)) return;
        running = startPager(command);
        if (running) give(running, waiting);
        else process.stdout.write(waiting);
        waiting = '';
      }
    },
    hasQuit: () => running?.quit ?? false,
    async end() {
      if (waiting !== '') process.stdout.write(waiting);
      waiting = '';
      if (!running) return;
      const { pager } = running;
      const closed = pager.exitCode === null && pager.signalCode === null ? once(pager, 'close') : undefined;
      pager.stdin?.end();
      await closed;
      running = undefined;
    },
  };
}

/** What to wait for before more is printed, where the reader of the pager is not that far. */
export function pagerReady(): Promise<unknown> | undefined {
  const stdin = running?.pager.stdin;
  return running && !running.quit && stdin ? drained(stdin) : undefined;
}

/** Prints a text, through a pager where it is longer than the terminal. */
export async function printPaged(text: string, wanted: boolean): Promise<void> {
  const page = openPage(wanted);
  page.write(text);
  await page.end();
}

/** What the user wants to read with; undefined for none. */
function pagerCommand(): string | undefined {
  const { SSHLOG_PAGER, PAGER, TERM } = process.env;
  const command = (SSHLOG_PAGER ?? (PAGER || 'less')).trim();
  // The shell that runs it is that of Unix.
  return command === '' || command === 'cat' || TERM === 'dumb' || process.platform === 'win32' ? undefined : command;
}

/** Undefined where the program does not exist: then there is no pager. */
function startPager(command: string): typeof running {
  const [program = ''] = command.split(/\s+/);
  // What is no plain name, the shell has to make sense of.
  const isMissing = /^[\w./-]+$/.test(program) && spawnSync('sh', ['-c', 'command -v "$1" >/dev/null', 'sh', program]).status !== 0;
  if (isMissing) return undefined;
  const pager = spawn(command, { shell: true, stdio: ['pipe', 'inherit', 'inherit'], env: { LESS, LV: '-c', ...process.env } });
  const started = { pager, quit: false, takesLinks: () => takesLinks(program) };
  const quit = () => void (started.quit = true);
  // To quit before the end is no error.
  pager.stdin.on('error', quit);
  pager.stdin.on('close', quit);
  pager.on('error', quit);
  holdInterrupts(once(pager, 'close'));
  return started;
}

function give({ pager, takesLinks }: NonNullable<typeof running>, text: string): void {
  pager.stdin?.write(hasLinks(text) && !takesLinks() ? withoutLinks(text) : text);
}

/** From 581 on less passes links on; what another pager makes of them nobody knows. */
function takesLinks(program: string): boolean {
  if (!/(?:^|\/)less$/.test(program)) return false;
  const [, release] = /^less (\d+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '') ?? [];
  return Number(release) >= 581;
}

function isLongerThan(text: string, rows: number, columns: number): boolean {
  let taken = 0;
  for (let begin = 0; begin < text.length;) {
    const found = text.indexOf('\n', begin);
    const end = found < 0 ? text.length : found;
    taken += Math.max(1, Math.ceil(stringWidth(text.slice(begin, end)) / columns));
    if (taken > rows) return true;
    begin = end + 1;
  }
  return false;
}
