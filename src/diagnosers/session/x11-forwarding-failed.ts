import type { EventFields } from '../../events.js';
import type { Connection } from '../../connections/connection.js';
import type { SshEvent } from '../../events.js';
import type { Fix } from '../../finding.js';
import { defineDiagnoser } from '../diagnoser.js';
import { runOnServer, setInConfig, whereabouts, type Whereabouts } from '../server-change.js';
import { runOnClient } from '../run-on-client.js';

type Reason = EventFields['x11.failed']['reason'] | EventFields['x11.rejected']['reason'];

const WORDS: Partial<Record<Reason, string>> = {
  'wrong-authentication': 'A program came to the forwarded display without the right cookie: most often after su or sudo, which do not take over the .Xauthority of the user.',
  'no-display-socket': 'sshd found no free address for the display: often IPv6 is off while sshd listens on both.',
  'no-address': 'sshd could not find the address of this host for DISPLAY: its own name does not resolve.',
  disabled: 'X11Forwarding is off, which is the default.',
  'disabled-by-user': 'The line of the key in authorized_keys forbids X11 (no-x11-forwarding, restrict).',
  'no-xauth': 'The program xauth is not installed on the server.',
};

export const x11ForwardingFailed = defineDiagnoser({
  meta: {
    code: 'x11-forwarding-failed',
    category: 'session',
    severity: 'warning',
    summary: 'X11 forwarding does not work',
    explain: `
The user is logged in, and the graphical programs that he starts on the server do not find his display.

- Wrong authentication: the program runs as another user (su, sudo), or HOME or XAUTHORITY points elsewhere. \`sudo -E\` with
  \`XAUTHORITY=$HOME/.Xauthority\`, or \`xauth merge\`, hands the cookie over.
- No display socket: sshd wants a port on every address family. Where IPv6 is off, write \`AddressFamily inet\`.
- Disabled: \`X11Forwarding yes\`, which may stand in a Match block.
- No xauth: install it (package xauth, or xorg-x11-xauth); inside a chroot it is not to be found.
- No address: the server's own name must resolve; \`X11UseLocalhost yes\` (default) avoids the question.

Most of these lines are written at DEBUG1.`,
  },
  create: (context) => {
    return {
      'x11.rejected': (event, connection) => report(event, event.fields.reason, connection),
      'x11.failed'(event, connection) {
        if (event.fields.reason !== 'already-active') report(event, event.fields.reason, connection);
      },
    };

    function report({ record }: SshEvent, reason: Reason, connection: Connection | undefined): void {
      const words = WORDS[reason] ?? 'X11 forwarding failed.';
      context.report({
        host: record.host,
        key: reason,
        title: 'X11 forwarding failed',
        proofs: [{ record }],
        connection,
        advise: () => ({ summary: words, causes: [], fixes: fixes(reason, whereabouts(record, connection)), unknowns: [] }),
      });
    }
  },
});

function fixes(reason: Reason, where: Whereabouts): Fix[] {
  switch (reason) {
    case 'wrong-authentication':
      return [runOnClient('hand the cookie over to the other user', ['sudo XAUTHORITY="$HOME/.Xauthority" -E PROGRAM'])];
    case 'no-display-socket': return [setInConfig(where, 'IPv4 only, where IPv6 is off', ['AddressFamily inet'])];
    case 'no-address': return [setInConfig(where, 'let the display listen on loopback', ['X11UseLocalhost yes'])];
    case 'disabled': return [setInConfig(where, 'allow X11 for those who need it', ['Match User NAME', '    X11Forwarding yes'], 'A server that is not trusted can read the keyboard through it.')];
    case 'no-xauth': return [runOnServer('install xauth', ['command -v xauth || apt-get install xauth || dnf install xorg-x11-xauth'])];
    default: return [];
  }
}
