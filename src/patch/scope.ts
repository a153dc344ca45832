import { type Configuration, type ConfigurationLine, decideBlocks, effective, type Setting } from '../configuration/index.js';

/** Where a change applies, and what the configuration says there now. */
export interface Scope {
  /** Lines of this keyword that hold: the one that wins, or all that add up. */
  holding: readonly Setting[];
  /** The line whose list counts where the scope has none of its own. */
  fallback?: Setting;
  /** Lines that set it otherwise for some connections. */
  elsewhere: readonly Setting[];
}

/** @param name of the keyword in its newest spelling */
export function globalScope(configuration: Configuration, name: string): Scope {
  const holding = effective(configuration).get(name).settings;
  return { holding, elsewhere: configuration.settings.filter((setting) => setting.name === name && !isGlobal(setting)) };
}

/** @param criteria of a Match line, such as `User fred` */
export function matchScope(configuration: Configuration, name: string, criteria: string): Scope {
  const own = blockLines(configuration, criteria);
  const all = configuration.settings.filter((setting) => setting.name === name);
  const holding = all.filter(({ line, blocks }) => blocks.length > 0 && own.includes(line));
  const [fallback] = effective(configuration).get(name).settings;
  const users = criteria.startsWith('User ') ? criteria.slice('User '.length).split(',') : [undefined];
  const mayHold = ({ blocks }: Setting) => users.some((user) => decideBlocks(blocks, user === undefined ? {} : { user }) !== 'no');
  const elsewhere = all.filter((setting) => !isGlobal(setting) && !own.includes(setting.line) && mayHold(setting));
  return { holding: holding.slice(0, 1), ...(fallback && { fallback }), elsewhere };
}

/** Lines of the first block with these criteria, its Match line first; empty where there is none. */
export function blockLines(configuration: Configuration, criteria: string): ConfigurationLine[] {
  for (const { lines } of configuration.files) {
    const start = lines.findIndex((line) => line.name === 'Match' && isSame(line, criteria));
    if (start < 0) continue;
    const end = lines.findIndex(({ name }, i) => i > start && name === 'Match');
    return lines.slice(start, end < 0 ? undefined : end);
  }
  return [];
}

function isSame({ arguments: words }: ConfigurationLine, criteria: string): boolean {
  const [name = '', ...pattern] = words.map(({ text }) => text);
  return [name.replace(/^./, (letter) => letter.toUpperCase()), ...pattern].join(' ') === criteria;
}

/** `Match All` is global too. */
function isGlobal({ blocks }: Setting): boolean {
  return blocks.every(({ criteria: [first], never }) => first?.name === 'All' && !never);
}
