import type { Connection } from '../connections/connection.js';
import type { Server } from '../connections/server.js';
import { copyText } from '../connections/text.js';
import type { EventOf } from '../events.js';
import type { Evidence } from '../finding.js';
import { evidenceOf } from './evidence.js';
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
  add(login: Login): void;
  all(): Login[];
  /** Logins that there was no room for. */
  omitted(): number;
}

/** What the line that accepts a user says, with what came before it. */
export function loginOf(
  { fields, record }: EventOf<'auth.accepted'>, { server, ip = fields.ip, client }: Connection, { keyAlgorithm, partial }: Observation,
): Login {
  const { user, method, key, certificate } = fields;
  const algorithm = method === 'publickey' ? keyAlgorithm : undefined;
  return {
    server, user: copyText(user), ip: ip === undefined ? undefined : copyText(ip), client, methods: [...partial, method].map(copyText),
    key: key && { type: copyText(key.type), ...(algorithm !== undefined && { algorithm }) },
    ca: certificate && copyText(certificate.ca.type), count: 1, first: record.time, last: record.time, evidence: evidenceOf(record),
  };
}

export function createLoginLog(): LoginLog {
  const logins = new Map<string, Login>();
  let omitted = 0;
  return {
    add(login) {
      const { server, user, ip, client, methods, key, ca } = login;
      const id = JSON.stringify([server.host, user, ip, client, methods, key?.type, key?.algorithm, ca]);
      const known = logins.get(id);
      if (known) {
        known.count++;
        known.first ??= login.first;
        known.last = login.last ?? known.last;
      } else if (logins.size < MAX_LOGINS) logins.set(id, login);
      else omitted++;
    },
    all: () => [...logins.values()],
    omitted: () => omitted,
  };
}
