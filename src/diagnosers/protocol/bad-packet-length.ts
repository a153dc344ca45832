import { packetTrouble } from './packet-trouble.js';
import { plainText } from './plain-text.js';
import { whoItWas } from './peer-trouble.js';

export const badPacketLength = packetTrouble('bad-length', {
  meta: {
    code: 'bad-packet-length',
    category: 'protocol',
    severity: 'info',
    summary: 'the length of a packet is nonsense',
    explain: `
The first four bytes of a packet say how long it is. Here they gave a number that no packet can have, so sshd ended the connection.

Read as text, the number often tells what came: 1195725856 is "GET ", the beginning of a web request; 1349676916 is "Prot".
A number that spells letters is plain text where a packet was due. Any other is a damaged or wrongly decrypted packet.

## Usual causes
- A peer that sends a correct identification and then something else: a scanner, or a test tool.
- A packet that was damaged on the way, with a cipher that encrypts the length: it then decrypts to a random number.
- A defect in the cryptography of one side: client and server disagree about the key or the state of the cipher.

## How to fix it
Single ones from strangers need nothing. From your own clients, treat it as damage on the way: see
\`sshlog explain corrupted-mac\`.

## What the log cannot tell
What was sent. From LogLevel DEBUG1 on, the software of the peer.`,
  },
  title: 'packets with an impossible length',
  advise: (seen, { words }) => {
    const text = plainText(words);
    return {
      summary: `${whoItWas(seen)} sent a packet whose length is nonsense${text === undefined ? '' : `: read as text it is "${text}"`}.`,
      causes: text === undefined
        ? ['data that was damaged on the way', 'client and server that disagree about the cipher: a defect of one of them', 'a test tool or scanner']
        : ['a scanner or test tool that sends plain text behind a correct identification'],
      fixes: [],
      unknowns: ['What was sent: no LogLevel shows it.'],
    };
  },
});
