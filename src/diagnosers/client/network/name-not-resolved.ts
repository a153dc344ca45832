import { lastOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';

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
ssh -G HOST | grep -i ^hostname
getent hosts NAME
\`\`\``,
  },
  look(attempt) {
    const event = lastOf(attempt, 'client.name-not-resolved');
    if (!event) return undefined;
    const { hostName, reason } = event.fields;
    return {
      weight: CLIENT_WEIGHT.named,
      key: hostName,
      title: 'the host name does not resolve',
      proofs: [{ record: event.record, look: hostName }],
      advise: () => ({
        summary: `The name ${hostName} does not resolve to an address (${reason}).`,
        causes: ['A mistake in the name, or a name that only an internal name server knows.'],
        fixes: [{ side: 'client', summary: 'see what ssh makes of the name, and whether the system knows it', action: 'run', commands: ['ssh -G HOST | grep -i ^hostname', 'getent hosts NAME'] }],
        unknowns: [],
      }),
    };
  },
});
