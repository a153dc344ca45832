import { plainName } from '../names.js';
import { certificateFault, inspect, signAgain } from './host-certificate.js';
import { runOnClient } from '../../run-on-client.js';

export const hostCertNotYetValid = certificateFault({
  code: 'host-cert-not-yet-valid',
  category: 'hostkey',
  severity: 'error',
  summary: 'the certificate of the server is not valid yet',
  explain: `
The server showed a certificate of a CA that known_hosts trusts, but its time has not begun by the clock of the client. ssh looks at the plain key
instead, and that is not known.

## Usual causes
- The clock of the client is behind, as after a start without network time.
- The certificate was signed a moment ago, or with a later beginning.

## How to fix it
Compare the clocks. Sign with a beginning a few minutes in the past (\`-V -5m:+52w\`).

\`\`\`
date -u
ssh-keygen -L -f /etc/ssh/ssh_host_ed25519_key-cert.pub
\`\`\``,
}, ['not-yet-valid'], ({ attempt, described, file }) => ({
  title: 'the certificate of the server is not valid yet',
  summary: `The time of the ${described} has not begun by the clock of this client.`,
  causes: ['The clock of this client is behind.', 'The certificate was signed with a later beginning.'],
  fixes: [
    runOnClient('look at the clock of this client', ['date -u']), inspect(file),
    signAgain(plainName(attempt.hostName) ?? 'NAME', file),
  ],
}));
