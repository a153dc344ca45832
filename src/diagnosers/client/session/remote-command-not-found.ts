import { firstOf } from '../../../attempts/attempt.js';
import { runOnServer } from '../../server-change.js';
import { quotePath } from '../../shell.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { failedCommand, NOT_FOUND, notFoundThere } from './remote-command.js';
import { destination } from '../advice.js';
import { serverWord } from './words.js';
import { runOnClient } from '../../run-on-client.js';

export const remoteCommandNotFound = defineClientDiagnoser({
  meta: {
    code: 'remote-command-not-found',
    category: 'session',
    severity: 'info',
    summary: 'the server has no such command',
    explain: `
The login succeeded, and the shell on the server did not find the command that it was to run: it says so ("command not found", "No such file or directory"), or ends
with status 127.

## Usual causes
- A mistake in the name or the path, or the program is not installed there.
- PATH: for a command, \`ssh SERVER COMMAND\`, the shell reads other start-up files than for a login, so that /usr/local/bin and the like may be missing.
- The first line of a script names an interpreter that is not there: then the message names the script, and it exists.
- scp and rsync run a program of the same name on the server.

## How to fix it
\`\`\`
ssh SERVER 'echo $PATH; command -v NAME'
ssh SERVER /full/path/to/NAME
\`\`\``,
  },
  look(attempt) {
    const said = notFoundThere(attempt);
    const end = failedCommand(attempt);
    const byStatus = end?.status === NOT_FOUND && end.subsystem === undefined ? end : undefined;
    // A script may say this of a command in it, and go on.
    if (!byStatus && (!said || firstOf(attempt, 'client.exit-status'))) return undefined;
    const event = said ?? byStatus?.event;
    if (!event) return undefined;
    const command = said?.fields.program;
    const quoted = command === undefined ? undefined : quotePath(command) ?? (/^[\w.+-]{1,60}$/.test(command) ? command : undefined);
    return {
      weight: CLIENT_WEIGHT.explained,
      key: command ?? byStatus?.command ?? '',
      title: 'the server has no such command',
      proofs: said && byStatus ? [{ record: said.record }, { record: byStatus.event.record }] : [{ record: event.record }],
      advise: () => ({
        summary: `The shell at ${serverWord(attempt)} did not find the command that it was to run.`,
        causes: ['A mistake in the name or path, or the program is not installed there.', 'PATH is shorter for commands than for logins.', 'A script whose first line names an interpreter that is not there.'],
        fixes: [
          runOnClient('see where it would be found', [`ssh ${destination(attempt)} 'echo $PATH${quoted === undefined || quoted.includes("'") ? '' : `; command -v ${quoted}`}'`]),
          ...(quoted?.startsWith('/') ? [runOnServer('see whether it is there and what its first line names', [`ls -l ${quoted}`, `head -1 ${quoted}`])] : []),
        ],
        unknowns: [],
      }),
    };
  },
});
