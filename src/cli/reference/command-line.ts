import type { Argument, Command, Option } from 'commander';
import { EXAMPLES } from '../help-examples.js';
import { describeOption } from '../help-layout.js';

/** What can be typed for a value. `list`: several of the words, separated by commas; `format`: a word, or `word=FILE`; `setting`: `word=NUMBER`. */
export type Values =
  | { kind: 'text' }
  | { kind: 'file' }
  | { kind: 'word' | 'list' | 'format' | 'setting'; words: readonly Word[] };

export interface Word {
  word: string;
  description?: string;
}

export interface OptionDefinition {
  /** `-o`, `--output`; at least one. */
  flags: readonly string[];
  /** `<file>` as help shows it; absent for a switch. */
  placeholder?: string;
  description: string;
  /** The heading of help that it stands under, without colon. */
  group: string;
  values?: Values;
}

export interface ArgumentDefinition {
  /** As help shows it: `[file...]`. */
  term: string;
  description: string;
  repeats: boolean;
  values: Values;
}

export interface CommandDefinition {
  name: string;
  group: string;
  description: string;
  arguments: readonly ArgumentDefinition[];
  options: readonly OptionDefinition[];
  examples: readonly string[];
}

/** What commander knows of the program, as plain data: what completion and manual are made of. */
export interface CommandLine extends CommandDefinition {
  version: string;
  commands: readonly CommandDefinition[];
}

/** Words that the definitions of options only name. */
export interface Vocabulary {
  codes: readonly Word[];
  categories: readonly Word[];
  thresholds: readonly Word[];
}

/** The command line as it is defined. @param program all commands added */
export function describeCommandLine(program: Command, vocabulary: Vocabulary): CommandLine {
  const commands = program.createHelp().visibleCommands(program);
  const names = commands.map((command): Word => ({ word: command.name(), description: command.description() }));
  const describe = (command: Command): CommandDefinition => {
    const help = command.createHelp();
    return {
      name: command.name(),
      group: withoutColon(command.helpGroup() || 'Commands:'),
      description: command.description(),
      arguments: command.registeredArguments.map((argument) => describeArgument(argument, vocabulary, names)),
      options: help.visibleOptions(command).map((option) => describeOptionOf(option, vocabulary)),
      examples: EXAMPLES[command.name()] ?? [],
    };
  };
  return { ...describe(program), version: program.version() ?? '', commands: commands.map(describe) };
}

function describeOptionOf(option: Option, vocabulary: Vocabulary): OptionDefinition {
  const [, placeholder] = /([<[].*[>\]])$/.exec(option.flags) ?? [];
  const name = placeholder?.slice(1, -1) ?? '';
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    ...(placeholder !== undefined && { placeholder, values: valuesOf(name, option.argChoices, vocabulary) }),
    description: describeOption(option),
    group: withoutColon(option.helpGroupHeading ?? 'Options:'),
  };
}

function describeArgument(argument: Argument, vocabulary: Vocabulary, commands: readonly Word[]): ArgumentDefinition {
  const name = argument.name();
  const inner = name + (argument.variadic ? '...' : '');
  return {
    term: argument.required ? `<${inner}>` : `[${inner}]`,
    description: argument.description,
    repeats: argument.variadic,
    values: name === 'command' ? { kind: 'word', words: commands } : valuesOf(name, argument.argChoices, vocabulary),
  };
}

/** What the name of a placeholder promises. */
function valuesOf(name: string, choices: readonly string[] | undefined, { codes, categories, thresholds }: Vocabulary): Values {
  const words = choices?.map((word): Word => ({ word }));
  switch (name) {
    case 'file':
      return { kind: 'file' };
    case 'codes':
      return { kind: 'list', words: [...categories, ...codes] };
    case 'code-or-line':
      return { kind: 'word', words: codes };
    case 'name=n':
      return { kind: 'setting', words: thresholds };
    case 'name[=file]':
      return { kind: 'format', words: words ?? [] };
    case 'kinds':
      return { kind: 'list', words: words ?? [] };
    default:
      return words ? { kind: 'word', words } : { kind: 'text' };
  }
}

function withoutColon(heading: string): string {
  return heading.replace(/:$/, '');
}
