import { firstOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { pathInDoubleQuotes } from '../names.js';
import { failedCommand } from './remote-command.js';
import { destination } from '../advice.js';
import { serverWord } from './words.js';
import { runOnClient } from '../../run-on-client.js';

/** What a shell ends with where it found the command and may not run it. */
const NOT_EXECUTABLE = 126;

export const remoteCommandFailed = defineClientDiagnoser({
  meta: {
    code: 'remote-command-failed',
    category: 'session',
    severity: 'info',
    summary: 'the remote command ran and failed',
    explain: `
The login succeeded and the command ran on the server; what went wrong is its own affair and not one of ssh. With git: the server has no repository at that path, or
the account may not read it, and git here adds "Could not read from remote repository." A shell that may not execute the command ends with status 126.

## How to fix it
Run the same by hand and read what it says:

\`\`\`
ssh SERVER COMMAND; echo $?
git ls-remote ssh://USER@SERVER/PATH
\`\`\`

For git: the path in \`ssh://SERVER/PATH\` counts from the root of the server's files, that in \`SERVER:PATH\` from the home of the account.`,
  },
  look(attempt) {
    const missing = firstOf(attempt, 'client.repository-missing');
    const end = failedCommand(attempt);
    const event = missing ?? (end?.status === NOT_EXECUTABLE ? end.event : undefined);
    if (!event) return undefined;
    const path = missing && pathInDoubleQuotes(missing.fields.path);
    return {
      weight: CLIENT_WEIGHT.explained,
      key: missing?.fields.path ?? end?.command ?? '',
      title: missing ? 'the server has no git repository at that path' : 'the server may not run the command',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: missing ? `The login at ${serverWord(attempt)} succeeded; git there found no repository at the path that was asked for.`
          : `The shell at ${serverWord(attempt)} found the command and may not execute it (status 126).`,
        causes: missing ? ['A mistake in the path: after ssh://SERVER/ it counts from the root, after SERVER: from the home of the account.', 'The account may not read the directory.', 'The repository was moved or never made.']
          : ['The file is not executable, or lies on a file system that is mounted noexec.'],
        fixes: missing ? [
          ...(path === undefined ? [] : [runOnClient('see what is there', [`ssh ${destination(attempt)} "ls -ld ${path}"`])]),
          runOnClient('name the repository as it is called there', ['git remote -v', 'git remote set-url origin URL']),
        ] : [],
        unknowns: [],
      }),
    };
  },
});
