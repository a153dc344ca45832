import { mismatchDiagnoser } from './mismatch.js';

export const noCommonKex = mismatchDiagnoser('kex', {
  code: 'no-common-kex',
  category: 'negotiation',
  severity: 'error',
  summary: 'client and server share no key exchange method',
  explain: `
Key exchange methods agree on the session's keys. Where no name of the client's list is in the server's, nothing can follow.
Names such as ext-info-c and kex-strict-c-v00@openssh.com stand in the list too, but only announce features.

## Usual causes
- An old client that knows only Diffie-Hellman with SHA-1 (group1, group14, group-exchange-sha1). OpenSSH took group1 out of the
  server's defaults in 6.7, group14-sha1 in 8.2.
- A server hardened to curve25519 or to post-quantum methods, and a client that is a few years old.
- From 10.0 on sshd offers no finite-field Diffie-Hellman by default, so clients without elliptic curves are left out.

## How to fix it
Upgrade the client. As an exception on the server, the strongest method that the client offers:

\`\`\`
KexAlgorithms +diffie-hellman-group14-sha1
\`\`\`

group1 (1024 bits) is within reach of precomputation: never on a host that others can reach. KexAlgorithms exists since 5.7,
and RHEL 6 brought it to its 5.3.

## What the log cannot tell
Through 6.9 the line names no algorithm at all; LogLevel DEBUG2 logs both lists. From 7.0 on it has the client's list.`,
});
