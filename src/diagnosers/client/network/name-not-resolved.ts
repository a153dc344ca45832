import { lastOf } from '../../../attempts/attempt.js';
import { releaseOf } from '../../../attempts/release.js';
import type { ResolveFault } from '../../../events/client/index.js';
import { showOptions } from '../ask-ssh.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { hostWord } from '../target.js';
import { runOnClient } from '../../run-on-client.js';

const WORDS: Readonly<Record<ResolveFault, { because: string; causes: string[] }>> = {
  'no-such-name': {
    because: 'no name server knows it',
    causes: ['a mistake in the name, or an alias of ssh_config that is not in the file that was read', 'a name that only an internal name server knows, asked from outside: without the VPN'],
  },
  temporary: {
    because: 'no name server answered',
    causes: ['the client is offline, or its name server cannot be reached (a VPN that is down)', 'a wrong or empty /etc/resolv.conf'],
  },
  failure: { because: 'the resolver of the client failed', causes: ['a broken /etc/nsswitch.conf or /etc/resolv.conf', 'a name server that answers with an error'] },
  'bad-service': { because: 'the port is no number and no name of a service', causes: ['a word where the port should be'] },
  other: { because: 'the system does not say why in words that are known', causes: ['a mistake in the name, or a name server that does not answer or does not know it'] },
};

export const nameNotResolved = defineClientDiagnoser({
  meta: {
    code: 'name-not-resolved',
    category: 'network',
    severity: 'error',
    summary: 'the host name does not resolve to an address',
    explain: `
ssh asked the system for the address of the server, and got none. It never came to a connection, so no log of a server can tell of it.

## Usual causes
- A mistake in the name, or a name that only ssh_config knows under another spelling.
- A name that only an internal name server knows, asked from outside: without the VPN, or with another resolver.
- No name server answers: "Temporary failure in name resolution".

## How to fix it
See what ssh makes of the name, and what the system makes of that:

\`\`\`
ssh -G SERVER | grep -i ^hostname
getent hosts NAME
\`\`\`

Where the name is an alias, give it its address in ssh_config:

\`\`\`
Host alias
    HostName server.example.org
\`\`\`

## What the log cannot tell
Which name server was asked: \`resolvectl status\` or /etc/resolv.conf shows it.`,
  },
  look(attempt) {
    const event = lastOf(attempt, 'client.name-not-resolved');
    if (!event) return undefined;
    const { hostName, reason } = event.fields;
    const { because, causes } = WORDS[reason];
    const host = hostWord({ ...attempt, hostName });
    return {
      weight: CLIENT_WEIGHT.named,
      key: hostName,
      title: 'the host name does not resolve',
      proofs: [{ record: event.record, look: hostName }],
      advise: () => ({
        summary: `The name ${hostName === '' ? '(empty)' : hostName} does not resolve to an address: ${because}.`,
        causes,
        fixes: [
          runOnClient('see what ssh makes of the name, and whether the system knows it', [showOptions(releaseOf(attempt), host, ['hostname']), `getent hosts ${host}`]),
          ...(reason === 'temporary' || reason === 'failure'
            ? [runOnClient('see whether the name servers of the client answer', ['cat /etc/resolv.conf', 'resolvectl status'])]
            : []),
        ],
        unknowns: [],
      }),
    };
  },
});
