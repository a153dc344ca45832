import type { Finding } from '../../finding.js';
import { createAttackSide } from '../../pipeline/attacks/side.js';
import { createAttemptUnpacker } from '../../pipeline/attacks/unpacker.js';
import { parseAddressFilter } from '../address-filter.js';
import { trusts } from '../config/settings.js';
import { leave, restOf } from './crossing.js';
import { type Answer, ANSWERED, type Request, TAKEN, type Task } from './task.js';

/** The second thread: looks for attacks in the attempts that it is told of, gives what it found, and then what is asked for. */
export function help({ thresholds, user, from, trustedNetworks, port, done }: Task): void {
  const attacks = createAttackSide({
    filter: { ...(user !== undefined && { user }), ...(from !== undefined && { from: parseAddressFilter(from) }) },
    ...(thresholds && { thresholds }),
    ...(trustedNetworks.length > 0 && { isTrusted: trusts(trustedNetworks) }),
  });
  const unpack = createAttemptUnpacker(attacks);
  let findings: readonly Finding[] = [];

  function count(what: number): void {
    Atomics.add(done, what, 1);
    Atomics.notify(done, what);
  }

  port.on('message', (request: Request) => {
    if ('chunk' in request) {
      unpack(request.chunk);
      count(TAKEN);
    } else if ('end' in request) {
      const share = attacks.share();
      findings = share.findings;
      port.postMessage({ share: leave(share) } satisfies Answer);
    } else {
      port.postMessage({ rest: restOf(findings[request.finding] as Finding) } satisfies Answer);
      count(ANSWERED);
    }
  });
}
