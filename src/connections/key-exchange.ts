import type { SshEvent } from '../events.js';
import type { Connection } from './connection.js';
import { replayNegotiation } from './negotiation.js';
import { createProposalAssembler, type Exchange, offeredList, type ProposalAssembler } from './proposals.js';

/**
 * Follows the key exchange of a connection: collects both proposals and negotiates again as soon as they are complete.
 * Only the first exchange counts; later ones renew keys of a connection that stands.
 */
export function followKeyExchange(connection: Connection, event: SshEvent): void {
  switch (event.type) {
    case 'hostkeys.offered':
      connection.hostKeys = offeredList(event.fields.algorithms, event.record);
      break;
    case 'kexinit.sent':
      connection.assembler?.restart();
      break;
    case 'kexinit.proposal':
      assemblerOf(connection).begin(event.fields.side);
      break;
    case 'kexinit.list':
      assemblerOf(connection).list(event.fields, event.record);
      break;
    case 'kexinit.flag': {
      if (event.fields.flag !== 'reserved') break;
      const exchange = connection.assembler?.end();
      if (exchange && !connection.proposed) {
        connection.proposed = true;
        connection.mismatches = replayNegotiation(exchange);
        if (connection.mismatches.length > 0 || isCut(exchange)) connection.exchange = exchange;
      }
      break;
    }
    case 'kex.progress':
    case 'auth.requested':
    case 'auth.accepted':
    case 'auth.failed':
      // sshd went on: whatever the lists say, they met.
      connection.negotiated = true;
      if (event.type !== 'kex.progress' || event.fields.step === 'done' || event.fields.step === 'keys in use') connection.keyed = true;
      break;
    case 'negotiation.failed':
      connection.negotiated = true;
      break;
  }
}

function isCut({ client, server }: Exchange): boolean {
  return [...Object.values(client), ...Object.values(server)].some(({ cut }) => cut);
}

function assemblerOf(connection: Connection): ProposalAssembler {
  return (connection.assembler ??= createProposalAssembler());
}
