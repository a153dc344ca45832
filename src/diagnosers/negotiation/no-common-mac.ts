import { mismatchDiagnoser } from './mismatch.js';

export const noCommonMac = mismatchDiagnoser('mac', {
  code: 'no-common-mac',
  category: 'negotiation',
  severity: 'error',
  summary: 'client and server share no MAC algorithm',
  explain: `
Each side sends the message authentication codes that it is willing to use, one list for each direction. The server takes
the first of the client's names that it accepts too; where there is none, it ends the connection, mostly before anybody has
logged in. The same can happen later, when the keys of a session are renewed.

Ciphers that authenticate by themselves (chacha20-poly1305@openssh.com, aes128-gcm@openssh.com, aes256-gcm@openssh.com) need
no MAC: with one of them in common this cannot happen.

## Usual causes
- An old client that knows only MD5 and SHA-1 (hmac-md5, hmac-sha1-96), and a server of 6.7 or later, which no longer offers
  them by itself.
- A hardened server: a MACs line, or a system-wide crypto policy, that keeps only the -etm names.
- An old server (5.3 to 5.8 know no SHA-2) and a client that insists on hmac-sha2-256 or hmac-sha2-512.

## How to fix it
Repair the older side: a client that offers hmac-sha2-256 meets every server since 5.9. Where that cannot be done at once, let
the server accept the strongest MAC that the client offers:

\`\`\`
MACs +hmac-sha1-96
\`\`\`

The plus sign needs OpenSSH 7.0; before, write the whole list. It counts from the default list, and the first MACs line wins:
where there is one already, append the name to that line.

## What the log cannot tell
From 7.0 on the client's list is in the line, the server's only at LogLevel DEBUG2. Which direction failed is seen from the two
proposals alone.`,
});
