import { plainName } from '../names.js';
import { certificateFault, inspect, signAgain } from './host-certificate.js';

export const hostCertInvalid = certificateFault({
  code: 'host-cert-invalid',
  category: 'hostkey',
  severity: 'error',
  summary: 'the certificate of the server cannot be used for a host',
  explain: `
The server showed a certificate that ssh cannot take for one of a host: it was signed for a user (without \`-h\`), or with a critical option, which
host certificates must not have.

## How to fix it
\`\`\`
ssh-keygen -L -f /etc/ssh/ssh_host_ed25519_key-cert.pub
\`\`\`

shows type and options. Sign the host key anew, with \`-h\` and without \`-O\`.`,
}, ['not-a-host-certificate', 'critical-options', 'other'], ({ attempt, reason, described, file }) => ({
  title: 'the certificate of the server is none for a host',
  summary: reason === 'critical-options' ? `The ${described} has critical options that ssh does not know.` : `The ${described} is none for a host.`,
  causes: [reason === 'critical-options' ? 'It was signed with -O.' : 'It was signed without -h, as one for a user.'],
  fixes: [inspect(file), signAgain(plainName(attempt.hostName) ?? 'NAME', file)],
}));
