import type { ClientDiagnoser } from '../diagnoser.js';
import { agentNotReachable } from './agent-not-reachable.js';
import { agentRefused } from './agent-refused.js';
import { badPasswordAtClient } from './bad-password.js';
import { clientCannotSignAtClient } from './client-cannot-sign.js';
import { keyNotAuthorizedAtClient } from './key-not-authorized.js';
import { keyTypeDisabledInClient } from './key-type-disabled-in-client.js';
import { loginFailedUnexplainedAtClient } from './login-failed-unexplained.js';
import { noKeyToOffer } from './no-key-to-offer.js';
import { noMutualSignatureAlgorithm } from './no-mutual-signature-algorithm.js';
import { partialAuthIncompleteAtClient } from './partial-auth-incomplete.js';
import { passwordNeededInBatchMode } from './password-needed-in-batch-mode.js';
import { pubkeyAlgorithmNotAcceptedAtClient } from './pubkey-algorithm-not-accepted.js';
import { rsaKeyTooSmallAtClient } from './rsa-key-too-small.js';
import { tooManyFailuresAtClient } from './too-many-failures.js';

/** Of equal weight, the first wins: what came last in a login stands before what came earlier. */
export const AUTHENTICATION: readonly ClientDiagnoser[] = [
  tooManyFailuresAtClient, partialAuthIncompleteAtClient, agentRefused, noMutualSignatureAlgorithm, keyTypeDisabledInClient, rsaKeyTooSmallAtClient,
  passwordNeededInBatchMode, agentNotReachable, clientCannotSignAtClient, pubkeyAlgorithmNotAcceptedAtClient, noKeyToOffer,
  badPasswordAtClient, keyNotAuthorizedAtClient, loginFailedUnexplainedAtClient,
];
