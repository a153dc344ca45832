import { isLoggedAt } from '../../connections/server.js';
import { wouldTell } from '../at-level.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { setInConfig } from '../server-change.js';
import { networkOf } from '../source-network.js';
import { loginAt } from '../user-name.js';
import { WEIGHT } from '../weight.js';
import { watchFarewells } from './unfinished-login.js';
import { runOnClient } from '../run-on-client.js';

export const loginFailedUnexplained = defineDiagnoser({
  meta: {
    code: 'login-failed-unexplained',
    category: 'authentication',
    severity: 'warning',
    summary: 'the login failed; this log does not say why',
    explain: `
The client went away before anybody was logged in, and no line of the connection says what was tried. At LogLevel INFO sshd is
silent about refused keys (up to half of MaxAuthTries), about files of keys that are missing or damaged, and about clients that
gave up.

## Usual causes
- The client had no key that the server accepts, and no other method to try.
- A person or a program gave up: at the prompt for the password, at the question for the host key.
- A check of a monitoring system, a load balancer or a scanner, which only wants to see whether sshd answers.

## How to find out
\`\`\`
LogLevel VERBOSE
\`\`\`

shows every refused key with its fingerprint; DEBUG1 which files were searched and what was wrong with them. On the client
\`ssh -v\` shows the same from the other side. From 7.6 on \`LogLevel\` may stand in a Match block: \`Match User fred\`.

## What the log cannot tell
At this level: what was tried.`,
  },
  create: (context) => watchFarewells(context, (connection, { record }) => {
    const { user, logLevel } = connection;
    // From VERBOSE on every refused key has a line.
    const noneRefused = isLoggedAt('VERBOSE', logLevel);
    context.suspect(connection, WEIGHT.unexplained, loginProblem(record, connection, {
      key: user ?? networkOf(connection),
      title: user === undefined
        ? `logins from ${networkOf(connection)} ended for a reason that the log does not show`
        : `login of ${user} failed for a reason that the log does not show`,
      attempts: 1,
      advise: ({ where }) => ({
        summary: 'The client left before it was logged in. '
          + (noneRefused ? `No try was refused: LogLevel ${logLevel} would show it.` : `At LogLevel ${logLevel} the log does not say what it tried.`),
        causes: [
          noneRefused ? 'none of the methods that the server offers suits the client' : 'no key that the server accepts, and no other method left',
          'somebody gave up at a prompt, or did not accept the host key',
          ...(user === undefined ? ['a check whether sshd answers: monitoring, load balancer, scanner'] : []),
        ],
        fixes: [
          ...(noneRefused ? [] : [setInConfig(
            where,
            'let sshd log refused keys, and try again',
            ['LogLevel VERBOSE'],
            'DEBUG1 tells more: which files were searched. It logs private data: set it back soon.',
          )]),
          runOnClient(noneRefused ? 'see on the client why it left' : 'or look from the client', [`ssh -v ${loginAt(user, 'SERVER')}`]),
        ],
        unknowns: noneRefused
          ? ['Why the client left: its own log tells.', ...wouldTell('DEBUG1', connection, 'How far it came: LogLevel DEBUG1 shows every step.')]
          : ['What was tried and why it was refused: LogLevel VERBOSE shows keys, DEBUG1 the files that were searched.'],
      }),
    }));
  }),
});
