import { dhGroupOutOfRange } from '../../negotiation/dh-group-out-of-range.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { faults } from '../protocol/packet-failed.js';
import { hostPattern } from '../names.js';
import { targetFirst, targetKey } from '../target.js';

export const dhGroupOutOfRangeSeen = defineClientDiagnoser({
  meta: dhGroupOutOfRange.meta,
  look(attempt) {
    const proofs = faults(attempt, ['group-out-of-range']);
    if (!proofs) return undefined;
    return {
      weight: CLIENT_WEIGHT.named,
      key: targetKey(attempt),
      title: 'the server chose a DH group that the client refuses',
      proofs,
      advise: () => ({
        summary: `${targetFirst(attempt)} chose a Diffie-Hellman group of a size that this client refuses (less than 2048 bits, from 7.2 on).`,
        causes: ['an old server or appliance that has small groups only (/etc/ssh/moduli, or built in)'],
        fixes: [
          { side: 'server', summary: 'upgrade the server or the firmware, or put groups of 2048 bits and more into /etc/ssh/moduli', action: 'run' },
          { side: 'client', summary: 'use a method with a fixed group or a curve for this server, if it has one', action: 'set', file: '~/.ssh/config',
            lines: [`Host ${hostPattern(attempt)}`, '    KexAlgorithms curve25519-sha256@libssh.org,ecdh-sha2-nistp256,diffie-hellman-group14-sha1'], strength: 'ok',
            caution: 'Host takes the name as it is typed behind ssh. diffie-hellman-group14-sha1, the last resort of the three, uses SHA-1.' },
        ],
        unknowns: [attempt.exchange ? 'How large the group was.' : 'Which methods the server has: ssh -vv shows its proposal.'],
      }),
    };
  },
});
