import { packetTrouble } from './packet-trouble.js';
import { whoItWas } from './peer-trouble.js';

export const malformedPacket = packetTrouble('malformed', {
  meta: {
    code: 'malformed-packet',
    category: 'protocol',
    severity: 'info',
    summary: 'a message cannot be parsed',
    explain: `
A packet arrived whole, but the fields in it make no sense: a string that is longer than its packet, or a text with a NUL byte where a
name should stand, such as a user name in a login request. sshd ends the connection.

## Usual causes
- A scanner or fuzzer that looks for defects in servers.
- A client with a defect, mostly with unusual input: names or passwords in another encoding, empty keys.

## How to fix it
Nothing on the server: sshd does the right thing. If it is a client of yours, upgrade it, and look at what it was given to send.

## What the log cannot tell
Which field was wrong: LogLevel DEBUG1 shows the request before it, DEBUG3 the type of the message.`,
  },
  title: 'messages that cannot be parsed',
  advise: (seen) => ({
    summary: `${whoItWas(seen)} sent a message whose fields make no sense; sshd ended the connection.`,
    causes: ['a scanner or fuzzer', 'a client with a defect'],
    fixes: [],
    unknowns: ['Which field was wrong: LogLevel DEBUG3 would show the type of the message.'],
  }),
});
