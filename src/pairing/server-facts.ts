import type { Connection } from '../connections/connection.js';
import { finalOutcome } from '../connections/outcome.js';
import { perType } from '../connections/per-type.js';
import { copyText } from '../connections/text.js';
import type { AlgorithmKind, Outcome, SshEvent } from '../events.js';
import type { Course, Facts } from './facts.js';

/** Keys that are remembered of one connection. */
const MAX_KEYS = 32;

/** Only in the course of a login is there a word of these. */
const isOfLogin = perType((type) => /^(?:access|account|authorized-keys|certificate|key|pam|password|principals-file|root-login)\./.test(type));

/** What a connection itself does not keep. */
interface Noted {
  ip?: string;
  port?: number;
  keys: string[];
  refused: boolean;
  /** A method besides `none` was tried. */
  tried: boolean;
  failed?: { kind: AlgorithmKind; clientOffer?: string[]; serverOffer?: string[] };
}

/** Watches connections of a server's log for what a client's log may say of them too. */
export interface ServerWatch {
  event(event: SshEvent, connection: Connection | undefined): void;
  facts(connection: Connection): Facts;
}

/** Keeps of each connection what a pair is found by, and nothing else. */
export function watchServer(): ServerWatch {
  const noted = new WeakMap<Connection, Noted>();
  function of(connection: Connection): Noted {
    let found = noted.get(connection);
    if (!found) noted.set(connection, (found = { keys: [], refused: false, tried: false }));
    return found;
  }

  return {
    event({ type, fields }, connection) {
      if (!connection) return;
      if (isOfLogin(type)) of(connection).tried = true;
      switch (type) {
        case 'connection.opened': case 'connection.dropped': {
          const { localIp, localPort } = fields;
          if (localIp !== undefined) of(connection).ip = copyText(localIp);
          if (localPort !== undefined) of(connection).port = localPort;
          break;
        }
        case 'auth.failed':
          if (fields.method !== 'none') of(connection).refused = true;
          noteKey(of(connection), fields.key?.fingerprint);
          break;
        case 'key.tested':
          noteKey(of(connection), fields.key?.fingerprint);
          break;
        case 'negotiation.failed': {
          const { kind, clientOffer, serverOffer } = fields;
          of(connection).failed ??= { kind, ...(clientOffer && { clientOffer: clientOffer.map(copyText) }), ...(serverOffer && { serverOffer: serverOffer.map(copyText) }) };
          break;
        }
      }
    },
    facts(connection) {
      const note = noted.get(connection) ?? { keys: [], refused: false, tried: false };
      const { user, client, server: { software }, agreed, accepted, mismatches: [mismatch], login } = connection;
      const failedList = note.failed?.kind ?? mismatch?.kind;
      const clientOffer = note.failed?.clientOffer ?? mismatch?.client.algorithms;
      const serverOffer = note.failed?.serverOffer ?? mismatch?.server.algorithms;
      const acceptedKey = accepted?.key?.fingerprint;
      return {
        ...(user !== undefined && { user }), ...(client !== undefined && { client }), ...(software !== undefined && { server: software }),
        ...(note.ip !== undefined && { ip: note.ip }), ...(note.port !== undefined && { port: note.port }),
        agreed: agreed ?? {},
        ...(failedList !== undefined && { failedList }),
        offers: { ...(clientOffer && { client: clientOffer }), ...(serverOffer && { server: serverOffer }) },
        keys: note.keys,
        ...(acceptedKey !== undefined && { acceptedKey }),
        course: courseOf(finalOutcome(connection), connection, note.tried),
        refused: note.refused || login.validUser === false,
        first: connection.firstTime, last: connection.lastTime,
      };
    },
  };
}

function noteKey({ keys }: Noted, fingerprint: string | undefined): void {
  if (fingerprint !== undefined && keys.length < MAX_KEYS && !keys.includes(fingerprint)) keys.push(copyText(fingerprint));
}

function courseOf(outcome: Outcome, { login, client, failures }: Connection, sawLogin: boolean): Course {
  const tried = sawLogin || login.tried || failures > 0;
  switch (outcome) {
    case 'accepted':
      return 'accepted';
    case 'negotiation_failed':
      return 'key-exchange';
    case 'no_identification': case 'bad_protocol':
      return 'before-identification';
    case 'refused':
      return tried ? 'authentication' : 'before-identification';
    case 'auth_failed': case 'too_many_failures':
      return 'authentication';
    default:
      if (tried || login.probed) return 'authentication';
      return client !== undefined ? 'key-exchange' : 'unknown';
  }
}
