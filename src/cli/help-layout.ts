import type { Command, HelpConfiguration, Option } from 'commander';

/** How help is printed: commands by name alone, so that a line of the list fits 80 columns; choices and defaults behind the words. */
export const helpLayout: HelpConfiguration = {
  subcommandTerm: (command: Command) => command.name(),
  optionDescription: describeOption,
};

/** What an option does, the words it takes and its default. */
export function describeOption({ description, argChoices, defaultValue }: Option): string {
  const choices = argChoices === undefined ? '' : `: ${argChoices.join(', ')}`;
  const fallback = typeof defaultValue === 'string' ? ` (default: ${defaultValue})` : '';
  return description + choices + fallback;
}
