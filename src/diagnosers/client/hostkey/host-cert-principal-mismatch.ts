import { hostPattern, plainName, shortened } from '../names.js';
import { certificateFault, inspect, signAgain } from './host-certificate.js';

export const hostCertPrincipalMismatch = certificateFault({
  code: 'host-cert-principal-mismatch',
  category: 'hostkey',
  severity: 'error',
  summary: 'the certificate of the server is for another name',
  explain: `
The server showed a certificate of a CA that known_hosts trusts, but the name that ssh connected to is not among those that it was signed for. A
certificate without names is for none (from 5.4 on in ssh).

## Usual causes
- An alias, a short name or the address was used, and the certificate has the full name only.
- The host key was signed without \`-n\`, or with the name of another machine.

## How to fix it
Connect with a name that the certificate has, or let ssh compare with that one:

\`\`\`
Host ALIAS
    HostKeyAlias NAME
\`\`\`

Or sign with all names, separated by commas: \`-n web,web.example.org,192.0.2.5\`.`,
}, ['wrong-name', 'no-principals'], ({ attempt, reason, described, file }) => {
  const host = hostPattern(attempt);
  const name = attempt.hostName === undefined ? 'the name that was connected to' : shortened(attempt.hostName);
  return {
    title: `the certificate of the server is not for ${name}`,
    summary: reason === 'no-principals' ? `The ${described} has no names, and so holds for none.` : `The ${described} was not signed for ${name}.`,
    causes: ['An alias, a short name or an address was used that the certificate does not have.', 'The host key was signed with other names, or with none (-n).'],
    fixes: [
      inspect(file),
      {
        side: 'client', summary: 'let ssh compare with a name that the certificate has', action: 'append', file: 'ssh_config', lines: [`Host ${host}`, '    HostKeyAlias NAME_IN_THE_CERTIFICATE'],
        caution: 'Only where that name is this server.',
      },
      signAgain(plainName(attempt.hostName) ?? 'NAME', file),
    ],
  };
});
