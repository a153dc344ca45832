import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { LogRecord } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { runOnServer, setInConfig } from '../server-change.js';
import { networkOf } from '../source-network.js';
import { shellName } from '../user-name.js';
import { WEIGHT } from '../weight.js';

/** The log shows method `none` and nothing else of this connection. */
function asksOnly({ login }: Connection): boolean {
  return login.probed && !login.tried;
}

const ONLY_NONE = 'method none alone: it asks which methods there are, and lets in only who has an empty password where PermitEmptyPasswords is yes';

export const invalidUser = defineDiagnoser({
  meta: {
    code: 'invalid-user',
    category: 'authentication',
    severity: 'info',
    summary: 'login as a user who does not exist',
    explain: `
The server has no such account. On a machine that the Internet can reach, programs that guess names do this day and night, and
there is nothing to repair. From an address of your own it is somebody who cannot get in.

## Usual causes
- Guessing: test, admin, oracle, ubuntu, and what else lists of names have.
- The client sends the name of its own account, because none was given: write \`ssh fred@server\`, or \`User fred\`.
- A typing error, capitals, a domain in front (\`EXAMPLE\\\\fred\`).
- A password typed where the name belongs: change it, it is in the log now.
- The directory (LDAP, AD, sssd) does not answer, and so nobody of it exists: \`getent passwd fred\`.

## How to fix it
For people, correct the name. "Failed none" is the question which methods there are, with which most clients begin (RFC 4252); it gets in only
where an account has an empty password and PermitEmptyPasswords is yes. Who asks that and leaves was guessing. Against guessing: keys instead of passwords, PerSourcePenalties (9.8) or fail2ban, a firewall.

## What the log cannot tell
Users whom AllowUsers and its like refuse are treated as if they did not exist; the line before says so then.`,
  },
  create: (context) => {
    // The line that says so is no try of its own: it stands for the first one, which may follow.
    const announced = context.perConnection<true>();
    return {
      'auth.invalid-user'({ record, fields }, connection) {
        if (!connection) return;
        // To 7.4 the network child repeats it without address and port, for users who exist and are refused as well: it is no proof.
        if (fields.ip === undefined && fields.port === undefined && !announced.has(connection)) return;
        const attempts = announced.has(connection) ? 0 : record.repeat;
        announced.set(connection, true);
        suspect(record, connection, fields.user, attempts);
      },
      'auth.failed'({ record, fields }, connection) {
        if (!connection || fields.validUser) return;
        // Method `none` asks for the methods: it is no try beside the one that it announces.
        if (fields.method === 'none') {
          if (announced.has(connection)) return;
          announced.set(connection, true);
          suspect(record, connection, fields.user, record.repeat);
          return;
        }
        const attempts = announced.delete(connection) ? record.repeat - 1 : record.repeat;
        suspect(record, connection, fields.user, attempts);
      },
      'pam.login-refused'({ record, fields }, connection) {
        if (!connection || fields.validUser !== false) return;
        suspect(record, connection, fields.user ?? '', announced.delete(connection) ? record.repeat - 1 : record.repeat);
      },
    };

    function suspect(record: LogRecord, connection: Connection, logged: string, attempts: number): void {
      const network = networkOf(connection);
      if (context.suspectAgain(connection, network, { record, look: logged }, attempts)) return;
      const user = copyText(logged);
      const name = shellName(user);
      context.suspect(connection, WEIGHT.attempt, loginProblem(record, connection, {
        key: network,
        title: connection.ip === undefined
          ? 'logins as users who do not exist'
          : `logins as users who do not exist, from ${network}`,
        look: logged,
        attempts,
        advise: ({ where }) => ({
          summary: 'The server has no such accounts. From outside that is guessing; from your own network, a wrong name.',
          causes: [
            'guessing of names',
            'the client sends the name of its own account, or a mistyped one',
            'the directory with the accounts does not answer',
            ...(asksOnly(connection) ? [ONLY_NONE] : []),
          ],
          fixes: [
            ...(name === undefined ? [] : [runOnServer('see whether the account should exist', [`getent passwd ${name}`])]),
            ...(asksOnly(connection) ? [setInConfig(where, 'be sure that no account gets in without a password', ['PermitEmptyPasswords no'],
              'That is the default: sshd -T | grep -i permitemptypasswords shows what holds.')] : []),
            {
              side: 'client',
              summary: 'give the right name',
              action: 'append',
              file: '~/.ssh/config',
              lines: ['Host SERVER', '  User NAME'],
            },
          ],
          unknowns: [],
        }),
      }));
    }
  },
});
