import { defineDiagnoser } from '../diagnoser.js';
import { setInConfig, whereabouts } from '../server-change.js';
import { runOnClient } from '../run-on-client.js';

export const nonSftpRefused = defineDiagnoser({
  meta: {
    code: 'non-sftp-refused',
    category: 'session',
    severity: 'error',
    summary: 'a shell was asked for where only sftp is allowed',
    explain: `
ForceCommand internal-sftp (or a key with such a command) lets a user do nothing but sftp, and he asked for something else: a shell, a command,
or scp with the old protocol. From 8.0 on sshd says so; the user sees "This service allows sftp connections only."

## How to fix it
The user: \`sftp SERVER\`, or scp of 9.0 and later, which speaks sftp (\`scp -s\` from 8.7 on). rsync needs a shell: it cannot work here.

If he is to have a shell, take him out of the Match block that holds ForceCommand:

\`\`\`
Match Group sftponly User *,!fred
    ForceCommand internal-sftp
\`\`\``,
  },
  create: (context) => ({
    'session.refused'(event, connection) {
      const { record, fields } = event;
      if (fields.reason !== 'non-sftp') return;
      context.report({
        host: record.host,
        key: fields.user ?? connection?.user ?? '',
        title: 'a user who may only use sftp asked for something else',
        proofs: [{ record }],
        connection,
        advise: () => ({
          summary: 'The login succeeded, but ForceCommand internal-sftp allows this user sftp only, and the client asked for a shell or a command.',
          causes: ['scp before 9.0, rsync, or ssh with a command: all of them need a shell.', 'A Match block with ForceCommand that matches more users than it was meant for.'],
          fixes: [
            runOnClient('use sftp; scp from 8.7 on does so with -s, from 9.0 on by itself', ['sftp SERVER', 'scp -s FILE SERVER:']),
            setInConfig(whereabouts(record, connection), 'or take the user out of the block that forces sftp', ['Match Group sftponly User *,!NAME', '    ForceCommand internal-sftp']),
          ],
          unknowns: [],
        }),
      });
    },
  }),
});
