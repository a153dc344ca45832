import { guessPeer } from './guess-peer.js';
import { WEIGHT } from '../weight.js';
import { troubleDiagnoser, whoItWas } from './peer-trouble.js';
import { keepScannersOut } from './scanners.js';

/** What no pattern knows. */
const ANYTHING = 'something';

export const badIdentification = troubleDiagnoser({
  meta: {
    code: 'bad-identification',
    category: 'protocol',
    severity: 'info',
    summary: 'peer does not speak SSH',
    explain: `
The first line of a peer has to be an SSH identification such as \`SSH-2.0-OpenSSH_9.2\` (RFC 4253 section 4.2). What came was
something else, so sshd ended the connection.

## What spoke
- \`GET / HTTP/1.1\`: a web client, or a scanner that looks for web servers on all ports.
- \`\\026\\003\\001\`: the beginning of TLS; a browser (https), or a VPN or proxy client.
- \`\\003\`: a remote desktop client; \`\\000\`: Windows file sharing and others.
- nothing at all, or a few letters: a scanner.

## How to fix it
Scanners need no answer. If the address is one of yours, the program there has the wrong port; the server's port is that of the
lines with "Server listening on". A proxy in front of sshd that adds its own first line (the PROXY protocol) has to be told not
to: sshd does not understand it.

## What the log cannot tell
What was sent, from 9.5 on: the text is logged at LogLevel VERBOSE only. From 8.0 on, binary data is never shown.`,
  },
  title: 'peers that do not speak SSH connect to sshd',
  weight: WEIGHT.named,
  variant: (words) => guessPeer(words) ?? ANYTHING,
  handlers: (note) => ({
    'identification.bad': (event, connection) => note(event, connection, event.fields.banner),
  }),
  advise: (seen, { words }) => {
    const known = seen.variants.filter((variant) => variant !== ANYTHING);
    const others = known.length === seen.variants.length ? [] : [known.length === 0 ? ANYTHING : 'something else'];
    return {
      summary: `${whoItWas(seen)} sent ${[...known, ...others].join(' or ')} instead of an SSH identification string. No login was tried.`,
      causes: ['a scanner that tries every protocol on every port', 'a program of your own that is set up with the wrong port'],
      fixes: [keepScannersOut()],
      unknowns: words === undefined ? ['What the peer sent: LogLevel VERBOSE shows it, unless it was binary data.'] : [],
    };
  },
});
