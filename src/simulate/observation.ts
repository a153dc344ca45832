import type { Connection } from '../connections/connection.js';
import { createProposalAssembler, type Proposal, type ProposalAssembler } from '../connections/proposals.js';
import { copyText } from '../connections/text.js';
import type { EventFields, EventOf, SshEvent } from '../events.js';
import type { Evidence } from '../finding.js';
import { evidenceOf } from './evidence.js';
import { NEGOTIATED, type NegotiatedList } from './lists.js';

/** Names that one side offered. `cut`: the log lost the end of the list. */
export interface Offer {
  names: readonly string[];
  cut: boolean;
  evidence: Evidence;
}

export type Offers = Partial<Record<NegotiatedList, Offer>>;

/** What the log tells of the negotiation of one connection: of its first key exchange, never of a renewal of keys. */
export interface Observation {
  /** Both proposals (DEBUG2). */
  proposals: { client: Offers; server: Offers } | undefined;
  /** What both agreed on (DEBUG1). */
  agreed: Partial<Record<NegotiatedList, string>>;
  /** The list that failed, with what the verdict says of the client's offer. */
  failed: { kind: EventFields['negotiation.failed']['kind']; client: Offer | undefined } | undefined;
  /** sshd's word for it that the client passed the negotiation. */
  passed: boolean;
  /** Signature algorithm that the client asked for last (DEBUG1). */
  keyAlgorithm: string | undefined;
  /** Methods that succeeded without being enough (AuthenticationMethods). */
  partial: string[];
}

/** Collects the observation of one connection, line by line. */
export interface Observer {
  observation: Observation;
  event(event: SshEvent, connection: Connection): void;
}

export function createObserver(): Observer {
  const observation: Observation = {
    proposals: undefined, agreed: {}, failed: undefined, passed: false, keyAlgorithm: undefined, partial: [],
  };
  let assembler: ProposalAssembler | undefined;
  const assemble = () => (assembler ??= createProposalAssembler());

  function agree(list: NegotiatedList, name: string): void {
    if (!observation.passed) observation.agreed[list] = copyText(name);
  }

  return {
    observation,
    event(event) {
      switch (event.type) {
        case 'kexinit.sent':
          assembler?.restart();
          break;
        case 'kexinit.proposal':
          assemble().begin(event.fields.side);
          break;
        case 'kexinit.list':
          assemble().list(event.fields, event.record);
          break;
        case 'kexinit.flag': {
          const exchange = event.fields.flag === 'reserved' ? assembler?.end() : undefined;
          if (exchange) observation.proposals ??= { client: offersOf(exchange.client), server: offersOf(exchange.server) };
          break;
        }
        case 'kex.agreed':
          if (event.fields.algorithm !== undefined) agree(event.fields.kind, event.fields.algorithm);
          break;
        case 'kex.agreed-direction': {
          const { direction, cipher, mac, compression } = event.fields;
          agree(`cipher-${direction}`, cipher);
          agree(`mac-${direction}`, mac ?? IMPLICIT);
          agree(`compression-${direction}`, compression);
          break;
        }
        case 'kex.progress':
          if (event.fields.step === 'done' || event.fields.step === 'keys in use') observation.passed = true;
          break;
        case 'negotiation.failed':
          if (!observation.passed) observation.failed ??= failureOf(event);
          break;
        case 'auth.partial':
          observation.partial.push(copyText(event.fields.method));
          break;
        default:
          followLogin(observation, event);
      }
    },
  };
}

/** What sshd writes where a cipher authenticates by itself and no MAC is negotiated. */
export const IMPLICIT = '<implicit>';

function followLogin(observation: Observation, { type, fields }: SshEvent): void {
  if (type.startsWith('auth.')) observation.passed = true;
  if (type === 'key.requested' || type === 'key.tested' || type === 'key.checked' || type === 'signature.received') {
    const { algorithm } = fields as { algorithm?: string };
    if (algorithm !== undefined) observation.keyAlgorithm = copyText(algorithm);
  }
}

function failureOf({ fields: { kind, clientOffer, serverOffer }, record }: EventOf<'negotiation.failed'>): Observation['failed'] {
  // A verdict that names both lists names the client's first: the cut took the end of the server's.
  const cut = record.cut && serverOffer === undefined;
  return { kind, client: clientOffer && { names: (cut ? clientOffer.slice(0, -1) : clientOffer).map(copyText), cut, evidence: evidenceOf(record, clientOffer.join(',')) } };
}

/**
 * Copies, without the lines: they outlive the connection. A relay cuts lines at lengths of its own, and takes the mark
 * [preauth] that the other lists of the proposal have.
 */
function offersOf(proposal: Proposal): Offers {
  const marked = NEGOTIATED.some((list) => proposal[list]?.record.preauth);
  return Object.fromEntries(NEGOTIATED.flatMap((list) => {
    const offered = proposal[list];
    if (!offered) return [];
    const lostMark = marked && !offered.record.preauth && !offered.cut;
    const names = lostMark ? offered.algorithms.slice(0, -1) : offered.algorithms;
    return [[list, { names: names.map(copyText), cut: offered.cut || lostMark, evidence: evidenceOf(offered.record, names.join(',')) }]];
  }));
}
