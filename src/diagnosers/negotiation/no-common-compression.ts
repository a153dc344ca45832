import { mismatchDiagnoser } from './mismatch.js';

export const noCommonCompression = mismatchDiagnoser('compression', {
  code: 'no-common-compression',
  category: 'negotiation',
  severity: 'error',
  summary: 'client and server share no compression method',
  explain: `
Compression is negotiated like ciphers and MACs, one list for each direction. A sane client lists none as well; one that insists
on zlib fails at a server that does not compress.

## Usual causes
- The server has Compression no and the client does not list none.
- The client asks for zlib, which compresses before authentication. Servers offer it no longer since 7.4, only
  zlib@openssh.com, which begins after the login.

## How to fix it
Let the client list none: in ssh_config, Compression no. Or let the server compress after the login:

\`\`\`
Compression delayed
\`\`\`

## What the log cannot tell
From 7.0 on the client's list is in the line, the server's only at LogLevel DEBUG2.`,
});
