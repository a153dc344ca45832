import { mismatchDiagnoser } from './mismatch.js';

export const noCommonHostkey = mismatchDiagnoser('hostkey', {
  code: 'no-common-hostkey',
  category: 'negotiation',
  severity: 'error',
  summary: 'client and server share no host key algorithm',
  explain: `
The server proves its identity with a host key. It can only offer algorithms for which it has a key, and from 7.0 on only those
that HostKeyAlgorithms permits; the client lists those that it accepts.

## Usual causes
- A client that knows only ssh-rsa, which is RSA with SHA-1. Servers from 8.8 on sign with rsa-sha2-256 and rsa-sha2-512
  instead, with the same key.
- A client that knows only ssh-dss: off since 7.0, gone with 10.0.
- A server with an Ed25519 key alone, and a client that wants RSA or ECDSA; or the other way round.
- A client that was told to insist on a type (HostKeyAlgorithms in ssh_config, a pinned key in an application).

## How to fix it
Upgrade a client that knows only ssh-rsa or ssh-dss. Where the server lacks a type of key, create it:

\`\`\`
ssh-keygen -A
\`\`\`

As an exception for old clients (7.0 and later; before, there is nothing to permit):

\`\`\`
HostKeyAlgorithms +ssh-rsa
\`\`\`

## What the log cannot tell
The server's host key algorithms are logged at LogLevel DEBUG1 (list_hostkey_types), both proposals at DEBUG2.`,
});
