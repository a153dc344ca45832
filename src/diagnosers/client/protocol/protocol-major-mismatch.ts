import { firstOf } from '../../../attempts/attempt.js';
import { protocolMajorMismatch } from '../../protocol/protocol-major-mismatch.js';
import { asError } from '../as-error.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { targetFirst, hostWord, targetKey } from '../target.js';

export const majorMismatchSeen = defineClientDiagnoser({
  meta: asError(protocolMajorMismatch.meta),
  look(attempt) {
    const event = firstOf(attempt, 'client.major-mismatch');
    if (!event) return undefined;
    const software = attempt.serverSoftware;
    const server = event.fields.server ?? 1;
    return {
      weight: CLIENT_WEIGHT.named,
      key: targetKey(attempt),
      title: `the server speaks SSH protocol ${server} only`,
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `${targetFirst(attempt)}${software === undefined ? '' : ` (${software})`} speaks SSH protocol ${server} only; this client speaks 2.`,
        causes: ['a very old server or appliance: protocol 1 has been broken since 2001, and OpenSSH 7.6 removed it from the client'],
        fixes: [
          { side: 'server', summary: 'switch protocol 2 on, or upgrade the server or the firmware of the device: on Cisco IOS "ip ssh version 2" after "crypto key generate rsa modulus 2048"', action: 'run' },
          { side: 'client', summary: 'until then, reach it by its console or over an isolated management network with a client that still has protocol 1 (openssh-client-ssh1 of Debian and Ubuntu)', action: 'run',
            commands: [`ssh1 ${hostWord(attempt)}`], strength: 'broken', caution: 'Protocol 1 protects neither the password nor the session from somebody on the way.' },
        ],
        unknowns: software === undefined ? ['Which software the server is: ssh -v shows it.'] : [],
      }),
    };
  },
});
