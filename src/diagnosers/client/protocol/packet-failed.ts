import { type Attempt, eventsOf, hasReached } from '../../../attempts/attempt.js';
import { releaseOf } from '../../../attempts/release.js';
import type { PacketFault } from '../../../events/client/index.js';
import { corruptedMac } from '../../protocol/corrupted-mac.js';
import { badPacketLength } from '../../protocol/bad-packet-length.js';
import { malformedPacket } from '../../protocol/malformed-packet.js';
import { lengthAsText } from '../../protocol/plain-text.js';
import type { Proof } from '../../diagnoser.js';
import { withOtherCipher } from '../ask-ssh.js';
import { asError } from '../as-error.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { describeTarget, hostWord, targetFirst, targetKey } from '../target.js';
import { runOnClient } from '../../run-on-client.js';

/** Faults of these kinds, as evidence; undefined where there is none. */
export function faults(attempt: Attempt, kinds: readonly PacketFault[]): [Proof, ...Proof[]] | undefined {
  const [first, ...rest] = eventsOf(attempt, 'client.packet-failed').filter(({ fields }) => kinds.includes(fields.fault)).map(({ record }): Proof => ({ record }));
  return first ? [first, ...rest.slice(0, 2)] : undefined;
}

/** Whether the fault lies in the key exchange with which a connection begins; without -v nothing but a login would speak against it. */
export function isInKeyExchange(attempt: Attempt): boolean {
  return !attempt.authenticated && !hasReached(attempt, 'authentication');
}

export const badPacketLengthSeen = defineClientDiagnoser({
  meta: asError(badPacketLength.meta),
  look(attempt) {
    const event = eventsOf(attempt, 'client.packet-failed').find(({ fields }) => fields.fault === 'bad-length');
    if (!event) return undefined;
    const text = lengthAsText(event.fields.size ?? 0);
    const isEarly = isInKeyExchange(attempt);
    return {
      weight: CLIENT_WEIGHT.exact,
      key: targetKey(attempt),
      title: 'a packet with an impossible length came',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `${targetFirst(attempt)} sent a packet with an impossible length${text === undefined ? '' : `: read as text it is "${text}"`}.`,
        causes: [
          ...(isEarly ? ['the server, or something on the way, sends text or other data behind its identification'] : ['the account\'s start-up files or a forced command wrote into the connection of a subsystem']),
          'data that was damaged on the way', 'a defect in the cryptography of one side',
        ],
        fixes: [
          runOnClient('see what the other side sends', [`nc -v ${hostWord(attempt)} ${attempt.port ?? 22} | od -c | head`]),
          runOnClient('try another cipher: if that helps, upgrade that side which is older', [withOtherCipher(releaseOf(attempt), hostWord(attempt))]),
        ],
        unknowns: ['What was sent, beyond the first four bytes: no option of ssh shows it.'],
      }),
    };
  },
});

export const corruptedMacSeen = defineClientDiagnoser({
  meta: asError(corruptedMac.meta),
  look(attempt) {
    const proofs = faults(attempt, ['corrupted', 'integrity']);
    if (!proofs) return undefined;
    return {
      weight: CLIENT_WEIGHT.named,
      key: targetKey(attempt),
      title: 'packets fail their integrity check',
      proofs,
      advise: () => ({
        summary: `A packet from ${describeTarget(attempt)} failed its integrity check: what arrived is not what was sent. ssh ended the connection.`,
        causes: ['network hardware or drivers that damage data (offloading), on either end or on the way', 'a VPN, NAT or WAN optimizer that changes packets',
          'a defect in the cryptography of one side', 'somebody on the way who tries to change the connection'],
        fixes: [
          runOnClient('try another cipher and MAC: if that helps, upgrade that side which is older', [withOtherCipher(releaseOf(attempt), hostWord(attempt))]),
          { side: 'network', summary: 'switch offloading off on the interface in question, as a test; try another way to the server (another network, no VPN)', action: 'run', commands: ['ethtool -K eth0 tso off gso off gro off'],
            caution: 'Put in the name of the interface (ip link). It lasts until the next boot and costs some speed.' },
        ],
        unknowns: ['Where the data was changed: a traffic capture on both ends, compared, would tell.'],
      }),
    };
  },
});

/** Behind the key exchange; within it the code is `kex-reply-invalid`. */
export const malformedSeen = defineClientDiagnoser({
  meta: asError(malformedPacket.meta),
  look(attempt) {
    const proofs = faults(attempt, ['malformed', 'unexpected']);
    if (!proofs || isInKeyExchange(attempt)) return undefined;
    return {
      weight: CLIENT_WEIGHT.named,
      key: targetKey(attempt),
      title: 'a packet of the server cannot be read',
      proofs,
      advise: () => ({
        summary: `${targetFirst(attempt)}${attempt.serverSoftware === undefined ? '' : ` (${attempt.serverSoftware})`} sent a packet that this client cannot read.`,
        causes: ['a server whose implementation has a defect', 'an old client that does not know what a newer server sends'],
        fixes: [{ side: 'server', summary: 'upgrade whichever side is older, and tell its makers what -vvv shows', action: 'run', commands: [`ssh -vvv ${hostWord(attempt)}`] }],
        unknowns: attempt.serverSoftware === undefined ? ['Which software the server is: ssh -v shows it.'] : [],
      }),
    };
  },
});
