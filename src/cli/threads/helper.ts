import type { Finding } from '../../finding.js';
import { createAttackSide } from '../../pipeline/attacks/side.js';
import { createAttemptUnpacker } from '../../pipeline/attacks/unpacker.js';
import { parseAddressFilter } from '../address-filter.js';
import { trusts } from '../config/settings.js';
import { leave, restOf } from './crossing.js';
import type { Answer, Request, Task } from './task.js';

/** The second thread: looks for attacks in the attempts that it is told of, gives what it found, and then what is asked for. */
export function help({ thresholds, user, from, trustedNetworks, port, answered }: Task): void {
  const attacks = createAttackSide({
    filter: { ...(user !== undefined && { user }), ...(from !== undefined && { from: parseAddressFilter(from) }) },
    ...(thresholds && { thresholds }),
    ...(trustedNetworks.length > 0 && { isTrusted: trusts(trustedNetworks) }),
  });
  const unpack = createAttemptUnpacker(attacks);
  let findings: readonly Finding[] = [];

  const answer = (what: Answer) => port.postMessage(what);

  port.on('message', (request: Request) => {
    if ('chunk' in request) {
      unpack(request.chunk);
      answer({ taken: true });
    } else if ('end' in request) {
      const share = attacks.share();
      findings = share.findings;
      answer({ share: leave(share) });
    } else {
      answer({ rest: restOf(findings[request.finding] as Finding) });
      Atomics.add(answered, 0, 1);
      Atomics.notify(answered, 0);
    }
  });
}
