import { plainName } from '../names.js';
import { certificateFault, inspect, signAgain } from './host-certificate.js';

export const hostCertExpired = certificateFault({
  code: 'host-cert-expired',
  category: 'hostkey',
  severity: 'error',
  summary: 'the certificate of the server has expired',
  explain: `
The server showed a certificate of a CA that known_hosts trusts, but its time is over. ssh looks at the plain key instead, and that is not known.

## Usual causes
- Nothing renewed the certificate.
- The clock of the client is wrong.

## How to fix it
See until when it holds, sign the host key anew, and reload sshd:

\`\`\`
ssh-keygen -L -f /etc/ssh/ssh_host_ed25519_key-cert.pub
ssh-keygen -s CA_KEY -h -I HOST_ID -n NAME -V -5m:+52w /etc/ssh/ssh_host_ed25519_key.pub
\`\`\``,
}, ['expired'], ({ attempt, described, file }) => ({
  title: 'the certificate of the server has expired',
  summary: `The time of the ${described} is over.`,
  causes: ['Nothing renewed the certificate.', 'The clock of this client is ahead.'],
  fixes: [inspect(file), signAgain(plainName(attempt.hostName) ?? 'NAME', file)],
}));
