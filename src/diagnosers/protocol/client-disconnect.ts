import { setInConfig, whereabouts } from '../server-change.js';
import { WEIGHT } from '../weight.js';
import { disconnectCode } from './disconnect-codes.js';
import { troubleDiagnoser, whoItWas } from './peer-trouble.js';

export const clientDisconnect = troubleDiagnoser({
  meta: {
    code: 'client-disconnect',
    category: 'protocol',
    severity: 'info',
    summary: 'client said good-bye before a login',
    explain: `
The client ended the connection itself, with a message (SSH_MSG_DISCONNECT, RFC 4253 section 11.1), and nobody had logged in.
The number says why, the text is the client's own and can be anything.

- 2: protocol error. 3: key exchange failed: the client found no algorithm in common. 5: MAC error.
- 9: the host key cannot be verified: the client does not trust this server.
- 11: by application: the ordinary end ("Bye Bye", "disconnected by user", and most scanners).
- 13: cancelled by the user. 14: no more authentication methods: what the client could do is not offered here.

## Usual causes
- A scanner, or a tool that only collects the server's software and host keys.
- With 3: an old client; its lists are in the log at LogLevel DEBUG2.
- With 14: the server wants a method (keys only, for instance) that the client does not have.
- With 11 and 13: a person or program that changed its mind.

## How to fix it
Nothing on the server, with 11 and 13. With 3, see which lists do not meet. With 14, set up the method that the server offers,
usually a key: \`ssh-copy-id user@server\` from a machine that can log in.

## What the log cannot tell
Anything beyond the client's words. The client's own log (\`ssh -vvv\`, or the log of its application) says more.`,
  },
  title: 'clients disconnect before a login',
  weight: WEIGHT.ending,
  isEnding: true,
  variant: String,
  handlers: (note) => ({
    'disconnect.received': (event, connection) => note(event, connection, String(event.fields.code)),
  }),
  advise: (seen, { proofs }, connection) => {
    const codes = seen.variants.map(Number);
    const named = codes.map((code) => `${code}: ${disconnectCode(code)}`);
    return {
      summary: `${whoItWas(seen)} ended the connection before a login, with ${codes.length === 1 ? 'code' : 'codes'} ${named.join('; ')}.`,
      causes: [
        ...(codes.includes(3) ? ['the client found no algorithm in common with this server'] : []),
        ...(codes.includes(14) ? ['the methods that the server offers are not those that the client has'] : []),
        ...(codes.some((code) => code !== 3 && code !== 14) ? ['a scanner, or a tool that only collects host keys', 'a person or program that changed its mind'] : []),
      ],
      fixes: codes.includes(3)
        ? [setInConfig(whereabouts(proofs[0].record, connection), 'log what client and server offered, for as long as it takes', ['LogLevel DEBUG2'],
          'DEBUG2 logs private data of every user: set it back to INFO afterwards.')]
        : [],
      unknowns: ['Why the client left, beyond its own words: its own log would tell (ssh -vvv).'],
    };
  },
});
