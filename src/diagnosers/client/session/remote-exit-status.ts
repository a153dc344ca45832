import { firstOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { failedCommand, isForced, isKnownFree, NOT_FOUND } from './remote-command.js';
import { destination } from '../advice.js';
import { serverWord } from './words.js';
import { runOnClient } from '../../run-on-client.js';

/** What sshd ends with itself for /etc/nologin, and ssh for errors of its own. */
const OF_SSHD = 254;
const OF_SSH = 255;

export const remoteExitStatus = defineClientDiagnoser({
  meta: {
    code: 'remote-exit-status',
    category: 'session',
    severity: 'info',
    summary: 'the remote command ended with another status than 0',
    explain: `
ssh did its work: the login succeeded, the command ran, and ended with a status that says that something was not as it should be. ssh ends with the same
status, so that scripts see it; 255 may as well be an error of ssh itself.

Where the key's line in authorized_keys has command=, or sshd_config ForceCommand, the server runs that instead of what was asked for: at -v it says
"Remote: Forced command.", or lists \`command\` among the key options. The command that was asked for is in SSH_ORIGINAL_COMMAND there.

## How to fix it
\`\`\`
ssh SERVER COMMAND; echo $?
ssh -v -o IdentitiesOnly=yes -i OTHER_KEY SERVER COMMAND
\`\`\`

Status 126: found, but not executable. 127: not found. 128 and more: ended by the signal status-128. 254: sshd ends so while /etc/nologin is there.`,
  },
  look(attempt) {
    const end = failedCommand(attempt);
    // sftp and scp have said in their own words what failed.
    if (!end || (end.subsystem !== undefined && (end.status !== NOT_FOUND || isKnownFree(attempt))) || firstOf(attempt, 'client.transfer-failed')) return undefined;
    const { status } = end;
    const forced = isForced(attempt);
    return {
      weight: CLIENT_WEIGHT.unexplained,
      key: `${status} ${end.command ?? ''}`,
      title: forced ? 'a forced command ended with another status than 0' : 'the remote command ended with another status than 0',
      proofs: [{ record: end.event.record }],
      advise: () => ({
        summary: `The command at ${serverWord(attempt)} ended with status ${status}. ${forced ? 'The key, or the server, forces a command: what was asked for did not run.' : 'ssh itself did its work.'}`,
        causes: [
          ...(forced ? ['The key is meant for that command alone (command= in authorized_keys), or ForceCommand holds for the account.'] : []),
          ...(status > 128 && status < OF_SSHD ? [`It may have been ended by signal ${status - 128}.`] : []),
          ...(status === OF_SSHD ? ['sshd ends with 254 where /etc/nologin keeps everybody out: then its text stands in front.'] : []),
          ...(status === OF_SSH ? ['The command ran ssh itself, which ends with 255 on errors of its own.'] : []),
          'The command failed for reasons of its own.',
        ],
        fixes: [runOnClient('see what it says', [`ssh ${destination(attempt)} COMMAND; echo $?`]),
          ...(forced ? [runOnClient('use a key that is not bound to a command', [`ssh -o IdentitiesOnly=yes -i KEY ${destination(attempt)} COMMAND`])] : [])],
        unknowns: [],
      }),
    };
  },
});
