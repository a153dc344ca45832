import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { networkOf } from '../source-network.js';
import { loginAt } from '../user-name.js';
import { WEIGHT } from '../weight.js';
import { named } from './account.js';
import { watchFarewells } from './unfinished-login.js';
import { runOnClient } from '../run-on-client.js';

export const clientGaveUpBeforeAuth = defineDiagnoser({
  meta: {
    code: 'client-gave-up-before-auth',
    category: 'authentication',
    severity: 'info',
    summary: 'the client left without trying to log in',
    explain: `
The key exchange was done, and the client went away without trying a password or a key. At most it asked with the method
\`none\` which methods there are.

## Usual causes
- The question for an unknown or changed host key was answered with no.
- The server offers no method that the client has: keys only, and the client has none, or the other way round.
- Somebody gave up at the prompt for the password or the passphrase.
- A scanner that collects host keys (ssh-keyscan), names or methods; a monitoring system.

## How to find out
\`ssh -v\` on the client shows the methods that the server offers (\`Authentications that can continue\`) and what became of the
host key.

## What the log cannot tell
Why the client left.`,
  },
  create: (context) => watchFarewells(context, (connection, { record }) => {
    const { login, user } = connection;
    if (login.tried || !(login.keyExchanged || login.probed)) return;
    context.suspect(connection, WEIGHT.unexplained, loginProblem(record, connection, {
      key: user ?? networkOf(connection),
      title: user === undefined
        ? `clients from ${networkOf(connection)} left right behind the key exchange`
        : `a client left without a try to log in as ${named(user)}`,
      attempts: 1,
      advise: () => ({
        summary: 'The connection was ready for a login, and the client left without a try.',
        causes: [
          'the host key was not accepted on the client',
          'none of the methods that the server offers suits the client',
          'somebody gave up at a prompt',
          'a scanner, or monitoring',
        ],
        fixes: [runOnClient('see on the client why it left', [`ssh -v ${loginAt(user, 'SERVER')}`])],
        unknowns: ['Why the client left: only its own log tells.'],
      }),
    }));
  }),
});
