import { Argument, Command, Option } from 'commander';
import { printable } from '../report/safe-text.js';
import type { Shell } from './commands/completion.js';
import type { SchemaName } from './commands/schema.js';
import type { SimulateOptions } from './commands/simulate.js';
import type { SshOptions } from './commands/ssh.js';
import { findConfigFiles } from './config/find.js';
import type { DiagnoseOptions } from './diagnose/options.js';
import { FORMATS } from './formats.js';
import { addExamples } from './help-examples.js';
import { helpLayout } from './help-layout.js';
import { collectList, collectSome } from './parse-option.js';
import { addSharedOptions, parseReleaseOption, redactOption, type SharedOptions } from './shared-options.js';

/** What every command takes that reads logs. */
const LOGS = ['[file...]', 'logs, packed or rotated too; - is standard input (default: the log of this system)'] as const;
const SHELLS = ['bash', 'zsh', 'fish'] as const;

type Display = { color: 'auto' | 'always' | 'never'; pager: boolean };

/**
 * The command line. Commands are imported when they run: most of the start-up time is what is not needed.
 * @param asked the command that is to run, where that is known: the many options of others that read a log are left out then
 */
export function createProgram(version: string, asked?: string): Command {
  const isAsked = (name: string) => asked === undefined || asked === name || !Object.hasOwn(FORMATS, asked);
  const shareOptions: typeof addSharedOptions = (command, formats) => (isAsked(command.name()) ? addSharedOptions(command, formats) : command);
  const program = new Command('sshlog')
    .description('Reads the log of an SSH server (sshd) and explains why logins fail, for whom, and what to change.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .commandsGroup('Help:')
    .helpCommand('help [command]', 'print the help of a command')
    .configureHelp(helpLayout)
    // A file name that begins with - is taken for an option, and quoted.
    .configureOutput({ outputError: (text, write) => write(text.split('\n').map(printable).join('\n')) })
    .showHelpAfterError('(sshlog --help shows what there is)')
    .hook('preAction', async (_, command) => {
      const { config } = command.opts<Partial<SharedOptions>>();
      if (!command.options.some(({ long }) => long === '--config')) return;
      const files = findConfigFiles(config);
      if (files.length > 0) (await import('./config/apply.js')).applyConfig(command, files);
    })
    .exitOverride();

  const color = () => new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto');
  const noPager = () => new Option('--no-pager', 'print at once, also what is longer than the terminal');
  const severities = ['error', 'warning', 'info'];

  program.commandsGroup('Why logins fail:');
  shareOptions(
    program.command('diagnose').description('say what went wrong, for whom, why, and what to change').argument(...LOGS),
    FORMATS.diagnose,
  )
    .optionsGroup('Findings:')
    .addOption(new Option('--severity <level>', 'only findings of this severity or worse').choices(severities))
    .addOption(new Option('--select <codes>', 'only these codes or categories, separated by commas').argParser(collectSome))
    .addOption(new Option('--ignore <codes>', 'not these codes or categories').argParser(collectList))
    .addOption(new Option('--fail-on <level>', 'exit with 1 where there is a finding of this severity or worse').choices([...severities, 'never']).default('never'))
    .option('-f, --follow', 'read on as the files grow, also when they are rotated or do not exist yet; print each finding at once')
    .option('--baseline <file>', 'leave out findings that this file accepts; they do not count for --fail-on')
    .option('--write-baseline', 'write what is found to the file of --baseline, to accept it from now on')
    .option('--fail-on-no-sshd', 'exit with 1 where the log has no line of sshd')
    .option('--patch <file>', 'print a diff of this sshd_config with what the findings advise')
    .option('--drop-in', 'with --patch: a new file in sshd_config.d instead (8.2 and later)')
    .option('--allow-weak', 'with --patch: weak and broken algorithms too, where nothing better is offered')
    .action(async (files: string[], options: DiagnoseOptions) => {
      const { diagnose } = await import('./commands/diagnose.js');
      process.exitCode = await diagnose(files, options);
    });

  shareOptions(
    program.command('trace').description('follow a user, an address or a process: what each line means, and the verdict')
      .argument('<user|addr|pid>', 'such as fred, 192.0.2.10, 192.0.2.0/24 or 4242').argument(...LOGS),
    FORMATS.trace,
  ).action(async (target: string, files: string[], options: SharedOptions) => {
    const { trace } = await import('./commands/trace.js');
    process.exitCode = await trace(target, files, options);
  });

  program.command('ssh').description('run ssh as it is, and say why it failed, where it does')
    .argument('[ssh-argument...]', 'what ssh takes; its options too, behind those below')
    .option('--keep', 'do not remove the log of ssh, and say where it is')
    .addOption(redactOption()).addOption(color())
    .action(async (args: string[], options: SshOptions) => {
      const { ssh } = await import('./commands/ssh.js');
      process.exitCode = await ssh(args, options);
    });

  program.commandsGroup('What the log holds:');
  shareOptions(
    program.command('events').description('print every line of sshd as a typed event').argument(...LOGS),
    FORMATS.events,
  ).action(async (files: string[], options: SharedOptions) => {
    const { events } = await import('./commands/events.js');
    process.exitCode = await events(files, options);
  });

  shareOptions(
    program.command('sessions').description('print one row per connection').argument(...LOGS),
    FORMATS.sessions,
  ).action(async (files: string[], options: SharedOptions) => {
    const { sessions } = await import('./commands/sessions.js');
    process.exitCode = await sessions(files, options);
  });

  shareOptions(
    program.command('stats').description('count logins, failures, sources, users, clients and algorithms').argument(...LOGS),
    FORMATS.stats,
  ).action(async (files: string[], options: SharedOptions) => {
    const { stats } = await import('./commands/stats.js');
    process.exitCode = await stats(files, options);
  });

  shareOptions(
    program.command('simulate').description('say which clients and users of a log a new configuration or release would lock out').argument(...LOGS),
    FORMATS.simulate,
  )
    .optionsGroup('What is to change:')
    .option('--new-config <file>', 'the sshd_config to try, or what sshd -T prints of it')
    .addOption(new Option('--target <version>', 'the release to upgrade to, such as 10.0 (default: today\'s)').argParser(parseReleaseOption))
    .optionsGroup('Findings:')
    .option('--logged-in', 'only clients that logged in at least once')
    .addOption(new Option('--fail-on <what>', 'exit with 1 where somebody is locked out who is not so today').choices(['lockout', 'never']).default('never'))
    .action(async (files: string[], options: SimulateOptions) => {
      const { simulate } = await import('./commands/simulate.js');
      process.exitCode = await simulate(files, options);
    });

  program.commandsGroup('Help:');
  program.command('explain').description('print the page behind a finding, or what a pasted line means')
    .argument('<code-or-line...>', 'such as no-common-mac, or a line of the server or the client').addOption(color()).addOption(noPager())
    .action(async (words: string[], options: Display) => {
      const { explain } = await import('./commands/explain.js');
      await explain(words, options);
    });

  program.command('codes').description('list every finding code').addOption(color()).addOption(noPager())
    .action(async (options: Display) => {
      const { codes } = await import('./commands/codes.js');
      await codes(options);
    });

  program.command('schema').description('print the JSON Schema of an output, or of the configuration').addArgument(new Argument('<output>', 'which one').choices(['report', 'finding', 'event', 'session', 'stats', 'simulate', 'config']))
    .action(async (output: SchemaName) => {
      const { schema } = await import('./commands/schema.js');
      await schema(output);
    });

  program.command('completion').description('print a script that completes commands, options and codes in a shell')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .action(async (shell: Shell) => {
      const { completion } = await import('./commands/completion.js');
      completion(shell, program);
    });

  for (const command of program.commands) command.showHelpAfterError(`(sshlog ${command.name()} --help shows what there is)`);
  addExamples(program);
  return program;
}
