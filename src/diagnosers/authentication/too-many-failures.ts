import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { setInConfig } from '../server-change.js';
import { sourceNetwork } from '../source-network.js';
import { WEIGHT } from '../weight.js';
import { named, oneKey } from './account.js';

export const tooManyFailures = defineDiagnoser({
  meta: {
    code: 'too-many-failures',
    category: 'authentication',
    severity: 'warning',
    summary: 'MaxAuthTries reached: sshd cut it off',
    explain: `
sshd allows MaxAuthTries (6 by default) failures in one connection, then it ends it. Each key that the client offers counts as
well as each wrong password.

## Usual causes
- An agent with more keys than MaxAuthTries: the right one is never reached.
- A password that is wrong again and again: forgotten, or stored in a program.
- Guessing.

## How to fix it
Let the client offer only the key that is meant for this server:

\`\`\`
Host server
    IdentityFile ~/.ssh/id_ed25519
    IdentitiesOnly yes
\`\`\`

\`ssh-add -l\` shows how many keys the agent has. Raising MaxAuthTries helps guessers as well as users.

## What the log cannot tell
At INFO refused keys are not logged before half of MaxAuthTries: VERBOSE shows each with its fingerprint.`,
  },
  create: (context) => {
    const told = new WeakSet<Connection>();
    return {
      'auth.too-many-failures'({ record, fields }, connection) {
        if (!connection) return;
        // It is said twice: by the process that counts, and by the one that closes.
        const attempts = told.has(connection) ? 0 : Math.max(1, connection.failures);
        told.add(connection);
        const logged = fields.user ?? connection.user;
        const user = logged === undefined ? undefined : copyText(logged);
        const valid = fields.validUser !== false && user !== undefined;
        // sshd says of the second line only to whom it speaks: the first one decides.
        context.suspect(connection, WEIGHT.limit, loginProblem(record, connection, {
          key: valid && connection.login.validUser !== false ? user : sourceNetwork(connection.ip),
          title: `too many failed attempts in one connection, for ${named(user)}`,
          attempts,
          advise: ({ where }) => ({
            summary: 'sshd ends a connection after MaxAuthTries failures. Each key that an agent offers is one.',
            causes: ['an agent that offers more keys than MaxAuthTries', 'a wrong password, again and again', 'guessing'],
            fixes: [
              oneKey(user),
              setInConfig(
                where,
                'or allow more tries, where clients cannot be changed',
                ['MaxAuthTries 10'],
                'It gives guessers more tries as well.',
              ),
            ],
            unknowns: ['Whether keys or passwords failed, where no line says so: LogLevel VERBOSE shows every try.'],
          }),
        }));
      },
    };
  },
});
