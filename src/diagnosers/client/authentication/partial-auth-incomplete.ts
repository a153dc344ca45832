import { lastOf } from '../../../attempts/attempt.js';
import { partialAuthIncomplete } from '../../authentication/partial-auth-incomplete.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { askServer, destination, inHostBlock } from '../advice.js';
import { accountKey, describeAccount } from '../target.js';
import { hasFailed, loginOf } from './login.js';
import { runOnClient } from '../../run-on-client.js';

export const partialAuthIncompleteAtClient = defineClientDiagnoser({
  meta: partialAuthIncomplete.meta,
  look(attempt, context) {
    const event = lastOf(attempt, 'client.partial-success');
    if (!event || !hasFailed(attempt)) return undefined;
    const { methods, succeeded, passwords, chosen } = loginOf(attempt);
    const done = succeeded.filter((method) => method !== 'unknown').join(', ');
    const untried = methods.filter((method) => !chosen.includes(method));
    const end = lastOf(attempt, 'client.permission-denied');
    return {
      weight: CLIENT_WEIGHT.exact,
      key: accountKey(attempt),
      title: `${done === '' ? 'one proof' : done} was accepted for ${describeAccount(attempt)}, and the server wants ${done === '' ? 'another one' : 'another method as well'}`,
      proofs: [{ record: event.record }, ...(end ? [{ record: end.record }] : [])],
      advise: () => ({
        summary: `The server accepted ${done === '' ? 'the first method' : done} and asks for more than that (AuthenticationMethods).`
          + (methods.length === 0 ? '' : ` It would go on with ${methods.join(', ')}.`)
          + (passwords.length > 0 ? ' A password was given, and refused.' : untried.length > 0 ? ` ssh did not try ${untried.join(', ')}.` : ''),
        causes: passwords.length > 0
          ? ['The second proof was wrong: the password or the one-time code.']
          : [
            'ssh may not ask: BatchMode yes, PasswordAuthentication no or PreferredAuthentications in ssh_config or on the command line.',
            'There is no terminal to ask at: cron, a script, git or rsync in a program.',
          ],
        fixes: [
          runOnClient('let ssh go on with the next method', [`ssh -o BatchMode=no -o PreferredAuthentications=publickey,keyboard-interactive,password ${destination(attempt)}`]),
          inHostBlock(attempt, 'or, where a line of ssh_config forbids it, allow it for this server (above that line)', ['BatchMode no', 'PasswordAuthentication yes', 'KbdInteractiveAuthentication yes']),
        ],
        unknowns: [askServer(attempt, context, 'Which methods AuthenticationMethods asks for')],
      }),
    };
  },
});
