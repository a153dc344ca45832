import type { Attempt } from '../../../attempts/attempt.js';
import type { Fix } from '../../../finding.js';
import type { Advice } from '../../diagnoser.js';
import { CLIENT_WEIGHT, type ClientContext, defineClientDiagnoser } from '../diagnoser.js';
import { askServer } from '../advice.js';
import { hostWord, targetFirst, targetKey } from '../target.js';
import { howItClosed, type HowItClosed } from './how-it-closed.js';

export const closedDuringKex = defineClientDiagnoser({
  meta: {
    code: 'closed-during-kex',
    category: 'network',
    severity: 'error',
    summary: 'the other side closed before the connection was encrypted',
    explain: `
The server said what it is, and closed the connection before both sides had agreed on keys. No user or password has been looked at.

## Usual causes
- The server found no algorithm in common, or another fault, and left without a word: many appliances do, and sshd before 6.8.
- sshd's process for this connection crashed or was not allowed to work (host keys that it cannot read, a missing privilege separation
  directory, a sandbox that does not fit the kernel).
- A firewall, an intrusion prevention system or a proxy that lets the first line pass and closes at the key exchange.

## How to fix it
\`ssh -vvv SERVER\` shows how far it came and both lists of algorithms. Then the server's log at that time: it has the reason.
Where only this client fails, try \`ssh -o KexAlgorithms=curve25519-sha256 SERVER\`: a short list makes a short packet, which some middleboxes
need.

## What the log cannot tell
Why. Without -v not even how far the connection had come.`,
  },
  look(attempt, context) {
    const closed = howItClosed(attempt);
    if (!closed || closed.when === 'identification') return undefined;
    const { when, events: [event] } = closed;
    const isSilent = event.type === 'client.timed-out';
    return {
      weight: CLIENT_WEIGHT.ending,
      key: targetKey(attempt),
      title: `connections ${isSilent ? 'fall silent' : 'are closed'} ${when === 'unknown' ? 'before anybody has logged in' : 'during the key exchange'}`,
      proofs: [{ record: event.record }],
      advise: () => (isSilent ? adviseSilence(attempt, when, context) : adviseClosed(attempt, when, context)),
    };
  },
});

const where = (attempt: Attempt): string => `${targetFirst(attempt)}${attempt.serverSoftware === undefined ? '' : ` (${attempt.serverSoftware})`}`;
const SERVER_LOG: Fix = { side: 'server', summary: 'see what sshd says of this connection', action: 'run', commands: ['journalctl -u ssh -u sshd --since -1h', 'sshd -t'] };

function adviseClosed(attempt: Attempt, when: HowItClosed['when'], context: ClientContext): Advice {
  return {
    summary: when === 'unknown'
      ? `${targetFirst(attempt)} closed the connection before anybody had logged in, most likely before the key exchange was over.`
      : `${where(attempt)} closed the connection during the key exchange.`,
    causes: ['the server found no algorithm in common and left without a word', 'the process of the server for this connection failed', 'a firewall or proxy that closes at the key exchange'],
    fixes: [
      { side: 'client', summary: attempt.verbosity < 3 ? 'see how far it comes: the last lines show it, and both lists of algorithms' : 'try with a short list: some middleboxes choke on the long one',
        action: 'run', commands: [attempt.verbosity < 3 ? `ssh -vvv ${hostWord(attempt)}` : `ssh -o KexAlgorithms=curve25519-sha256 ${hostWord(attempt)}`] },
      SERVER_LOG,
    ],
    unknowns: [
      ...(when === 'unknown' ? ['How far the connection had come: ssh -v shows it. From 10.0 on, these words may also stand for a server that had said nothing yet.'] : []),
      askServer(attempt, context, 'Why it closed'),
    ],
  };
}

function adviseSilence(attempt: Attempt, when: HowItClosed['when'], context: ClientContext): Advice {
  return {
    summary: `${where(attempt)} took the connection and fell silent ${when === 'unknown' ? 'before anybody had logged in' : 'during the key exchange'}.`,
    causes: ['packets too large for the path (MTU): the key exchange sends the first large ones', 'a firewall, NAT or VPN that drops what follows', 'a server that hangs or was switched off'],
    fixes: [
      { side: 'network', summary: 'try a smaller MTU on the client, as a test', action: 'run', commands: ['ip link set dev eth0 mtu 1400'], caution: 'Put in the name of the interface (ip link). It lasts until the next boot.' },
      { side: 'client', summary: 'try with a short list: it makes a small packet', action: 'run', commands: [`ssh -o KexAlgorithms=curve25519-sha256 ${hostWord(attempt)}`] },
      SERVER_LOG,
    ],
    unknowns: [...(when === 'unknown' ? ['How far the connection had come: ssh -v shows it.'] : []), askServer(attempt, context, 'Whether the server still sent something')],
  };
}
