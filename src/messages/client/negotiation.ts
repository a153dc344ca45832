import type { EventFields } from '../../events.js';
import { negotiationFailure } from '../negotiation-failure.js';
import { type ClientPattern, defineClientPattern } from './define.js';

type Failure = EventFields['negotiation.failed'];

/** The verdict has the same words on both sides; "their offer" is the server's list here. */
function turned({ clientOffer, serverOffer, ...rest }: Failure): Failure {
  // To 6.7 both lists are there, under their right names.
  if (serverOffer !== undefined) return { ...rest, ...(clientOffer && { clientOffer }), serverOffer };
  return clientOffer === undefined ? rest : { ...rest, serverOffer: clientOffer };
}

/** sshd of 7.2 says at FATAL what later ones say at INFO; ssh shows neither word, so both are one wording here. */
const ONE_WORDING = { of: 'no-match-port', and: 'no-match-port-fatal', since: '7.2' };

export const negotiation: readonly ClientPattern[] = negotiationFailure.filter(({ id }) => id !== ONE_WORDING.and).map((pattern) => {
  const of = pattern as unknown as ClientPattern<'negotiation.failed'>;
  const before = of.id.includes('both-lists');
  const turn = (fields: Failure) => (before ? fields : turned(fields));
  return defineClientPattern({
    ...of,
    ...(of.id === ONE_WORDING.of && { since: ONE_WORDING.since }),
    id: `client-${of.id}`,
    decode(match) {
      const fields = of.decode(match);
      return fields && turn(fields);
    },
    samples: of.samples.map((sample) => ({ ...sample, fields: turn(sample.fields) })),
  });
});
