import type { ClientEvent, ClientEventType, ClientRecord } from '../events/client/index.js';
import { type Attempt, createAttempt } from './attempt.js';
import { follow } from './follow.js';

export interface AttemptTracker {
  /** How the lines of the present attempt end, where the log shows it: what comes out of a session ends otherwise. */
  ends(record: ClientRecord): 'crlf' | 'lf' | undefined;
  /** The attempt that the event belongs to, brought up to date; undefined for a line before the first that is known. */
  track(event: ClientEvent): Attempt | undefined;
  /** Ends what is still open. */
  end(): void;
}

/** Only the beginning of a run says these. */
const BEGINS = new Set<ClientEventType>(['client.started', 'client.command', 'client.connecting', 'client.name-not-resolved', 'client.connect-failed']);
/** Behind these nothing of the run can follow but last words of the programs around it. */
const ENDS = new Set<ClientEventType>([
  'client.permission-denied', 'client.name-not-resolved', 'client.closed-by-server', 'client.connection-reset', 'client.gave-up', 'client.closed', 'negotiation.failed',
  'client.disconnect-received', 'client.exit-status', 'client.timed-out', 'client.identification-invalid', 'client.major-mismatch', 'client.packet-failed',
]);
/** The carried connection speaks, once its jump host has let it through. */
const OF_CARRIED = new Set<ClientEventType>(['client.server-version', 'client.authenticating', 'kexinit.sent', 'kexinit.proposal']);

/**
 * Tells the runs of ssh apart that one log holds: those that follow each other, and the jump hosts of one, which write into
 * the same terminal.
 * @param onEnd called once for each run that is over; hops come before the attempt that they carry
 */
export function createAttemptTracker(onEnd: (attempt: Attempt) => void): AttemptTracker {
  /** The run whose line comes next, if it is no new one. */
  let current: Attempt | undefined;

  function finish(attempt: Attempt | undefined): void {
    for (let over = attempt; over; over = over.outer) onEnd(over);
  }

  function begin(event: ClientEvent): Attempt {
    const carried = current && !current.ended && current.proxied && current.serverSoftware === undefined ? current : undefined;
    if (carried && event.type === 'client.started') {
      const hop = createAttempt(event, carried.hasCrLf);
      hop.outer = carried;
      carried.hops.push(hop);
      return hop;
    }
    finish(current);
    return createAttempt(event, current?.hasCrLf ?? false);
  }

  function isNew(event: ClientEvent): boolean {
    if (!current) return event.type !== 'unknown';
    if (!BEGINS.has(event.type)) return false;
    if (event.type === 'client.command') return current.command !== undefined || current.stage !== 'configuration' || current.software !== undefined;
    if (event.type === 'client.started') return current.software !== undefined || current.ended;
    // Each address of a name is tried in turn.
    if (event.type === 'client.connect-failed' && !current.authenticated) {
      const { hostName, port } = event.fields;
      const isSame = (hostName === undefined || current.hostName === undefined || hostName === current.hostName) && (current.port === undefined || port === current.port);
      return !isSame || (current.ended && current.serverSoftware !== undefined);
    }
    if (event.type === 'client.connecting') return current.ended || current.authenticated;
    return current.ended || current.stage !== 'configuration';
  }

  return {
    ends: (record) => (current?.hasCrLf && current.authenticated ? (record.endsInCr ? 'crlf' : 'lf') : undefined),
    track(event) {
      if (isNew(event)) current = begin(event);
      if (!current) return undefined;
      // A jump host that let the connection through goes on in silence; one that failed has said its last word.
      if (current.outer && (current.ended || (current.authenticated && OF_CARRIED.has(event.type)))) {
        onEnd(current);
        current = current.outer;
      }
      follow(current, event);
      if (ENDS.has(event.type)) current.ended = true;
      return current;
    },
    end() {
      finish(current);
      current = undefined;
    },
  };
}
