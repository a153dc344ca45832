import type { CommandDefinition, CommandLine, OptionDefinition, Values } from './command-line.js';
import { quote } from './quote.js';

/**
 * Completion for bash 3.2 (macOS) and later; needs nothing of the package bash-completion. Where a file is wanted, the reply is
 * empty, and bash completes files by itself.
 */
export function bashCompletion(line: CommandLine): string {
  const { commands } = line;
  const top = [...commands.map(({ name }) => name), ...flagsOf(line)].join(' ');
  return `# bash completion of sshlog: source <(sshlog completion bash)
_sshlog() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= words= kind=word head i
  COMPREPLY=()
  # To bash, = is a word of its own.
  if [[ $cur == = ]]; then
    cur= prev=\${COMP_WORDS[COMP_CWORD-1]} kind==
  elif [[ $prev == = ]]; then
    prev=\${COMP_WORDS[COMP_CWORD-2]} kind==
  fi
  # What follows a word and = is a file: --format json=FILE
  if [[ $kind == = && $prev != --* ]]; then
    return
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ \${COMP_WORDS[i]} != -* ]]; then
      command=\${COMP_WORDS[i]}
      break
    fi
  done
  case $command in
    '') words=${quote(top)} ;;
${commands.map(commandCase).join('\n')}
    *) return ;;
  esac
  case $words in
    '') return ;;
    '-') type compopt >/dev/null 2>&1 && compopt +o default 2>/dev/null; return ;;
  esac
  # Of a list, what stands behind the last comma.
  head=\${cur%"\${cur##*,}"}
  COMPREPLY=($(compgen -P "$head" -W "$words" -- "\${cur##*,}"))
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *= ]]; then
    type compopt >/dev/null 2>&1 && compopt -o nospace 2>/dev/null
  fi
}
complete -o default -F _sshlog sshlog
`;
}

/** Sets `words` to what fits; empty where a file does, `-` where nothing can be known. */
function commandCase(command: CommandDefinition): string {
  const taking = command.options.filter(({ values }) => values !== undefined);
  const operand = command.arguments.find(({ values }) => values.kind !== 'text')?.values;
  const cases = taking.map(({ flags, values }) => `        ${flags.join('|')}) words=${wordsOf(values)} ;;`);
  return `    ${command.name})
      case $prev in
${[...cases, `        *) [[ $cur == -* ]] && words=${quote(flagsOf(command).join(' '))} || words=${wordsOf(operand)} ;;`].join('\n')}
      esac ;;`;
}

function wordsOf(values: Values | undefined): string {
  if (values === undefined || values.kind === 'file') return "''";
  if (values.kind === 'text') return "'-'";
  const suffix = values.kind === 'setting' ? '=' : '';
  return quote(values.words.map(({ word }) => word + suffix).join(' '));
}

function flagsOf({ options }: { options: readonly OptionDefinition[] }): string[] {
  return options.flatMap(({ flags }) => flags);
}
