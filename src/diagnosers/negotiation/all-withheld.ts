import type { Connection } from '../../connections/connection.js';
import type { EventOf } from '../../events.js';
import { directiveFor } from '../../openssh/configuration.js';
import type { Problem } from '../diagnoser.js';
import { runOnClient } from '../run-on-client.js';
import { runOnServer } from '../server-change.js';
import { NAMES } from './words.js';

/**
 * sshd strikes from its own list what it knows to be broken in the client (compat.c). Where nothing is left it gives up before it
 * has sent its proposal, so that neither side logs the lists.
 */
export function allWithheld({ record, fields: { kind } }: EventOf<'kex.proposal-empty'>, connection: Connection): Problem {
  const software = connection.client;
  const option = directiveFor(kind);
  return {
    host: connection.server.host,
    key: `${kind} withheld ${software ?? '?'}`,
    title: `this server has no ${NAMES[kind]} left to offer to the client`,
    proofs: [{ record }],
    connection,
    negotiation: { kind, direction: 'both', serverOffer: [], common: [], offerTruncated: false, next: [] },
    advise: () => ({
      summary: `sshd does not offer what it knows to be faulty in ${software === undefined ? 'this client' : `this client (${software})`}. Nothing else stands in its own list, so it ended the connection before it sent its proposal.`,
      causes: [`${option} in sshd_config holds only what this client gets wrong${kind === 'kex' ? ', such as curve25519-sha256@libssh.org for OpenSSH 6.5 and 6.6' : ''}.`],
      fixes: [
        runOnClient('upgrade the client: the fault is its own', ['ssh -V']),
        runOnServer(`see the list, and add a name that this client gets right to the ${option} line`, [`sshd -T | grep -i ^${option.toLowerCase()}`]),
      ],
      unknowns: software === undefined ? ['Which software the client is: LogLevel DEBUG1 logs it, and which fault is known of it.'] : [],
    }),
  };
}
