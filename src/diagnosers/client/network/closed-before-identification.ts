import type { Advice } from '../../diagnoser.js';
import type { Attempt } from '../../../attempts/attempt.js';
import { releaseOf } from '../../../attempts/release.js';
import { showOptions } from '../ask-ssh.js';
import { CLIENT_WEIGHT, type ClientContext, defineClientDiagnoser } from '../diagnoser.js';
import { askServer } from '../advice.js';
import { describeTarget, hostWord, targetFirst, targetKey } from '../target.js';
import { howItClosed } from './how-it-closed.js';
import { runOnClient } from '../../run-on-client.js';

export const closedBeforeIdentification = defineClientDiagnoser({
  meta: {
    code: 'closed-before-identification',
    category: 'network',
    severity: 'error',
    summary: 'the other side closed before it said what it is',
    explain: `
The connection was made, and the other side closed it without having sent an SSH identification. No algorithm, key or user has been looked at:
none of them is the reason.

## Usual causes
- sshd turns connections away: MaxStartups, PerSourceMaxStartups, PerSourcePenalties (9.8 and later).
- TCP wrappers (/etc/hosts.deny) refuse the client's address, or a program that bans addresses does.
- No SSH server listens there but another program, which closes at what ssh sends. With -v its words can be seen.
- sshd fails as soon as it has to serve a connection: wrong permissions of its directories or host keys, a lack of memory.
- The program of ProxyCommand, or the jump host, ended instead of connecting.

## How to fix it
Run it again with -v: lines behind \`banner line\` are the words of the other side. Then look into the server's log at that time: it has a line
for each of the first two causes.

## What the log cannot tell
Why. The client is told nothing.`,
  },
  look(attempt, context) {
    const closed = howItClosed(attempt);
    if (closed?.when !== 'identification') return undefined;
    return {
      weight: CLIENT_WEIGHT.ending,
      key: targetKey(attempt),
      title: 'connections are closed before the server says what it is',
      proofs: [{ record: closed.events[0].record }],
      advise: () => (closed.throughProxy ? adviseProxy(attempt) : adviseServer(attempt, context)),
    };
  },
});

function adviseServer(attempt: Attempt, context: ClientContext): Advice {
  return {
    summary: `${targetFirst(attempt)} closed the connection before it had said that it is an SSH server.`,
    causes: ['sshd turns connections away (MaxStartups, PerSourcePenalties)', 'TCP wrappers or a ban refuse the client\'s address', 'another program listens on that port'],
    fixes: [
      { side: 'client', summary: attempt.verbosity === 0 ? 'wait a minute and try again with -v, which shows what the other side says' : 'wait a minute, in case the server was busy, and see what the other side says by itself',
        action: 'run', commands: attempt.verbosity === 0 ? [`ssh -v ${hostWord(attempt)}`] : [`nc -v ${hostWord(attempt)} ${attempt.port ?? 22}`] },
      { side: 'server', summary: 'see whether sshd turns this address away', action: 'run', commands: ['journalctl -u ssh -u sshd --since -1h', "sshd -T | grep -iE '^(maxstartups|persource)'", 'grep -v ^# /etc/hosts.allow /etc/hosts.deny'] },
    ],
    unknowns: [askServer(attempt, context, 'Why it closed')],
  };
}

function adviseProxy(attempt: Attempt): Advice {
  return {
    summary: `The program that was to connect to ${describeTarget(attempt)} ended before a server had spoken.`,
    causes: ['the program of ProxyCommand, or the jump host, could not reach the server', 'the program is not the right one or has wrong arguments', 'the server behind it closed at once'],
    fixes: [
      runOnClient('see which command ssh runs, and run it by hand: a line that begins with SSH- is due', [showOptions(releaseOf(attempt), hostWord(attempt), ['proxycommand', 'proxyjump'])]),
    ],
    unknowns: ['Why the program ended: it has printed nothing that this log holds.'],
  };
}
