import { allFrom } from '../../openssh/version.js';
import type { Fix } from '../../finding.js';
import type { Advice } from '../diagnoser.js';
import { loginDiagnoser } from '../login-problem.js';
import { setAndStart, setInConfig, type Whereabouts, whereabouts } from '../server-change.js';

/** Wordings at start-up after which no login is possible, or no sshd runs. */
const FATAL = new Set(['no-list-left', 'unsatisfiable']);

export const noAuthMethodsEnabled = loginDiagnoser(
  {
    code: 'no-auth-methods-enabled',
    category: 'access',
    severity: 'error',
    summary: 'no method to log in is enabled',
    explain: `
The configuration leaves no way to log in: each method is switched off, or AuthenticationMethods asks for one that is. If that
holds for everybody, sshd does not start; if a Match block does it, the connections it matches are ended before they can try
anything.

## Usual causes
- \`AuthenticationMethods publickey,keyboard-interactive\` while KbdInteractiveAuthentication is no (before 8.7 it is called
  ChallengeResponseAuthentication).
- A Match block that switches off passwords for a user who has PubkeyAuthentication off as well.
- \`AuthenticationMethods\` with a method that the build does not know (gssapi-with-mic).

## How to fix it
\`\`\`
PubkeyAuthentication yes
AuthenticationMethods any
\`\`\`

\`any\` needs 7.3. See what is in force for one user: \`sshd -T -C user=fred,host=client,addr=192.0.2.10 | grep -iE
'authentication'\`.

## What the log cannot tell
Which block switched the methods off: sshd -T shows the result.`,
  },
  (suspect, context) => ({
    'disconnect.sent'(event, connection) {
      if (!event.fields.noMethods) return;
      suspect(event, connection, {
        title: 'no method to log in is enabled',
        user: event.fields.user,
        advise: ({ who, where, name }) => advise(where, `${who} cannot log in: sshd has no method of authentication to offer.`,
          // A Match block switched the methods off, or sshd would not have started: another one above it wins.
          (summary, caution) => setInConfig(where, summary, [`Match User ${name}`, '    PubkeyAuthentication yes'],
            `The block has to stand above the other Match blocks: the first that matches wins. ${caution}`)),
      });
    },
    'auth.methods-misconfigured'(event, connection) {
      const { record, fields } = event;
      if (!FATAL.has(fields.reason)) return;
      const { host, file } = record;
      context.report({
        host,
        key: 'configuration',
        title: 'AuthenticationMethods leaves no method to log in',
        proofs: [{ record }],
        connection,
        advise: () => advise(
          whereabouts({ file }, connection),
          'AuthenticationMethods asks for what is switched off: nobody whom it holds for can log in, and sshd may not start.',
          (summary, caution) => setAndStart(whereabouts({ file }, connection), summary, ['PubkeyAuthentication yes'], caution),
        ),
      });
    },
  }),
);

function advise(where: Whereabouts, summary: string, enable: (summary: string, caution: string) => Fix): Advice {
  const keyboard = allFrom(where.range, '8.7') ? 'KbdInteractiveAuthentication' : 'ChallengeResponseAuthentication';
  return {
    summary,
    causes: [
      `AuthenticationMethods asks for a method that is switched off `
        + `(${keyboard} no, PasswordAuthentication no, PubkeyAuthentication no).`,
      'A Match block switches off the methods that are left.',
    ],
    fixes: [
      enable('enable the methods that AuthenticationMethods asks for, or one at least',
        `keyboard-interactive needs ${keyboard} yes, password PasswordAuthentication yes. `
          + 'See sshd -T -C user=USER,host=HOST,addr=ADDRESS for one login.'),
    ],
    unknowns: ['Which line or Match block switched the methods off: no LogLevel shows it, sshd -T -C does.'],
  };
}
