import { type Attempt, eventsOf, firstOf, lastOf } from '../../../attempts/attempt.js';
import type { ClientEvent } from '../../../events/client/index.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { askServer, destination, inHostBlock } from '../advice.js';
import { serverFirst } from './words.js';
import { runOnClient } from '../../run-on-client.js';

/** The line that shows that the server ended the session, or that nobody said how it ended. */
function endOf(attempt: Attempt): ClientEvent | undefined {
  if (lastOf(attempt, 'client.closed') || lastOf(attempt, 'client.killed')) return undefined;
  const closed = eventsOf(attempt, 'client.closed-by-server').find(({ fields }) => fields.duringIdentification === undefined && fields.ip === undefined && fields.hostName !== undefined);
  if (closed) return closed;
  const noStatus = lastOf(attempt, 'client.exit-status');
  if (noStatus) return noStatus.fields.status === -1 && lastOf(attempt, 'client.command-sent') ? noStatus : undefined;
  const gaveUp = lastOf(attempt, 'client.gave-up');
  const isSession = attempt.authenticated || attempt.stage === 'configuration';
  return isSession && gaveUp !== undefined && gaveUp.fields.program !== 'git' ? gaveUp : undefined;
}

export const sessionKilled = defineClientDiagnoser({
  meta: {
    code: 'session-killed',
    category: 'session',
    severity: 'warning',
    summary: 'the server ended a session that was under way',
    explain: `
The login had succeeded, and the server closed the connection while the session ran: "Connection to HOST closed by remote host." No exit status came, so the remote
command did not end by itself: something ended the processes of sshd that served it. sftp and scp say "Connection closed".

## Usual causes
- An administrator, or a script, ended the session: \`pkill -u\`, \`loginctl terminate-user\`, the end of a container.
- The server was shut down or restarted, or ran out of memory.
- ClientAliveInterval: the server had no answer from this client (a sleeping notebook, a network that was gone) and gave it up.
- sshd itself ended it as it began: a ChrootDirectory with a wrong owner, a subsystem whose program is missing, limits of PAM (pam_limits maxlogins).
- ChannelTimeout or UnusedConnectionTimeout (9.2 and later).

## How to fix it
Look into the server's log at that time:

\`\`\`
journalctl -u ssh -u sshd --since "1 hour ago"
last -x | head
\`\`\`

Work that shall survive belongs into tmux or screen.

## What the log cannot tell
Which of these it was: the client sees the same in all cases.`,
  },
  look(attempt, context) {
    const event = endOf(attempt);
    if (!event) return undefined;
    const program = lastOf(attempt, 'client.gave-up')?.fields.program;
    const byTransfer = program === 'sftp' || program === 'scp';
    const never = byTransfer && firstOf(attempt, 'client.transfer-failed') === undefined;
    return {
      weight: event.type === 'client.closed-by-server' ? CLIENT_WEIGHT.ending : CLIENT_WEIGHT.unexplained,
      key: attempt.hostName ?? '',
      title: 'the server ended a session',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `${serverFirst(attempt)} ended the ${byTransfer ? `${program} session` : 'session'} without an exit status: it was cut off, not finished.`,
        causes: [
          ...(never ? ['The server could not begin the transfer: a ChrootDirectory whose owner or mode is wrong, or a program of the subsystem that is missing.'] : []),
          'Its processes on the server were ended: by an administrator, a shutdown, or for want of memory.',
          'The server had no sign of life from this client (ClientAliveInterval) and gave it up.',
        ],
        fixes: [
          ...(never ? [runOnClient('see whether a session without sftp works', [`ssh ${destination(attempt)} true; echo $?`])] : []),
          inHostBlock(attempt, 'keep the connection alive in both directions', ['ServerAliveInterval 30'], 'It helps where the network forgets connections, not where somebody ends them.'),
        ],
        unknowns: [askServer(attempt, context, 'Who or what ended it')],
      }),
    };
  },
});
