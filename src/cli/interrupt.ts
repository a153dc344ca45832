import { setMaxListeners } from 'node:events';
import { isatty } from 'node:tty';
import { EXIT } from './exit-status.js';

const controller = new AbortController();
// One for each input, and those may be many.
setMaxListeners(0, controller.signal);
let held = 0;
let leftTo: ((signal: NodeJS.Signals) => void) | undefined;

/** Ends every input: what is known by then is still printed. */
export const endOfInput: AbortSignal = controller.signal;

/** Ends every input, as a first Ctrl-C does. */
export function endInput(): void {
  controller.abort();
}

/** Until then, a second Ctrl-C is for a program that runs on the same terminal, and not for this one. */
export function holdInterrupts(until: Promise<unknown>): void {
  held++;
  void until.catch(() => {}).then(() => held--);
}

/**
 * From now on, signals are the business of a child that has the terminal, until what is given back is called. This program goes on,
 * to clean up behind it.
 * @param onSignal told of each, such as to pass it on
 */
export function leaveSignals(onSignal: (signal: NodeJS.Signals) => void): () => void {
  leftTo = onSignal;
  return () => void (leftTo = undefined);
}

/**
 * The first Ctrl-C ends the input, the second the program. Exits by `process.exit`, never by the signal at once, so that
 * unfinished files are removed.
 */
export function handleSignals(): void {
  process.on('SIGINT', () => {
    if (leftTo) {
      leftTo('SIGINT');
      return;
    }
    if (endOfInput.aborted && held === 0) process.exit(EXIT.interrupted);
    endInput();
  });
  if ([0, 1, 2].some((descriptor) => isatty(descriptor))) process.on('SIGHUP', endByHangUp);
  for (const [signal, status] of [['SIGTERM', EXIT.terminated], ['SIGHUP', EXIT.hungUp], ['SIGQUIT', EXIT.quit]] as const) {
    process.on(signal, () => (leftTo ? leftTo(signal) : process.exit(status)));
  }
}

/** Behind all else: at its end Node gives back the terminal, and aborts where that is gone. So the end is the signal itself. */
function endByHangUp(): void {
  process.on('exit', () => {
    process.removeAllListeners('SIGHUP');
    process.kill(process.pid, 'SIGHUP');
  });
}
