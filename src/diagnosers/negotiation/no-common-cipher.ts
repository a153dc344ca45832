import { mismatchDiagnoser } from './mismatch.js';

export const noCommonCipher = mismatchDiagnoser('cipher', {
  code: 'no-common-cipher',
  category: 'negotiation',
  severity: 'error',
  summary: 'client and server share no cipher',
  explain: `
Each side sends the ciphers that it is willing to use, one list for each direction. The server takes the first of the client's
names that it accepts too; where there is none, it ends the connection before anybody could log in.

## Usual causes
- An old client or appliance that knows only CBC modes, 3DES, Blowfish or arcfour, and a server of 6.7 or later, which does not
  offer them by itself. arcfour, Blowfish and CAST left the code of sshd with 7.6.
- A hardened server: a Ciphers line or a crypto policy that keeps, for example, only the GCM modes.

## How to fix it
Upgrade the client: aes128-ctr, aes192-ctr and aes256-ctr are understood by every release this tool knows. As an exception on
the server, the strongest that the client offers:

\`\`\`
Ciphers +aes256-cbc
\`\`\`

CBC modes leak plaintext under attack (CVE-2008-5161); arcfour and single DES must not come back at all. The plus sign needs
OpenSSH 7.0; before, write the whole list.

## What the log cannot tell
From 7.0 on the client's list is in the line, the server's only at LogLevel DEBUG2.`,
});
