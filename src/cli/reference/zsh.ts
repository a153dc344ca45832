import type { ArgumentDefinition, CommandDefinition, CommandLine, OptionDefinition, Values } from './command-line.js';
import { quote } from './quote.js';

/** Completion for zsh: to be sourced behind compinit, or as the file `_sshlog` in a directory of fpath. */
export function zshCompletion(line: CommandLine): string {
  const { commands } = line;
  return `#compdef sshlog
# zsh completion of sshlog: source <(sshlog completion zsh), behind compinit

# NAME or NAME=FILE
_sshlog_format() {
  if compset -P '*='; then _files; else compadd -S '' - "$@"; fi
}

_sshlog() {
  local curcontext="$curcontext" state state_descr line
  typeset -A opt_args
  local -a commands
  commands=(
${commands.map(({ name, description }) => `    ${quote(`${name}:${description.replaceAll(':', '\\:')}`)}`).join('\n')}
  )
  _arguments -C ${line.options.map(optionSpec).join(' ')} '1: :->command' '*:: :->arguments'
  case $state in
    command) _describe -t commands 'command' commands ;;
    arguments)
      case $line[1] in
${commands.map(commandCase).join('\n')}
      esac ;;
  esac
}

if [ "\${funcstack[1]}" = _sshlog ]; then
  _sshlog "$@"
else
  compdef _sshlog sshlog
fi
`;
}

function commandCase(command: CommandDefinition): string {
  const specs = [...command.options.map(optionSpec), ...command.arguments.map(argumentSpec)];
  return `        ${command.name}) _arguments -s -S \\
${specs.map((spec) => `          ${spec}`).join(' \\\n')} ;;`;
}

/** `'*'{-o+,--output=}'[write to …]:file:_files'` */
function optionSpec({ flags, placeholder, description, values }: OptionDefinition): string {
  const forms = flags.map((flag) => (values === undefined ? flag : flag.startsWith('--') ? `${flag}=` : `${flag}+`));
  const rest = quote(`[${escape(description)}]${values === undefined ? '' : `:${escape(placeholder?.slice(1, -1) ?? '')}:${action(values)}`}`);
  const [form = '', ...others] = forms;
  return others.length === 0 ? `'*'${form}${rest}` : `'*'{${forms.join(',')}}${rest}`;
}

function argumentSpec({ term, repeats, values }: ArgumentDefinition): string {
  return quote(`${repeats ? '*' : ''}:${escape(term.slice(1, -1))}:${action(values)}`);
}

function action(values: Values): string {
  if (values.kind === 'file') return '_files';
  if (values.kind === 'text') return ' ';
  const words = values.words.map(({ word }) => word).join(' ');
  if (values.kind === 'list') return `_sequence compadd - ${words}`;
  // Behind a space, so that nothing is put between name and words.
  if (values.kind === 'format') return ` _sshlog_format ${words}`;
  return values.kind === 'setting' ? `compadd -S = - ${words}` : `(${words})`;
}

function escape(text: string): string {
  return text.replaceAll(/[\\:[\]]/g, '\\$&');
}
