import type { Connection } from '../../connections/connection.js';
import { isLoggedAt } from '../../connections/server.js';
import { copyText } from '../../connections/text.js';
import type { LogRecord } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { WEIGHT } from '../weight.js';
import { adviceOf, createRefusedCodes, type RefusedCode, titleOf } from './one-time-code.js';
import { passwordFixes, rootByKey } from './password-fixes.js';

export const badPassword = defineDiagnoser({
  meta: {
    code: 'bad-password',
    category: 'authentication',
    severity: 'warning',
    summary: 'wrong password for an existing user',
    explain: `
The account exists, and the password that the client sent was not accepted. Passwords are never logged; neither is why one
was refused.

## Usual causes
- Mistyped, Caps Lock, another keyboard layout (a Y for a Z), or the password of another account.
- The password was changed, and a program or a phone still has the old one. It then comes at regular times.
- root: \`PermitRootLogin prohibit-password\` (the default since 7.0) refuses the right password with the same line.
- The account is locked or has expired, and PAM says nothing about it.
- PAM asks for a one-time code as well (pam_google_authenticator, pam_duo), and that was wrong: with keyboard-interactive the line is
  the same. The clocks of server and phone must agree to half a minute.
- Somebody guesses: many tries, many names, from an address that nobody knows.

## How to fix it
Look whether the password is locked or has expired, and set a new one:

\`\`\`
passwd -S fred
chage -l fred
passwd fred
\`\`\`

Against guessing: keys instead of passwords (\`PasswordAuthentication no\` and, before 8.7, \`ChallengeResponseAuthentication
no\`, from 8.7 \`KbdInteractiveAuthentication no\`), and PerSourcePenalties (9.8) or fail2ban.

## What the log cannot tell
Whether the password was wrong, or right and refused for another reason. With UsePAM yes LogLevel DEBUG1 shows what PAM answered, and its
modules tell more with \`debug\` behind their name in /etc/pam.d.`,
  },
  create: (context) => {
    // PAM's refusal and sshd's line on the same try are one: the second is not counted again.
    const refusedByPam = context.perConnection<number>();
    const codes = createRefusedCodes();
    return {
      'auth.failed'({ record, fields }, connection) {
        if (!connection || !fields.validUser || !asksForPassword(fields.method)) return;
        const already = fields.method === 'password' ? 0 : (refusedByPam.get(connection) ?? 0);
        if (already > 0) refusedByPam.set(connection, Math.max(0, already - record.repeat));
        suspect(record, connection, fields.user, Math.max(0, record.repeat - already), fields.method !== 'password');
      },
      'pam.code-refused': ({ record, fields }) => codes.note(record, fields),
      'pam.login-refused'({ record, fields }, connection) {
        const { user, result } = fields;
        if (!connection || user === undefined || fields.validUser === false) return;
        if (result !== 'auth-error' && result !== 'max-tries') return;
        refusedByPam.set(connection, (refusedByPam.get(connection) ?? 0) + record.repeat);
        suspect(record, connection, user, record.repeat, true);
      },
    };

    /** @param byPam PAM asked the questions: for a password, or for anything else */
    function suspect(record: LogRecord, connection: Connection, logged: string, attempts: number, byPam: boolean): void {
      const code = byPam ? codes.take(record, logged) : undefined;
      if (code) return suspectCode(record, connection, copyText(logged), attempts, code);
      if (context.suspectAgain(connection, logged, { record }, attempts)) return;
      const user = copyText(logged);
      context.suspect(connection, WEIGHT.attempt, loginProblem(record, connection, {
        key: user,
        title: `wrong password for ${user}`,
        attempts,
        advise: ({ where }) => ({
          summary: user === 'root'
            ? 'The password of root was refused: a wrong one, or any where PermitRootLogin does not allow passwords.'
            : 'The account exists; its password was refused.',
          causes: [
            'mistyped, another keyboard layout, the password of another account',
            'a program that still has an old password',
            ...(user === 'root' ? [`PermitRootLogin ${rootByKey(where)} or no: then no password of root is right`] : []),
            ...(byPam ? ['a wrong one-time code, where PAM asks for one as well (pam_google_authenticator, pam_duo)'] : []),
            'guessing, where the address is not known to anybody',
          ],
          fixes: passwordFixes(user, where),
          unknowns: unknownOf(user, connection, byPam),
        }),
      }));
    }

    function suspectCode(record: LogRecord, connection: Connection, user: string, attempts: number, code: RefusedCode): void {
      const problem = loginProblem(record, connection, {
        key: `${user} code`,
        title: titleOf(user, code),
        attempts,
        advise: () => adviceOf(user, code),
      });
      context.suspect(connection, WEIGHT.attempt, { ...problem, proofs: [{ record: code.record }, ...problem.proofs] });
    }
  },
});

function unknownOf(user: string, { login, logLevel }: Connection, byPam: boolean): string[] {
  const root = user === 'root' ? ['Whether PermitRootLogin takes passwords: sshd -T | grep -i permitrootlogin shows it.'] : [];
  if (byPam || login.pam) {
    return [...root, 'Whether the password was wrong or PAM refused it for another reason: its modules tell more with "debug" behind their name in /etc/pam.d.'];
  }
  // From DEBUG1 on PAM shows wherever it is asked: here sshd compared the password itself.
  if (isLoggedAt('DEBUG1', logLevel)) return root;
  return [...root, 'Whether the password was wrong or refused for another reason: LogLevel DEBUG1 shows what PAM answered, where UsePAM is yes.'];
}

/** `none` is a question for the methods, no try; a wrong key is another matter. */
function asksForPassword(method: string): boolean {
  return method === 'password' || method.startsWith('keyboard-interactive');
}
