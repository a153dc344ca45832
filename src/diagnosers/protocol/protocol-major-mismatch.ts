import { WEIGHT } from '../weight.js';
import { troubleDiagnoser, whoItWas } from './peer-trouble.js';

export const protocolMajorMismatch = troubleDiagnoser({
  meta: {
    code: 'protocol-major-mismatch',
    category: 'protocol',
    severity: 'info',
    summary: 'peer speaks another major version of SSH',
    explain: `
The peer's identification names a major version of the protocol that this server does not speak. Nearly always it is 1: protocol 1
is from 1995, broken, and gone from OpenSSH's server since 7.4 (it was off by default since 4.7).

## Usual causes
- Very old software: switches, storage and terminal servers whose SSH client knows protocol 1 only.
- A client that is configured for protocol 1: \`Protocol 1\` in ssh_config, \`ssh -1\`, "SSH-1 only" in PuTTY.
- A scanner that collects servers which still speak protocol 1, or an invented version.

## How to fix it
Upgrade the client, or set it to protocol 2. The server cannot be made to speak protocol 1 again, and should not be.

## What the log cannot tell
From 8.0 on: the software of the peer. Before, its identification stands in the line.`,
  },
  title: 'peers speak another major version of the protocol',
  weight: WEIGHT.named,
  handlers: (note) => ({
    'identification.major-mismatch': (event, connection) => note(event, connection, event.fields.reason),
  }),
  advise: (seen) => ({
    summary: `${whoItWas(seen)} announced a major version of SSH that this server does not speak.`,
    causes: ['very old client software that knows protocol 1 only', 'a client that is set to protocol 1', 'a scanner'],
    fixes: [{
      side: 'client',
      summary: 'upgrade the client, or set it to protocol 2: remove "Protocol 1" from ssh_config, "SSH-1 only" from PuTTY',
      action: 'run',
    }],
    unknowns: [],
  }),
});
