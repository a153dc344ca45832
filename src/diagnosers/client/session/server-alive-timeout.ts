import { firstOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { askServer, inHostBlock } from '../advice.js';
import { serverFirst } from './words.js';
import { plainHost } from '../../session/forward-words.js';
import { runOnClient } from '../../run-on-client.js';

export const serverAliveTimeout = defineClientDiagnoser({
  meta: {
    code: 'server-alive-timeout',
    category: 'session',
    severity: 'warning',
    summary: 'the server stopped answering during a session',
    explain: `
ssh asked the server ServerAliveCountMax times (default 3), every ServerAliveInterval seconds, for a sign of life, and none came: "Timeout, server HOST not
responding." ssh then ends the connection. The session may live on at the server until that notices.

## Usual causes
- The network was gone: a VPN that ended, another WLAN, a machine that slept.
- NAT or a firewall forgot the connection.
- The server hangs, is overloaded, or was switched off.

## How to fix it
Where short gaps in the network are usual, bear a longer one:

\`\`\`
Host SERVER
    ServerAliveInterval 15
    ServerAliveCountMax 8
\`\`\`

With ServerAliveInterval at 1 or 2 seconds a busy server, or the renewal of keys, is enough for a timeout. Work that shall survive belongs into tmux or screen.

## What the log cannot tell
Whether the server or the way to it was at fault.`,
  },
  look(attempt, context) {
    const event = firstOf(attempt, 'client.server-silent');
    if (!event) return undefined;
    const host = plainHost(attempt.hostName) ?? 'SERVER';
    return {
      weight: CLIENT_WEIGHT.named,
      key: attempt.hostName ?? '',
      title: 'the server stopped answering during a session',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `${serverFirst(attempt)} answered none of the messages that ssh sends every ServerAliveInterval seconds, so ssh ended the session.`,
        causes: ['The network was gone: a VPN, a WLAN, a machine that slept.', 'NAT or a firewall forgot the connection.', 'The server hangs or is overloaded.'],
        fixes: [
          runOnClient('see whether it can be reached now', [`ping -c 3 ${host}`, `ssh ${host} uptime`]),
          inHostBlock(attempt, 'bear a longer silence', ['ServerAliveInterval 15', 'ServerAliveCountMax 8']),
        ],
        unknowns: [askServer(attempt, context, 'Whether the server was up at that time')],
      }),
    };
  },
});
