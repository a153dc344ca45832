import { algorithmList, type Effective, type EffectiveSetting } from '../configuration/index.js';
import type { AlgorithmKind } from '../events.js';
import { directiveFor } from '../openssh/configuration.js';
import { defaultNames } from '../openssh/default-proposals.js';
import { isSupported } from '../openssh/algorithms.js';
import { compareReleases, type Release, type ReleaseRange } from '../openssh/version.js';
import { hostKeyList } from './host-keys.js';
import { releasesIn } from './releases.js';
import { configuredList, type ListKind, ownDefault, type ServerKnowledge } from './server-knowledge.js';
import type { Setting } from './simulation.js';

/**
 * What a server offers in the lists of one kind, the same in both directions. `possible` holds the names that it may
 * offer, as far as release and host keys are known, `sure` those of them that it offers whatever these are. A server's
 * order decides nothing.
 */
export interface ServerList {
  sure: readonly string[];
  possible: readonly string[];
}

export type ServerProposal = Record<AlgorithmKind, ServerList>;

/** A server as it is to be: its configuration, its release, and what the log shows of it today. */
export interface Plan {
  /** Undefined: nobody gave it; what the log shows is carried over then. */
  configuration: Effective | undefined;
  range: ReleaseRange;
  knowledge: ServerKnowledge;
}

export function serverProposal(plan: Plan): ServerProposal {
  return {
    kex: listOf(plan, 'kex'),
    hostkey: hostKeyList(plan),
    cipher: listOf(plan, 'cipher'),
    mac: listOf(plan, 'mac'),
    compression: compressionList(plan),
  };
}

/** The line that sets the list of this kind, or the first that names a host key; without `file` the default holds. */
export function settingOf({ configuration }: Pick<Plan, 'configuration'>, kind: AlgorithmKind): Setting {
  const list = configuration?.get(directiveFor(kind));
  const keys = kind === 'hostkey' && list?.settings.length === 0 ? configuration?.get('HostKey') : undefined;
  return keys && keys.settings.length > 0 ? placeOf('HostKey', keys) : placeOf(directiveFor(kind), list);
}

/** Where a keyword is set, spelled as there; the first line counts. Without one the default holds. */
export function placeOf(keyword: string, found: Pick<EffectiveSetting, 'settings'> | undefined): Setting {
  const line = found?.settings[0]?.line;
  return { keyword: line?.keyword?.text ?? keyword, ...(line && { file: line.file, line: line.line }) };
}

function listOf({ configuration, range, knowledge }: Plan, kind: ListKind): ServerList {
  const keyword = directiveFor(kind);
  const text = valueOf(configuration, keyword);
  const carried = configuration === undefined ? configuredList(knowledge, kind) : undefined;
  if (carried) {
    const kept = carried.filter((name) => isSupported(kind, name, range) !== 'no');
    return { sure: kept, possible: kept };
  }
  return together(range, (release) => algorithmList(keyword, text, release, ownDefault(knowledge, kind, release)).names);
}

/** The one argument of a keyword; undefined where the default holds. */
export function valueOf(configuration: Effective | undefined, keyword: string): string | undefined {
  return configuration?.get(keyword).settings[0]?.args[0];
}

/** What the list is in every release of the range, and what it may be in some. */
export function together(range: ReleaseRange, of: (release: Release) => readonly string[]): ServerList {
  const lists = releasesIn(range).map(of);
  const possible = [...new Set(lists.flat())];
  return { sure: possible.filter((name) => lists.every((list) => list.includes(name))), possible };
}

/** From 7.4 on compression begins after the login only, whichever word switches it on. */
function compressionList({ configuration, range }: Plan): ServerList {
  const value = valueOf(configuration, 'Compression')?.toLowerCase();
  return together(range, (release) => {
    if (value === undefined) return defaultNames('compression', release);
    if (value === 'no') return ['none'];
    const early = value === 'yes' && compareReleases(release, '7.4') < 0;
    return ['none', 'zlib@openssh.com', ...(early ? ['zlib'] : [])];
  });
}
