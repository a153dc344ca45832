import { printable } from '../report/safe-text.js';
import { EXIT, UsageError } from './exit-status.js';
import { endInput, handleSignals } from './interrupt.js';
import { version } from '../version.js';

/** Runs the command line. Sets the exit status of the process instead of ending it, so that pending output arrives. */
export async function main(args: string[]): Promise<void> {
  endQuietlyOnClosedPipe();
  // The question that scripts ask most needs no command parser.
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    process.stdout.write(`${version()}\n`);
    return;
  }
  handleSignals();
  explainDefects(args);
  try {
    const { createProgram } = await import('./program.js');
    await createProgram(version(), args[0]).parseAsync(await separated(args), { from: 'user' });
  } catch (error) {
    // Other inputs than the one that was being read may go on for ever.
    endInput();
    process.exitCode = report(await withSuggestion(error), args);
  }
}

/** What follows `sshlog ssh` is read by ssh. */
async function separated(args: string[]): Promise<string[]> {
  return args[0] === 'ssh' ? (await import('./ssh/own-arguments.js')).separateSshArguments(args) : args;
}

/** Looks for what was meant only once something was mistyped. */
async function withSuggestion(error: unknown): Promise<unknown> {
  if (!(error instanceof UsageError) || !error.misspelt) return error;
  const { suggestion } = await import('./suggest.js');
  return new UsageError(error.message + suggestion(error.misspelt));
}

/** A reader that has seen enough (`| head`) is no error. Nothing that is still to be written can arrive. */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.stderr.write(`sshlog: standard output cannot be written: ${error.message}\n`);
    process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.usage);
  });
  process.stderr.on('error', () => {});
}

/** Errors that no promise catches, such as in a handler of a stream. */
function explainDefects(args: string[]): void {
  process.on('uncaughtException', (error) => process.exit(report(error, args)));
}

function report(error: unknown, args: string[]): number {
  if (error instanceof UsageError) {
    process.stderr.write(`sshlog: ${printable(error.message)}\n`);
    return EXIT.usage;
  }
  // Commander has written its message already; help and version are no errors.
  const { code, exitCode } = error as { code?: unknown; exitCode?: unknown };
  if (typeof code === 'string' && code.startsWith('commander.')) {
    const [first, asked] = args;
    // Of a command that is not there, help is asked in vain: what is printed then does not say why.
    if (code === 'commander.help' && exitCode !== 0 && first === 'help' && asked !== undefined) process.stderr.write(`\nerror: unknown command '${printable(asked)}'\n`);
    return exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
  const what = error instanceof Error ? error.message : String(error);
  process.stderr.write(`sshlog: this is a defect of sshlog (${printable(what)}); please report it with the output of the same command and -v\n`);
  if (error instanceof Error && args.some((arg) => arg === '-v' || arg === '--verbose')) process.stderr.write(`${error.stack}\n`);
  return EXIT.defect;
}
