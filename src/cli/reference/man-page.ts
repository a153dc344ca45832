import type { CommandDefinition, CommandLine, OptionDefinition } from './command-line.js';
import { ENVIRONMENT, EXIT_STATUSES, FILES } from './manual.data.js';

/** The manual as man(7) pages, by the name of the file: one of the program, one of each command. */
export function manPages(line: CommandLine): Map<string, string> {
  return new Map([
    ['sshlog.1', programPage(line)],
    ...line.commands.filter(({ name }) => name !== 'help').map((command): [string, string] => [`sshlog-${command.name}.1`, commandPage(command, line)]),
  ]);
}

function programPage(line: CommandLine): string {
  return page('sshlog', line, [
    section('NAME', [`sshlog \\- ${text('say why logins over SSH fail')}`]),
    section('SYNOPSIS', ['.B sshlog', '.I command', `[\\fIoptions\\fR] [\\fIfile\\fR\\|.\\|.\\|.]`]),
    section('DESCRIPTION', [text(line.description)]),
    section('COMMANDS', byGroup(line.commands).flatMap(([group, commands]) => [
      `.SS ${text(group)}`,
      ...commands.flatMap(({ name, description }) => item(`\\fB${text(name)}\\fR`, description)),
    ])),
    section('OPTIONS', line.options.flatMap(optionItem)),
    section('EXIT STATUS', EXIT_STATUSES.flatMap(([status, meaning]) => item(`\\fB${status}\\fR`, meaning))),
    section('ENVIRONMENT', ENVIRONMENT.flatMap(([name, meaning]) => item(`\\fB${name}\\fR`, meaning))),
    section('FILES', FILES.flatMap(([name, meaning]) => item(`\\fI${text(name)}\\fR`, meaning))),
    section('EXAMPLES', examples(line)),
    section('SEE ALSO', [references(['sshd(8)', 'sshd_config(5)', 'journalctl(1)', ...line.commands.filter(({ name }) => name !== 'help').map(({ name }) => `sshlog-${name}(1)`)])]),
  ]);
}

function commandPage(command: CommandDefinition, line: CommandLine): string {
  const name = `sshlog-${command.name}`;
  return page(name, line, [
    section('NAME', [`${text(name)} \\- ${text(command.description)}`]),
    section('SYNOPSIS', [`.B sshlog ${text(command.name)}`, `[\\fIoptions\\fR] ${command.arguments.map(({ term }) => italic(term)).join(' ')}`]),
    ...(command.arguments.length > 0 ? [section('ARGUMENTS', command.arguments.flatMap(({ term, description }) => item(italic(term), description)))] : []),
    section('OPTIONS', byGroup(command.options).flatMap(([group, options]) => [`.SS ${text(group)}`, ...options.flatMap(optionItem)])),
    ...(command.examples.length > 0 ? [section('EXAMPLES', examples(command))] : []),
    section('SEE ALSO', [references(['sshlog(1)'])]),
  ]);
}

function byGroup<T extends { group: string }>(all: readonly T[]): [group: string, members: T[]][] {
  return [...new Set(all.map(({ group }) => group))].map((group) => [group, all.filter((one) => one.group === group)]);
}

function page(name: string, { version }: CommandLine, sections: readonly string[]): string {
  return `.\\" Made by npm run man from the definitions of the command line.\n.TH ${name.toUpperCase()} 1 "" "sshlog ${version}" "User Commands"\n.nh\n.ad l\n${sections.join('')}`;
}

function section(title: string, lines: readonly string[]): string {
  return `.SH ${title}\n${lines.join('\n')}\n`;
}

function item(term: string, description: string): string[] {
  return ['.TP', term, text(description)];
}

function optionItem({ flags, placeholder, description }: OptionDefinition): string[] {
  const value = placeholder === undefined ? '' : ` ${italic(placeholder)}`;
  return item(`${flags.map((flag) => `\\fB${text(flag)}\\fR`).join(', ')}${value}`, description);
}

function examples({ examples: lines }: CommandDefinition): string[] {
  return ['.nf', ...lines.map(text), '.fi'];
}

function references(pages: readonly string[]): string {
  return pages.map((reference) => reference.replace(/^(.*)(\(\d\))$/, (_, name: string, part: string) => `\\fB${text(name)}\\fR${part}`)).join(',\n');
}

function italic(words: string): string {
  return `\\fI${text(words)}\\fR`;
}

/** Text in which roff(7) sees no request and no escape; - is the character that a command needs, not a hyphen. */
function text(words: string): string {
  return words.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll("'", '\\(aq').replaceAll('`', '\\(ga').replaceAll('^', '\\(ha').replaceAll('~', '\\(ti').replace(/^\./, '\\&.');
}
