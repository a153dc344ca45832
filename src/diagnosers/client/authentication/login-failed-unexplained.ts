import { lastOf } from '../../../attempts/attempt.js';
import { loginFailedUnexplained } from '../../authentication/login-failed-unexplained.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { askServer, destination } from '../advice.js';
import { accountKey, describeAccount } from '../target.js';
import { hasFailed, loginOf, partingOf } from './login.js';
import { runOnClient } from '../../run-on-client.js';

export const loginFailedUnexplainedAtClient = defineClientDiagnoser({
  meta: loginFailedUnexplained.meta,
  look(attempt, context) {
    if (!hasFailed(attempt)) return undefined;
    const denied = lastOf(attempt, 'client.permission-denied');
    // Without -v nothing but the last words is there, and they come at any stage.
    const parting = attempt.stage === 'authentication' || attempt.verbosity === 0 ? partingOf(attempt) : undefined;
    const record = denied?.record ?? parting?.record;
    if (!record) return undefined;
    const { methods } = loginOf(attempt);
    const plain = attempt.verbosity === 0;
    const isSilent = parting?.type === 'client.timed-out';
    return {
      weight: CLIENT_WEIGHT.unexplained,
      key: accountKey(attempt),
      title: `the login of ${describeAccount(attempt)} failed for a reason that this log does not show`,
      proofs: [{ record }],
      advise: () => ({
        summary: denied
          ? `The server refused what ssh had to give.${methods.length > 0 ? ` It would go on with ${methods.join(', ')}.` : ''}${plain ? ' Without -v ssh does not say which keys it offered, nor whether there were any.' : ''}`
          : isSilent ? 'The server answered no more before anybody was logged in.' : 'The server ended the connection before anybody was logged in.',
        causes: denied
          ? [
            methods.includes('publickey') ? 'No key that the server accepts for this user: none at all, or not the right one.' : 'None of the methods that the server takes is one that ssh can or may use.',
            ...(methods.includes('password') || methods.includes('keyboard-interactive') ? ['A wrong password, or ssh may not ask for one.'] : []),
            'Another user name was meant, or the server does not let this user in.',
          ]
          : isSilent ? ['A firewall, NAT or VPN on the way forgot the connection while a password was awaited.', 'The server hangs, or was switched off.']
          : ['Nobody answered a prompt within LoginGraceTime (two minutes by default).', 'The server has a reason that it does not tell.'],
        fixes: [runOnClient('see which keys ssh offers, and what the server says to each', [`ssh -v ${destination(attempt)}`])],
        unknowns: [
          ...(plain ? ['What was tried: ssh -v shows it.'] : []),
          askServer(attempt, context, 'Why it was refused'),
        ],
      }),
    };
  },
});
