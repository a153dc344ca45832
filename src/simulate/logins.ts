import type { Connection } from '../connections/connection.js';
import type { Server } from '../connections/server.js';
import { copyText } from '../connections/text.js';
import type { EventOf } from '../events.js';
import type { Evidence } from '../finding.js';
import type { Observation } from './observation.js';

/** Users with their ways to log in and their addresses: each is matched with the rules of a configuration by itself. */
const MAX_LOGINS = 20_000;

/** One way to log in that sshd accepted. */
export interface Login {
  server: Server;
  user: string;
  ip: string | undefined;
  /** Software of the client, for rules that ask for it. */
  client: string | undefined;
  methods: string[];
  /** `type` in sshd's word for it (RSA, ED25519-CERT), `algorithm` the one of the signature (DEBUG1). */
  key: { type: string; algorithm?: string } | undefined;
  ca: string | undefined;
  count: number;
  first: number | undefined;
  last: number | undefined;
  evidence: Evidence;
}

export interface LoginLog {
  add(event: EventOf<'auth.accepted'>, connection: Connection, observation: Observation, evidence: Evidence): void;
  all(): Login[];
  /** Logins that there was no room for. */
  omitted(): number;
}

export function createLoginLog(): LoginLog {
  const logins = new Map<string, Login>();
  let omitted = 0;
  return {
    add({ fields, record }, { server, ip = fields.ip, client }, { keyAlgorithm, partial }, evidence) {
      const { user, method, key, certificate } = fields;
      const methods = [...partial, method];
      const algorithm = method === 'publickey' ? keyAlgorithm : undefined;
      const id = JSON.stringify([server.host, user, ip, client, methods, key?.type, algorithm, certificate?.ca.type]);
      const known = logins.get(id);
      if (known) {
        known.count++;
        known.first ??= record.time;
        known.last = record.time ?? known.last;
      } else if (logins.size < MAX_LOGINS) {
        logins.set(id, {
          server, user: copyText(user), ip: ip === undefined ? undefined : copyText(ip), client, methods: methods.map(copyText),
          key: key && { type: copyText(key.type), ...(algorithm !== undefined && { algorithm }) },
          ca: certificate && copyText(certificate.ca.type), count: 1, first: record.time, last: record.time, evidence,
        });
      } else omitted++;
    },
    all: () => [...logins.values()],
    omitted: () => omitted,
  };
}
