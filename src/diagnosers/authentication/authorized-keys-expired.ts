import { copyText } from '../../connections/text.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { WEIGHT } from '../weight.js';
import { showLine } from './file-of-keys.js';

export const authorizedKeysExpired = defineDiagnoser({
  meta: {
    code: 'authorized-keys-expired',
    category: 'authentication',
    severity: 'error',
    summary: 'the entry in authorized_keys has expired',
    explain: `
The line with this key has the option \`expiry-time\` (7.7 and later), and that time has passed. The key itself is right.

## Usual causes
- The access was granted for a limited time, as meant.
- The clock of the server is wrong.
- The time was written without zone and is taken as the server's local time (\`20251231\`, \`202512312359\`; a trailing Z for UTC
  needs 9.1).

## How to fix it
Decide whether the access shall go on. Then write a new time, or a new key, into the line:

\`\`\`
expiry-time="20271231" ssh-ed25519 AAAA… fred@laptop
\`\`\`

\`date\` and \`timedatectl\` show whether the clock is right.

## What the log cannot tell
The reason is logged at DEBUG1 only. At INFO the log shows a refused key at most.`,
  },
  create: (context) => ({
    'authorized-keys.expired'({ record, fields }, connection) {
      if (!connection) return;
      const path = copyText(fields.path);
      const time = copyText(fields.time);
      const { line } = fields;
      context.suspect(connection, WEIGHT.named, loginProblem(record, connection, {
        key: `${path}:${line}`,
        title: `the key in ${path}, line ${line} expired at ${time}`,
        look: fields.time,
        attempts: 1,
        advise: () => ({
          summary: `The key is right, but its line says expiry-time, and ${time} (local time of the server) has passed.`,
          causes: ['the access was granted for a limited time', 'the clock of the server is wrong'],
          fixes: [
            ...showLine(path, line),
            {
              side: 'server',
              summary: 'write a later time into the line, once it is decided that the access shall go on',
              action: 'set',
              file: path,
              lines: ['expiry-time="YYYYMMDD" ssh-ed25519 AAAA… comment'],
            },
            { side: 'server', summary: 'check the clock', action: 'run', commands: ['date', 'timedatectl'] },
          ],
          unknowns: [],
        }),
      }));
    },
  }),
});
