import { lastOf } from '../../../attempts/attempt.js';
import { loginFailedUnexplained } from '../../authentication/login-failed-unexplained.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { hostPattern, plainName } from '../names.js';
import { compareFingerprint, hostKeyFacts } from './host-key-facts.js';
import { runOnClient } from '../../run-on-client.js';

/** The last word alone: ssh has asked nobody, as BatchMode or a missing terminal makes it, and does not say so. */
export const hostKeyUnverified = defineClientDiagnoser({
  meta: loginFailedUnexplained.meta,
  look(attempt) {
    const event = lastOf(attempt, 'client.host-key-verification-failed');
    if (!event) return undefined;
    const host = hostPattern(attempt);
    return {
      weight: CLIENT_WEIGHT.refused,
      key: `host key ${attempt.hostName ?? ''}`,
      title: 'ssh does not trust the host key, and does not say why',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: 'ssh did not take the host key of the server, and the log shows no warning with the reason. Most often the key is not in known_hosts, and nobody was there to ask: BatchMode, a script, no terminal.',
        causes: ['The key is not known, and ssh could not ask.', 'The lines in front, which name the reason, are missing in this log.'],
        fixes: [
          runOnClient('see what is known of the server, and connect once by hand', [`ssh-keygen -F ${plainName(attempt.hostName) ?? 'NAME'}`, `ssh -o BatchMode=no -o StrictHostKeyChecking=ask ${host}`]),
          compareFingerprint(hostKeyFacts(attempt)),
        ],
        unknowns: ['Why the key was not taken: with StrictHostKeyChecking=yes ssh says whether it is unknown or another one.'],
      }),
    };
  },
});
