import { createClientView } from '../../pipeline/client-view.js';
import { compareReleases, type Release } from '../../openssh/version.js';
import { EXIT, UsageError } from '../exit-status.js';
import type { SharedOptions } from '../shared-options.js';
import { tell } from '../tell.js';
import { connects, levelOf, parseSshArguments, type SshArguments } from '../ssh/arguments.js';
import { loggedArguments } from '../ssh/logged-arguments.js';
import { type MessageSink, openMessageSink } from '../ssh/messages-sink.js';
import { createPrivateLog, type PrivateLog } from '../ssh/private-log.js';
import { askSettings, findSsh, PRINTS_CONFIGURATION_SINCE, type SshProgram } from '../ssh/program.js';
import { runSsh } from '../ssh/run.js';
import { tailMessages } from '../ssh/tail.js';

export interface SshOptions extends Pick<SharedOptions, 'color' | 'redact'> {
  keep?: boolean;
}

/** From then on ssh writes its log to a file (-E). */
const LOG_FILE_SINCE: Release = '6.3';

/** With which ssh ends where it fails itself; a remote command may end with it too. */
const FAILED = 255;

/** `sshlog ssh`: runs ssh as it would run without, and says why where it fails. @returns the exit status of ssh */
export async function ssh(args: readonly string[], options: SshOptions): Promise<number> {
  if (args.length === 0) throw new UsageError('give the arguments of ssh, such as sshlog ssh fred@server.example.org');
  try {
    const program = await findSsh();
    const { release } = program;
    const parsed = parseSshArguments(args, release ?? LOG_FILE_SINCE);
    // What ssh refuses it explains itself, and without a connection there is nothing to explain.
    if (!parsed || !connects(parsed)) return (await runSsh(args)).status;
    const sink = release === undefined ? undefined : openUserSink(parsed);
    const obstacle = obstacleFor(program, parsed);
    if (obstacle !== undefined) tell(obstacle);
    if (obstacle !== undefined || release === undefined || !sink) return (await runSsh(args)).status;
    return await runLogged(args, parsed, { program: { ...program, release }, sink, options });
  } catch (error) {
    const { code, syscall = '' } = error as NodeJS.ErrnoException;
    if (!syscall.startsWith('spawn')) throw error;
    tell(code === 'ENOENT' ? 'there is no ssh on the path; install the client of OpenSSH' : `ssh cannot be run: ${code ?? 'unknown error'}`);
    return code === 'ENOENT' ? EXIT.notFound : EXIT.notExecutable;
  }
}

/** Why ssh can only be run as it is; undefined where nothing is in the way. */
function obstacleFor({ version, release }: SshProgram, { options }: SshArguments): string | undefined {
  if (release === undefined) return `this ssh is no OpenSSH${version === '' ? '' : ` (${version})`}: it is run as it is, and nothing is diagnosed`;
  if (compareReleases(release, LOG_FILE_SINCE) < 0) return `OpenSSH ${release} cannot log to a file (-E came with ${LOG_FILE_SINCE}): it is run as it is, and nothing is diagnosed`;
  if (options.some(({ letter }) => letter === 'y')) return 'with -y the log goes to syslog: ssh is run as it is, and nothing is diagnosed';
  return undefined;
}

/** Undefined where the file of the user's -E cannot be written: ssh says so itself. */
function openUserSink({ options }: SshArguments): MessageSink | undefined {
  try {
    return openMessageSink(options.findLast(({ letter }) => letter === 'E')?.value?.text);
  } catch {
    return undefined;
  }
}

interface Logging {
  program: SshProgram & { release: Release };
  sink: MessageSink;
  options: SshOptions;
}

async function runLogged(args: readonly string[], parsed: SshArguments, { program: { release, version }, sink, options }: Logging): Promise<number> {
  const canAsk = compareReleases(release, PRINTS_CONFIGURATION_SINCE) >= 0;
  const settings = canAsk ? await askSettings(args, parsed) : { level: undefined, asksHostKeys: false };
  const level = levelOf(parsed.options) ?? settings.level ?? 'info';
  const isVerbose = parsed.options.some(({ letter }) => letter === 'v');
  // With -v ssh says itself what it is.
  const log = tryPrivateLog(options.keep ?? false, isVerbose ? '' : `${version}\r\n`);
  if (!log) return (await runSsh(args)).status;
  const view = createClientView({ level, release, asksHostKeys: settings.asksHostKeys });
  const tail = tailMessages(log.path, (message) => {
    const shown = view.show(message);
    if (shown !== undefined) sink.write(shown);
  }, log.size);
  try {
    const { status, interrupted } = await runSsh(loggedArguments(args, parsed, { level, release, file: log.path })).finally(tail.end);
    sink.close();
    if (status === FAILED && view.exitStatus() !== FAILED && !interrupted) await tryDiagnosis(log.path, options);
    if (options.keep) tell(`the log of ssh is ${log.path}`);
    return status;
  } finally {
    log.remove();
  }
}

/** Without a file ssh still connects. */
function tryPrivateLog(keep: boolean, head: string): PrivateLog | undefined {
  try {
    return createPrivateLog(keep, head);
  } catch (error) {
    tell(`no private file for the log of ssh can be made (${(error as Error).message.split(',')[0]}): ssh is run as it is, and nothing is diagnosed`);
    return undefined;
  }
}

/** Whatever is wrong with the diagnosis, the exit status is that of ssh. */
async function tryDiagnosis(path: string, options: SshOptions): Promise<void> {
  try {
    // Most connections work, and are not to wait for what reads logs.
    const { printDiagnosis } = await import('../ssh/diagnosis.js');
    await printDiagnosis(path, options.keep ? path : 'ssh -vvv', options);
  } catch (error) {
    tell(`this is a defect of sshlog: the log of ssh could not be analyzed (${(error as Error).message}); please report it with the log that --keep leaves`);
  }
}
