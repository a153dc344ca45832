import type { Connection } from '../connections/connection.js';
import { asUnicode, copyText } from '../connections/text.js';
import type { AlgorithmKind } from '../events.js';
import type { Agreements } from '../report/html/overview.js';
import { createCounter } from './census.js';

/** Clients of all servers together that are told apart. */
const MAX_CLIENTS = 1000;
/** Clients that are shown. */
const TOP = 40;
/** Names of one kind that a client agrees on with one server. */
const MAX_ALGORITHMS = 50;

type Counter = ReturnType<typeof createCounter>;
interface Client {
  host: string | undefined;
  client: string;
  connections: number;
  agreed: Map<AlgorithmKind, Counter>;
}

/** What clients agreed on with each server, by what they call themselves. */
export function createAgreements(): { add(connection: Connection): void; top(): Agreements[] } {
  const servers = new Map<string | undefined, Map<string, Client>>();
  let clients = 0;

  function clientOf(host: string | undefined, name: string): Client | undefined {
    let ofServer = servers.get(host);
    let client = ofServer?.get(name);
    if (client || clients >= MAX_CLIENTS) return client;
    clients++;
    if (!ofServer) servers.set(host, (ofServer = new Map()));
    const own = copyText(name);
    ofServer.set(own, (client = { host, client: own, connections: 0, agreed: new Map() }));
    return client;
  }

  return {
    add({ home, client: name, agreed }) {
      const client = name === undefined || agreed === undefined ? undefined : clientOf(home.server.host, name);
      if (!client) return;
      client.connections++;
      for (const [kind, algorithms] of Object.entries(agreed ?? {}) as [AlgorithmKind, string[]][]) {
        let counter = client.agreed.get(kind);
        if (!counter) client.agreed.set(kind, (counter = createCounter(MAX_ALGORITHMS)));
        for (const algorithm of algorithms) counter.add(algorithm);
      }
    },
    top: () => [...servers.values()].flatMap((ofServer) => [...ofServer.values()])
      .sort((a, b) => b.connections - a.connections || (a.client < b.client ? -1 : 1)).slice(0, TOP)
      .map(({ host, client, connections, agreed }) => ({
        ...(host !== undefined && { host: asUnicode(host) }),
        client,
        connections,
        agreed: Object.fromEntries([...agreed].map(([kind, counter]) => [kind, counter.census().top])),
      })),
  };
}
