import { firstOf, lastOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { plainName } from '../names.js';
import { describeCertificate } from './host-certificate.js';
import { runOnClient } from '../../run-on-client.js';

export const hostCertCaUntrusted = defineClientDiagnoser({
  meta: {
    code: 'host-cert-ca-untrusted',
    category: 'hostkey',
    severity: 'error',
    summary: 'no CA in known_hosts has signed the certificate of the server',
    explain: `
The server showed a certificate for its key, but known_hosts has no line \`@cert-authority\` with that CA for this name. ssh then looked at the plain
key, and that is not known either.

## Usual causes
- known_hosts of this account lacks the line, or its pattern does not fit the name that was used.
- The CA has got a new key.

## How to fix it
Get the public key of the CA from whoever runs it (not from the server), compare its fingerprint with the log, and add one line to known_hosts:

\`\`\`
@cert-authority *.example.org ssh-ed25519 AAAA...
\`\`\``,
  },
  look(attempt) {
    const event = lastOf(attempt, 'client.host-certificate-unmatched');
    const failed = firstOf(attempt, 'client.host-key-verification-failed');
    if (!event || !failed || attempt.authenticated || lastOf(attempt, 'client.host-certificate-faulty')) return undefined;
    const received = lastOf(attempt, 'client.host-certificate-received');
    const ca = received?.fields.certificate.ca;
    return {
      weight: CLIENT_WEIGHT.exact - 1,
      key: `${attempt.hostName ?? ''} ${ca?.fingerprint ?? ''}`,
      title: 'no trusted CA has signed the certificate of the server',
      proofs: [{ record: event.record }, ...(received ? [{ record: received.record }] : []), { record: failed.record }],
      advise: () => ({
        summary: `The ${describeCertificate(attempt)} is not signed by a CA that known_hosts trusts for this name, and the plain key is not trusted either.`,
        causes: ['known_hosts lacks the line @cert-authority, or its pattern does not fit the name.', 'The CA has got a new key.'],
        fixes: [
          runOnClient('see which CAs are trusted', ["grep -n '^@cert-authority' ~/.ssh/known_hosts /etc/ssh/ssh_known_hosts"]),
          {
            side: 'client', summary: `add the CA, if its fingerprint${ca?.fingerprint === undefined ? '' : ` ${ca.fingerprint}`} is the one that its keepers name`, action: 'append', file: 'known_hosts',
            lines: [`@cert-authority ${plainName(attempt.hostName) ?? 'NAME'} CA_PUBLIC_KEY`], caution: 'Take the key from those who run the CA, not from this server.',
          },
        ],
        unknowns: [],
      }),
    };
  },
});
