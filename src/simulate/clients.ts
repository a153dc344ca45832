import type { Connection } from '../connections/connection.js';
import type { Server } from '../connections/server.js';
import { copyText } from '../connections/text.js';
import type { Outcome, SshEvent } from '../events.js';
import type { Evidence } from '../finding.js';
import type { ReleaseRange } from '../openssh/version.js';
import { evidenceOf } from './evidence.js';
import { NEGOTIATED } from './lists.js';
import { createNames, type Names } from './names.js';
import { createObserver, type Observation, type Observer } from './observation.js';
import { createLoginLog, type Login, type LoginLog, loginOf } from './logins.js';
import { createKnowledgeLog, type KnowledgeLog } from './server-knowledge.js';

/** Kinds of clients that are kept; those that logged in take the place of those that never did. */
const MAX_CLIENTS = 2000;

/** Clients that the log cannot tell apart. */
export interface ClientProfile {
  server: Server;
  client: string | undefined;
  observation: Observation;
  count: number;
  logins: number;
  /** sshd let it pass the negotiation at least once. */
  passed: boolean;
  /** Milliseconds since the epoch. */
  first: number | undefined;
  last: number | undefined;
  sources: Names;
  users: Names;
  evidence: Evidence;
}

/** Everybody whom a log shows, with what it shows of them. Memory is bounded. */
export interface ClientLog {
  event(event: SshEvent, connection: Connection): void;
  connectionEnded(connection: Connection, outcome: Outcome): void;
  profiles(): ClientProfile[];
  logins: LoginLog;
  knowledge: KnowledgeLog;
  /** The release of the server, where the log is of one. */
  release(): ReleaseRange | undefined;
  /** Connections of clients that there was no room for. */
  omitted(): number;
}

interface Watched {
  observer: Observer;
  evidence: Evidence;
  rank: number;
  accepted?: Login;
}

export function createClientLog(maxClients = MAX_CLIENTS): ClientLog {
  const watched = new WeakMap<Connection, Watched>();
  const profiles = new Map<string, ClientProfile>();
  const logins = createLoginLog();
  const knowledge = createKnowledgeLog();
  let omitted = 0;

  function watch(connection: Connection, event: SshEvent): Watched {
    let known = watched.get(connection);
    if (!known) watched.set(connection, (known = { observer: createObserver(), evidence: evidenceOf(event.record), rank: 0 }));
    const rank = rankOf(event);
    if (rank > known.rank) [known.rank, known.evidence] = [rank, evidenceOf(event.record)];
    return known;
  }

  /** A profile that never logged in gives its place to one that did. */
  function hasRoom(loggedIn: boolean): boolean {
    if (profiles.size < maxClients) return true;
    if (!loggedIn) return false;
    for (const [key, profile] of profiles) {
      if (profile.logins > 0) continue;
      omitted += profile.count;
      return profiles.delete(key);
    }
    return false;
  }

  return {
    event(event, connection) {
      const known = watch(connection, event);
      known.observer.event(event, connection);
      if (event.type === 'auth.accepted') known.accepted ??= loginOf(event, connection, known.observer.observation);
    },
    connectionEnded(connection, outcome) {
      const known = watched.get(connection);
      // What never came to the negotiation tells of no client: a port scan, a health check, a refusal by the listener.
      if (!known || outcome === 'no_identification' || outcome === 'bad_protocol' || outcome === 'refused') return;
      const { observation } = known.observer;
      knowledge.connectionEnded(connection, observation);
      if (known.accepted) logins.add(known.accepted);
      const loggedIn = outcome === 'accepted';
      const key = keyOf(connection, observation);
      let profile = profiles.get(key);
      if (!profile) {
        if (!hasRoom(loggedIn)) {
          omitted++;
          return;
        }
        profiles.set(key, (profile = createProfile(connection, known)));
      }
      note(profile, connection, loggedIn, observation.passed && observation.failed === undefined);
    },
    profiles: () => [...profiles.values()],
    logins,
    knowledge,
    release: () => knowledge.release(),
    omitted: () => omitted,
  };
}

/** The same software with the same offers, or the same agreement where there are no offers, on the same server. */
function keyOf({ home, client }: Connection, { proposals, agreed, failed }: Observation): string {
  const offered = proposals && NEGOTIATED.map((list) => [proposals.client[list]?.names, proposals.client[list]?.cut]);
  return JSON.stringify([home.server.host, client, offered ?? null, agreed, failed?.kind, failed?.client?.names]);
}

function createProfile({ server, client }: Connection, { observer, evidence }: Watched): ClientProfile {
  return {
    server, client: client === undefined ? undefined : copyText(client), observation: observer.observation, count: 0, logins: 0, passed: false,
    first: undefined, last: undefined, sources: createNames(), users: createNames(), evidence,
  };
}

function note(profile: ClientProfile, { ip, user, firstTime, lastTime }: Connection, loggedIn: boolean, passed: boolean): void {
  profile.count++;
  if (loggedIn) profile.logins++;
  profile.passed ||= passed || loggedIn;
  if (ip !== undefined) profile.sources.add(ip);
  if (user !== undefined) profile.users.add(user);
  if (firstTime !== undefined && !(profile.first !== undefined && profile.first < firstTime)) profile.first = firstTime;
  if (lastTime !== undefined && !(profile.last !== undefined && profile.last > lastTime)) profile.last = lastTime;
}

/** How well a line shows that the client was there, and what became of it. */
function rankOf({ type }: SshEvent): number {
  switch (type) {
    case 'negotiation.failed': return 3;
    case 'kex.agreed': return 2;
    case 'auth.accepted': return 1;
    default: return 0;
  }
}
