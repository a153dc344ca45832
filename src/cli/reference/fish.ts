import type { CommandDefinition, CommandLine, Values } from './command-line.js';

/** Completion for fish: to be written to ~/.config/fish/completions/sshlog.fish. */
export function fishCompletion({ commands, options }: CommandLine): string {
  const begin = 'complete -c sshlog -n __fish_use_subcommand';
  return `# fish completion of sshlog: sshlog completion fish > ~/.config/fish/completions/sshlog.fish

# Of a list, what stands behind the last comma; lines on standard input are words, perhaps with descriptions.
function __sshlog_list
    set -l head (commandline -ct | string replace -r '^--[^=]*=' '' | string match -r '^.*,')
    while read -l word
        echo "$head$word"
    end
end

# NAME or NAME=FILE
function __sshlog_format
    set -l token (commandline -ct | string replace -r '^--[^=]*=' '')
    if set -l head (string match -r '^[^=]*=' -- $token)
        __fish_complete_path (string replace -- $head '' $token) | string replace -r '^' $head
    else
        printf '%s\\n' $argv
    end
end

complete -c sshlog -f
${[
    ...commands.map(({ name, description }) => `${begin} -a ${name} -d ${quote(description)}`),
    ...options.map(({ flags, description }) => `${begin} ${switches(flags)} -d ${quote(description)}`),
    ...commands.flatMap(commandLines),
  ].join('\n')}
`;
}

function commandLines({ name, options, arguments: operands }: CommandDefinition): string[] {
  const begin = `complete -c sshlog -n '__fish_seen_subcommand_from ${name}'`;
  return [
    ...operands.flatMap(({ values }) => (values.kind === 'text' ? [] : [`${begin} ${suggestions(values)}`])),
    ...options.map(({ flags, description, values }) => {
      const takes = values === undefined ? '' : ` -r ${suggestions(values)}`;
      return `${begin} ${switches(flags)}${takes} -d ${quote(description)}`;
    }),
  ];
}

function switches(flags: readonly string[]): string {
  return flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ');
}

function suggestions(values: Values): string {
  if (values.kind === 'file') return '-F';
  if (values.kind === 'text') return '-f';
  const words = values.words.map(({ word, description }) => `${word}${values.kind === 'setting' ? '=' : ''}${description === undefined ? '' : `\\t${description}`}`);
  if (values.kind === 'format') return `-f -a ${quote(`(__sshlog_format ${words.join(' ')})`)}`;
  const lines = `printf '%b\\n' ${words.map(quote).join(' ')}`;
  return `-f -a ${quote(values.kind === 'list' ? `(${lines} | __sshlog_list)` : `(${lines})`)}`;
}

function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
