import type { Connection } from '../../connections/connection.js';
import type { SshEvent } from '../../events.js';
import type { FindingMeta } from '../../finding.js';
import { type Advice, defineDiagnoser, type Diagnoser, type Handlers, type Proof, type Seen } from '../diagnoser.js';
import { howMany } from '../how-many.js';
import { ownRecord } from '../own-record.js';
import { networkOf, sourceNetwork } from '../source-network.js';

/** Lines that are kept of one connection. */
const MAX_PROOFS = 3;

export interface Noted {
  proofs: [Proof, ...Proof[]];
  /** What the peer said, where the line has it. */
  words: string | undefined;
}

/** Remembers that a line of a connection shows the trouble. */
type Note = (event: SshEvent, connection: Connection | undefined, words?: string) => void;

export interface Trouble {
  meta: FindingMeta;
  title: string;
  /** How much it explains of a login that failed. */
  weight: number;
  /** Whether it is told of a connection whose login succeeded, too. */
  afterLogin?: true;
  /** Whether it is no news where client and server had nothing in common: then it is how the connection ended. */
  isEnding?: true;
  /** What may differ from peer to peer. */
  variant?: (words: string | undefined) => string;
  handlers: (note: Note) => Handlers;
  advise: (seen: Seen, noted: Noted, connection: Connection) => Advice;
}

/**
 * A diagnoser of what a peer does below the level of logins. Many of its lines name no address, which only the line that
 * ends the connection brings: so it speaks when the connection has ended. One network is one finding.
 */
export function troubleDiagnoser({ meta, title, weight, afterLogin, isEnding, variant, handlers, advise }: Trouble): Diagnoser {
  return defineDiagnoser({
    meta,
    create: (context) => {
      const noted = context.perConnection<Noted>();
      /** It will never be told: a login that failed has a heavier reason. */
      const isInVain = (connection: Connection) => !afterLogin && context.isOutweighed(connection, weight);
      const note: Note = ({ record }, connection, words) => {
        if (!connection || isInVain(connection)) return;
        const before = noted.get(connection);
        const proof = { record: ownRecord(record) };
        if (!before) noted.set(connection, { proofs: [proof], words });
        else if (before.proofs.length < MAX_PROOFS) before.proofs.push(proof);
      };
      return {
        ...handlers(note),
        connectionEnded(connection) {
          const found = noted.get(connection);
          const accepted = connection.outcome === 'accepted';
          if (!found || (accepted && !afterLogin) || isInVain(connection)) return;
          if (isEnding && (connection.outcome === 'negotiation_failed' || connection.mismatches.length > 0)) return;
          const problem = {
            host: connection.server.host,
            key: networkOf(connection),
            title,
            proofs: found.proofs,
            connection,
            attempts: 1,
            variant: variant?.(found.words),
            advise: (seen: Seen) => advise(seen, found, connection),
          };
          if (accepted) context.report(problem);
          else context.suspect(connection, weight, problem);
        },
      };
    },
  });
}

/** `192.0.2.10`, `3 addresses of 192.0.2.0/24`, or `a peer` where the log names none. */
export function whoItWas({ ips, moreIps }: Seen): string {
  const [first] = ips;
  if (first === undefined) return 'A peer whose address the log does not name';
  return ips.length === 1 ? first : `${howMany(ips, moreIps)} addresses of ${sourceNetwork(first)}`;
}
