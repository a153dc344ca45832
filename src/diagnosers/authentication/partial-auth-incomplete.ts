import { copyText } from '../../connections/text.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { setInConfig } from '../server-change.js';
import { loginAt, shellName } from '../user-name.js';
import { WEIGHT } from '../weight.js';

/** AuthenticationMethods rarely has more than a few. */
const MAX_LISTS = 16;
/** In the order in which a client is to try them. */
const METHODS = 'publickey,keyboard-interactive,password';

export const partialAuthIncomplete = defineDiagnoser({
  meta: {
    code: 'partial-auth-incomplete',
    category: 'authentication',
    severity: 'error',
    summary: 'only part of the required methods was done',
    explain: `
AuthenticationMethods asks for more than one proof, such as \`publickey,password\`. The user has given one of them, and the
connection ended before the others.

## Usual causes
- The client is not set up for a second method: BatchMode, scripts, file transfer programs that know only keys.
- The second proof was wrong or given up: password, one-time code.
- The list names \`keyboard-interactive:pam\`, and the client offers \`password\` only.
- \`publickey,publickey\` needs two different keys (6.8 and later).

## How to fix it
On the client, allow both methods and let it ask:

\`\`\`
ssh -o BatchMode=no -o PreferredAuthentications=publickey,keyboard-interactive,password fred@server
\`\`\`

For accounts of programs that cannot do it, make an exception, at the end of sshd_config:

\`\`\`
Match User backup
    AuthenticationMethods publickey
\`\`\`

## What the log cannot tell
At INFO an intermediate step leaves no line: VERBOSE shows it, DEBUG1 the lists of AuthenticationMethods.`,
  },
  create: (context) => {
    const required = context.perConnection<Map<number, string>>();
    return {
      'auth.methods-list'({ fields: { index, state, methods } }, connection) {
        if (!connection || state !== 'required' || !methods) return;
        const lists = required.get(connection) ?? new Map<number, string>();
        if (lists.size < MAX_LISTS) required.set(connection, lists.set(index, copyText(methods.join(','))));
      },
      'auth.partial'({ record, fields }, connection) {
        if (!connection) return;
        const user = copyText(fields.user);
        const method = copyText(fields.method);
        const name = shellName(user);
        const lists = [...required.get(connection)?.values() ?? []];
        context.suspect(connection, WEIGHT.circumstance, loginProblem(record, connection, {
          key: user,
          title: `${user} passed ${method}, but not what AuthenticationMethods asks for besides`,
          advise: ({ where }) => ({
            summary: lists.length > 0
              ? `AuthenticationMethods asks for ${lists.join(' or ')}; after ${method} nothing more was accepted.`
              : `AuthenticationMethods asks for more than ${method}, and nothing more was accepted.`,
            causes: [
              'the client cannot or may not try the next method (BatchMode, a script)',
              'the next proof was wrong or given up',
            ],
            fixes: [
              {
                side: 'client',
                summary: 'let the client go on with the next method',
                action: 'run',
                commands: [
                  `ssh -o BatchMode=no -o PreferredAuthentications=${METHODS} ${loginAt(user, 'SERVER')}`,
                ],
              },
              ...(name === undefined ? [] : [{
                ...setInConfig(where, 'or ask only for one method of this account, where a program logs in',
                  [`Match User ${name}`, '    AuthenticationMethods publickey'],
                  'This makes the login of that account weaker. Match blocks stand at the end of the file.'),
                action: 'append' as const,
              }]),
            ],
            unknowns: lists.length > 0 ? [] : ['Which methods were still required: LogLevel DEBUG1 shows the lists of AuthenticationMethods.'],
          }),
        }));
      },
    };
  },
});
