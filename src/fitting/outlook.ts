import { type Configuration, type ConnectionFacts, type Effective, effective, type Setting } from '../configuration/index.js';
import { defaultValue } from '../openssh/server-keywords.js';
import { exactRelease, type ReleaseRange } from '../openssh/version.js';
import { createWords, type Words } from './place-words.js';

/** The configuration of one server, and who can say more about it. */
export interface Knowledge {
  configuration: Configuration;
  /** What `sshd -T` prints where it could be run: with the defaults of the build. */
  output?: Configuration;
  /** sshd's own answer for one connection (`sshd -T -C`); undefined where it gives none. */
  ask?: (facts: ConnectionFacts) => Configuration | undefined;
  /** How a text of the configuration is shown where names are hidden. */
  show?: (text: string) => string;
}

/** What holds for some connections. */
export interface Ruling {
  /** The lines that decide, for one connection or another; empty where the default holds. */
  settings: readonly Setting[];
  /** Lines of blocks of which it is not known whether they apply. Not empty: nothing is certain. */
  undecided: readonly Setting[];
}

/** A configuration, looked at from the connections of one finding. */
export interface Outlook extends Words {
  configuration: Configuration;
  range: ReleaseRange;
  facts: readonly ConnectionFacts[];
  ruling(keyword: string): Ruling;
  /** The only line that decides, in all of these connections. */
  only(keyword: string): Setting | undefined;
  /** For single connections, in the order of `facts`. */
  each(): readonly Effective[];
}

/** @param facts of the connections; without any, what holds for all is asked */
export function createOutlook({ configuration: read, ask, show = (text) => text }: Knowledge, given: readonly ConnectionFacts[], range: ReleaseRange): Outlook {
  const release = read.release ?? exactRelease(range);
  const configuration = { ...read, ...(release !== undefined && { release }) };
  const facts = given.map((one) => withHost(configuration, one, range));
  const views = facts.length === 0 ? [effective(configuration)] : facts.map((one) => effective(configuration, one));
  const rulings = new Map<string, Ruling>();

  function ruling(keyword: string): Ruling {
    let known = rulings.get(keyword);
    if (known === undefined) {
      const parts = views.map((view, i) => decided(keyword, view, facts[i]));
      known = { settings: distinct(parts.flatMap(({ settings }) => settings)), undecided: distinct(parts.flatMap(({ undecided }) => undecided)) };
      rulings.set(keyword, known);
    }
    return known;
  }

  function decided(keyword: string, view: Effective, one: ConnectionFacts | undefined): Ruling {
    const { settings, perhaps } = view.get(keyword);
    if (perhaps.length === 0 || one === undefined) return { settings, undecided: perhaps };
    const answer = ask?.(one);
    const said = answer && valuesOf(effective(answer).get(keyword).settings);
    // Which line it was shows in its value, as the answer names none.
    const candidates = [settings, ...perhaps.map((setting) => [setting]), perhaps];
    const found = candidates.find((lines) => said !== undefined && valuesOf(lines) === said);
    return found === undefined ? { settings, undecided: perhaps } : { settings: found, undecided: [] };
  }

  return {
    ...createWords(show),
    configuration,
    range,
    facts,
    ruling,
    only(keyword) {
      const { settings, undecided } = ruling(keyword);
      return settings.length === 1 && undecided.length === 0 ? settings[0] : undefined;
    },
    each: () => views,
  };
}

function valuesOf(settings: readonly Setting[]): string {
  return settings.map(({ args }) => args.join(' ')).join(' ');
}

function distinct(settings: readonly Setting[]): Setting[] {
  return [...new Set(settings)];
}

/** Without lookups sshd takes the address for the name of the host. */
function withHost(configuration: Configuration, facts: ConnectionFacts, range: ReleaseRange): ConnectionFacts {
  if (facts.host !== undefined || facts.address === undefined) return facts;
  const release = exactRelease(range) ?? configuration.release ?? range.min;
  const value = effective(configuration).args('UseDNS')?.[0] ?? (release === undefined ? undefined : defaultValue('UseDNS', release));
  return value?.toLowerCase() === 'no' ? { ...facts, host: facts.address } : facts;
}
