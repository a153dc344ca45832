import { serverKeyword } from '../openssh/server-keywords.js';
import { compareReleases, type Release } from '../openssh/version.js';
import { decideBlocks } from './decide.js';
import type { Configuration, ConnectionFacts, MatchBlock, Setting } from './types.js';

/** What a configuration sets for one keyword and one connection. */
export interface EffectiveSetting {
  /** In the spelling of the newest release. */
  keyword: string;
  /** What holds where none of `perhaps` does: one line, or several that add up; empty where the default of the release holds. */
  settings: readonly Setting[];
  /** Lines of blocks that may apply, and would change what holds. Not empty: the value is unknown. */
  perhaps: readonly Setting[];
}

/** What sshd makes of its configuration for one connection. */
export interface Effective {
  /** @param keyword in the spelling of the newest release */
  get(keyword: string): EffectiveSetting;
  /**
   * The arguments of a keyword that does not add up: [] where the default holds.
   * @returns undefined where that is unknown
   */
  args(keyword: string): readonly string[] | undefined;
}

/**
 * Resolves a configuration for a connection: the first value wins, those of Match blocks before the global ones; lines of
 * keywords that add up are collected, and those of blocks replace the global ones together.
 * @param connection without it only what holds for all connections, as `sshd -T` without -C prints it
 */
export function effective(configuration: Configuration, connection?: ConnectionFacts): Effective {
  const byKeyword = new Map<string, Setting[]>();
  for (const setting of configuration.settings) {
    const known = byKeyword.get(setting.name);
    if (known) known.push(setting);
    else byKeyword.set(setting.name, [setting]);
  }
  const get = (keyword: string) => resolve(keyword, byKeyword.get(keyword) ?? [], connection, configuration.release);
  return {
    get,
    args(keyword) {
      const { settings, perhaps } = get(keyword);
      return perhaps.length > 0 ? undefined : settings[0]?.args ?? [];
    },
  };
}

function resolve(keyword: string, all: readonly Setting[], connection: ConnectionFacts | undefined, release: Release | undefined): EffectiveSetting {
  const accumulates = serverKeyword(keyword)?.accumulates ?? false;
  const order = orderOf(keyword, release);
  const globals = all.filter(({ blocks }) => blocks.every(isForAll));
  const matched: Setting[] = [];
  const perhaps: Setting[] = [];
  for (const setting of connection === undefined ? [] : all) {
    if (setting.blocks.length === 0) continue;
    const decision = decideBlocks(setting.blocks, connection ?? {});
    if (decision === 'unknown') perhaps.push(setting);
    if (decision !== 'yes') continue;
    matched.push(setting);
    // What stands behind it can change nothing.
    if (!accumulates && order === 'first') break;
  }
  // A block adds its subsystems to the global ones; other lists it replaces.
  if (keyword === 'Subsystem') return { keyword, settings: firstOfEachName([...matched, ...globals]), perhaps };
  const settings = matched.length > 0 ? matched : globals;
  if (accumulates) return { keyword, settings, perhaps };
  const winner = order === 'last' ? settings.at(-1) : settings[0];
  if (order === 'unknown') perhaps.push(...settings.slice(1));
  const differing = perhaps.filter(({ args }) => winner === undefined || !sameArgs(args, winner.args));
  return { keyword, settings: winner ? [winner] : [], perhaps: differing };
}

function orderOf(keyword: string, release: Release | undefined): 'first' | 'last' | 'unknown' {
  const lastWins = serverKeyword(keyword)?.lastWins;
  if (lastWins === undefined) return 'first';
  if (lastWins === true) return 'last';
  const [through, notFrom] = lastWins;
  if (release === undefined) return 'unknown';
  return compareReleases(release, through) <= 0 ? 'last' : compareReleases(release, notFrom) >= 0 ? 'first' : 'unknown';
}

function firstOfEachName(settings: readonly Setting[]): Setting[] {
  return settings.filter(({ args: [name] }, i) => settings.findIndex(({ args }) => args[0] === name) === i);
}

/** Match All applies before there is a connection, too. */
function isForAll({ criteria: [first], never }: MatchBlock): boolean {
  return first?.name === 'All' && !never;
}

function sameArgs(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((arg, i) => arg === b[i]);
}
