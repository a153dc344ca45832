import type { Connection } from '../connections/connection.js';
import { releaseOf, type Server } from '../connections/server.js';
import { copyText } from '../connections/text.js';
import { looksDefault } from '../openssh/default-proposals.js';
import type { Release, ReleaseRange } from '../openssh/version.js';
import { listsOf } from './lists.js';
import type { Observation } from './observation.js';
import { releasesIn } from './releases.js';

/** The kinds whose lists come from one keyword each, whatever keys the server has. */
export type ListKind = 'kex' | 'cipher' | 'mac';
const LIST_KINDS: readonly ListKind[] = ['kex', 'cipher', 'mac'];
/** Different lists that are kept of one server: it has one, and a few more where it knows a bug of a client. */
const MAX_LISTS = 8;
const MAX_HOST_KEY_NAMES = 50;

/** What the log shows of one server as it is today. */
export interface ServerKnowledge {
  /** The release that wrote the last lines. */
  server: Server;
  lists: Record<ListKind, readonly string[][]>;
  /** Host key algorithms that it offered to anybody; empty where the log does not show them. */
  hostKeyAlgorithms: ReadonlySet<string>;
}

export interface KnowledgeLog {
  connectionEnded(connection: Connection, observation: Observation): void;
  /** By the name of the host; undefined where the log names none. */
  of(host: string | undefined): ServerKnowledge | undefined;
  /** The release of the server, where there is but one. */
  release(): ReleaseRange | undefined;
}

export function createKnowledgeLog(): KnowledgeLog {
  const byHost = new Map<string | undefined, ServerKnowledge & { lists: Record<ListKind, string[][]>; hostKeyAlgorithms: Set<string> }>();
  return {
    connectionEnded({ server, hostKeys }, { proposals }) {
      let known = byHost.get(server.host);
      if (!known) byHost.set(server.host, (known = { server, lists: { kex: [], cipher: [], mac: [] }, hostKeyAlgorithms: new Set() }));
      known.server = server;
      for (const kind of LIST_KINDS) {
        const [first = 'kex'] = listsOf(kind);
        const offer = proposals?.server[first];
        const lists = known.lists[kind];
        if (offer && !offer.cut && lists.length < MAX_LISTS && !lists.some((list) => same(list, offer.names))) lists.push([...offer.names]);
      }
      for (const name of [...(proposals?.server.hostkey?.names ?? []), ...(hostKeys?.algorithms ?? [])]) {
        if (known.hostKeyAlgorithms.size < MAX_HOST_KEY_NAMES) known.hostKeyAlgorithms.add(copyText(name));
      }
    },
    of: (host) => byHost.get(host),
    release() {
      const [only, ...others] = byHost.values();
      return only && others.length === 0 ? releaseOf(only.server) : undefined;
    },
  };
}

/** The default list of this build as the log shows it: that of its release, with what the vendor brought to it. */
export function ownDefault({ lists, server }: ServerKnowledge, kind: ListKind, release: Release): readonly string[] | undefined {
  const range = releaseOf(server);
  if (range.min !== release || range.max !== release) return undefined;
  return lists[kind].find((list) => looksDefault(kind, list, release));
}

/** The list that the log shows, where it is none that the release has by itself: its configuration sets it. */
export function configuredList({ lists, server }: ServerKnowledge, kind: ListKind): readonly string[] | undefined {
  const releases = releasesIn(releaseOf(server));
  const shown = lists[kind];
  return shown.some((list) => releases.some((release) => looksDefault(kind, list, release))) ? undefined : shown.at(-1);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}
