import { WEIGHT } from '../weight.js';
import { troubleDiagnoser, whoItWas } from './peer-trouble.js';
import { runOnClient } from '../run-on-client.js';

export const connectionReset = troubleDiagnoser({
  meta: {
    code: 'connection-reset',
    category: 'protocol',
    severity: 'info',
    summary: 'peer reset the connection before a login',
    explain: `
The peer's system ended the TCP connection with a reset (RST) after the SSH protocol had begun and before anyone had logged in.
An SSH client that gives up closes the connection in order; a reset means that its process was gone or that something on the way
cut the connection.

## Usual causes
- A scanner that wanted to see the server's software and keys, and then dropped the connection.
- A client that crashed or was killed.
- A firewall or NAT that forgot the connection, or an intrusion prevention system that cuts it.
- A packet that is too large for the path (MTU): the key exchange sends the first large ones.

## How to fix it
If it happens to your own clients: run \`ssh -vvv\` there and note the last line. Where it always stops behind the
client's key exchange message, try a smaller MTU on the client (\`ip link set dev eth0 mtu 1400\`): then the path is at fault.

## What the log cannot tell
Who sent the reset: the client or something on the way. LogLevel DEBUG1 shows how far the exchange had come.`,
  },
  title: 'connections are reset before a login',
  weight: WEIGHT.ending,
  isEnding: true,
  handlers: (note) => ({ 'connection.reset': note }),
  advise: (seen) => ({
    summary: `${whoItWas(seen)} reset the connection before anyone had logged in.`,
    causes: ['a scanner that had seen enough', 'a client that crashed or was killed', 'a firewall, NAT or intrusion prevention system that cut the connection',
      'packets too large for the path (MTU)'],
    fixes: [runOnClient('if it is a client of yours: see where it stops', ['ssh -vvv USER@SERVER'])],
    unknowns: ['Whether the client or something on the way sent the reset. LogLevel DEBUG1 would show how far the exchange had come.'],
  }),
});
