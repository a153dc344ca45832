import { type Attempt, firstOf } from '../../../attempts/attempt.js';
import { releaseOf } from '../../../attempts/release.js';
import { quotePath } from '../../shell.js';
import { showOptions } from '../ask-ssh.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { describeTarget, hostWord } from '../target.js';
import { howItClosed } from './how-it-closed.js';
import { runOnClient } from '../../run-on-client.js';

export const proxyCommandFailed = defineClientDiagnoser({
  meta: {
    code: 'proxy-command-failed',
    category: 'network',
    severity: 'error',
    summary: 'the program of ProxyCommand cannot be run',
    explain: `
ssh does not connect by itself here but has a program do it (ProxyCommand), and the client's shell could not run that program. What ssh says
then, "Connection closed by remote host", is only that nothing came: no server was reached.

## Usual causes
- The program (nc, ncat, corkscrew, connect-proxy, cloudflared, aws ...) is not installed, or stands in another directory.
- The file is there and may not be executed.
- The configuration comes from another machine.

## How to fix it
See the command, then install the program or put its right path there:

\`\`\`
ssh -G SERVER | grep -i ^proxycommand
\`\`\`

For a jump through another SSH server no program is needed: \`ProxyJump JUMPHOST\` (7.3 and later), or \`ProxyCommand ssh -W %h:%p JUMPHOST\`.

## What the log cannot tell
Whether the server could be reached.`,
  },
  look(attempt) {
    const event = firstOf(attempt, 'client.program-not-run');
    const closed = howItClosed(attempt);
    // Behind a login, or on a connection that reached a server, it is the shell of the other side.
    if (!event || closed?.when !== 'identification' || attempt.serverSoftware !== undefined) return undefined;
    const { program: command, fault } = event.fields;
    const missing = fault === 'not-found';
    return {
      weight: CLIENT_WEIGHT.exact,
      key: command,
      title: 'the program of ProxyCommand cannot be run',
      proofs: [{ record: event.record, look: command }, ...proofOfCommand(attempt)],
      advise: () => ({
        summary: missing
          ? `The client has no program ${command}, which ProxyCommand names for the way to ${describeTarget(attempt)}.`
          : `The client may not run ${command}, which ProxyCommand names for the way to ${describeTarget(attempt)}.`,
        causes: missing ? ['the program is not installed, or stands elsewhere', 'the configuration comes from another machine'] : ['the file may not be executed by this user'],
        fixes: [
          runOnClient('see which command ssh runs, and whether its program is there', [showOptions(releaseOf(attempt), hostWord(attempt), ['proxycommand']), ...lookAt(command)]),
          { side: 'client', summary: `${missing ? 'install the program, or put the right path' : 'make it executable, or put another program'} into ProxyCommand; for a jump through an SSH server ProxyJump needs none`, action: 'run' },
        ],
        unknowns: ['Whether the server could be reached: it came to no connection.'],
      }),
    };
  },
});

function proofOfCommand(attempt: Attempt): { record: NonNullable<ReturnType<typeof firstOf>>['record'] }[] {
  const event = firstOf(attempt, 'client.proxy-command');
  return event ? [{ record: event.record }] : [];
}

function lookAt(command: string): string[] {
  const path = quotePath(command);
  if (path !== undefined) return [`ls -l ${path}`];
  return /^\w[\w.+-]{0,60}$/.test(command) ? [`command -v ${command}`] : [];
}
