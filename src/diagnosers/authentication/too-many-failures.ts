import type { Connection } from '../../connections/connection.js';
import { isLoggedAt } from '../../connections/server.js';
import { copyText } from '../../connections/text.js';
import type { LogRecord } from '../../events.js';
import { abuseReport } from '../attack/abuse-report.js';
import { blockSource } from '../attack/defences.js';
import { isLoopback } from '../attack/loopback.js';
import { isGuess } from '../attack/observe-attempts.js';
import { type Advice, defineDiagnoser, type Seen } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { setInConfig, type Whereabouts } from '../server-change.js';
import { networkOf } from '../source-network.js';
import { WEIGHT } from '../weight.js';
import { named, oneKey } from './account.js';
import { passwordFixes, rootByKey } from './password-fixes.js';

/** What failed in a connection: passwords, and anything else. */
interface Failed {
  passwords: boolean;
  others: boolean;
}

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
    const told = context.perConnection<true>();
    const failed = context.perConnection<Failed>();

    function failedIn(connection: Connection): Failed {
      const known = failed.get(connection) ?? { passwords: false, others: false };
      failed.set(connection, known);
      return known;
    }

    return {
      'auth.too-many-failures'({ record, fields }, connection) {
        if (!connection) return;
        // It is said twice: by the process that counts, and by the one that closes.
        const attempts = told.has(connection) ? 0 : Math.max(1, connection.failures);
        told.set(connection, true);
        const logged = fields.user ?? connection.user;
        const user = logged === undefined ? undefined : copyText(logged);
        const { timeAssumed } = record;
        // Of the second line sshd says only to whom it speaks: what other lines say decides.
        const namedInvalid = fields.validUser === false;
        const methods = failedIn(connection);
        const exists = () => !namedInvalid && connection.login.validUser !== false;
        context.suspect(connection, WEIGHT.limit, loginProblem(record, connection, {
          key: user !== undefined && exists() ? user : networkOf(connection),
          title: `too many failed attempts in one connection, for ${named(user)}`,
          attempts,
          advise: ({ where, seen }) => (!exists() || (methods.passwords && !methods.others)
            ? ofPasswords(user, exists(), connection.ip, where, seen, timeAssumed)
            : ofKeys(user, where, methods.others && !methods.passwords && isLoggedAt('VERBOSE', connection.logLevel))),
        }));
      },
      'auth.failed'(event, connection) {
        if (!connection || event.fields.method === 'none') return;
        failedIn(connection)[isGuess(event) ? 'passwords' : 'others'] = true;
      },
    };
  },
});

/** @param onlyKeys every try was logged, and none of them was a password */
function ofKeys(user: string | undefined, where: Whereabouts, onlyKeys: boolean): Advice {
  return {
    summary: 'sshd ends a connection after MaxAuthTries failures. Each key that an agent offers is one.',
    causes: ['an agent that offers more keys than MaxAuthTries', ...(onlyKeys ? [] : ['a wrong password, again and again', 'guessing'])],
    fixes: [
      oneKey(user),
      setInConfig(
        where,
        'or allow more tries, where clients cannot be changed',
        ['MaxAuthTries 10'],
        'It gives guessers more tries as well.',
      ),
    ],
    unknowns: onlyKeys
      ? ['Whether one of the keys that were not offered any more is the right one.']
      : ['Whether keys or passwords failed, where no line says so: LogLevel VERBOSE shows every try.'],
  };
}

/** One wrong password after the other, or a name without an account: nothing that a further try would mend. */
function ofPasswords(
  user: string | undefined, valid: boolean, ip: string | undefined, where: Whereabouts, seen: Seen, timeAssumed: LogRecord['timeAssumed'],
): Advice {
  // Nobody needs root's password from outside; of other users it is the users themselves, mostly.
  const isGuessing = !valid || user === 'root';
  return {
    summary: valid
      ? `sshd ended the connection after MaxAuthTries wrong passwords${user === undefined ? '' : ` for ${user}`}.`
      : 'sshd ended the connection after MaxAuthTries failures of a user who does not exist.',
    causes: [
      ...(valid ? ['a program that still has an old password', 'a user who has forgotten it'] : []),
      'guessing, where the address is not known to anybody',
    ],
    fixes: [
      ...(user === 'root' ? [setInConfig(where, 'take no password for root: then there is nothing to guess', [`PermitRootLogin ${rootByKey(where)}`],
        'Be sure that somebody gets in with a key, or as a user who may become root (su, sudo, doas).')] : []),
      ...(valid && user !== undefined && user !== 'root' ? passwordFixes(user, where) : []),
      ...(isGuessing && ip !== undefined && !isLoopback(ip) ? [blockSource(ip), abuseReport(seen, { timeAssumed })] : []),
    ],
    unknowns: ['Whose address it is: of a colleague, ask before it is shut out.'],
  };
}
