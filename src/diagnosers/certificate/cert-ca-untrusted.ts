import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import { showFingerprints } from '../fingerprints.js';
import { loginDiagnoser, type SuspectedReason } from '../login-problem.js';
import { runOnServer, setInConfig } from '../server-change.js';
import { quotePath } from '../shell.js';
import { WEIGHT } from '../weight.js';
import { describe, LOOK, presented } from './presented.js';

export const certCaUntrusted = loginDiagnoser(
  {
    code: 'cert-ca-untrusted',
    category: 'certificate',
    severity: 'error',
    summary: 'the CA of the certificate is not trusted',
    explain: `
A certificate counts only when the key that signed it is trusted: listed in the file that TrustedUserCAKeys names, or in the
user's authorized_keys behind \`cert-authority\`. For any other, sshd refuses without a word of its own: only the failed login
is there, which VERBOSE shows, and DEBUG2 says which file the CA was looked for in.

## Usual causes
- TrustedUserCAKeys is not set on this server, or names another file.
- The file has another CA: the host CA, an old one, or a fingerprint instead of the public key.
- The certificate was signed with the wrong key.
- The file cannot be read or does not exist; to 7.6 no level says so.

## How to fix it
\`\`\`
ssh-keygen -lf /etc/ssh/user_ca.pub
\`\`\`

shows the fingerprints to compare. Then add the public key of the CA, one a line:

\`\`\`
TrustedUserCAKeys /etc/ssh/user_ca.pub
\`\`\`

## What the log cannot tell
At INFO nothing at all; at VERBOSE a certificate that fails without a reason is all that shows; DEBUG2 has sshd's own words.`,
  },
  (suspect) => {
    const told = new WeakSet<Connection>();
    const problem = (ca: string, path: string | undefined, again: boolean): SuspectedReason => ({
      title: 'the CA that signed the certificate is not trusted',
      key: ca,
      weight: WEIGHT.circumstance,
      ...(again && { attempts: 0 }),
      advise: (told) => ({
        summary: `${told.who} presented ${describe(presented(told))}, signed by ${ca}, `
          + `which this server does not trust${path === undefined ? '' : `: it is not in ${path}`}.`,
        causes: [
          ...(path === undefined ? ['TrustedUserCAKeys is not set on this server.'] : []),
          'The file of trusted CAs has another key: an old CA, the CA for hosts.',
          'The certificate was signed with the wrong key.',
          ...(path === undefined ? ['The file that TrustedUserCAKeys names does not exist or cannot be read.'] : []),
        ],
        fixes: [
          LOOK,
          runOnServer('compare the fingerprints of the CAs that are trusted', [
            ...(path === undefined ? ['sshd -T | grep -i trustedusercakeys'] : []),
            showFingerprints((path === undefined ? undefined : quotePath(path)) ?? 'FILE', told.where.range, !ca.includes('SHA256:')),
          ]),
          path === undefined
            ? setInConfig(
              told.where,
              'trust the CA: put its public key into a file and name it',
              ['TrustedUserCAKeys /etc/ssh/user_ca.pub'],
              'Whoever holds the key of the CA can log in as anybody. Where TrustedUserCAKeys names a file already, append the key to that file '
                + 'instead, which counts at once: another file would take its place, and with it that of the CAs in it.',
            )
            : { side: 'server', summary: 'trust the CA: add its public key; it counts at once', action: 'append', file: path,
              lines: ['PUBLIC-KEY-OF-THE-CA'],
                caution: 'Whoever holds the key of the CA can log in as anybody.' },
        ],
        unknowns: path === undefined ? [
          'Where sshd looked for the CA, and whether that file exists: LogLevel DEBUG2 tells (from 7.7 on with the reason).',
        ] : [],
      }),
    });
    return {
      'certificate.ca-untrusted'(event, connection) {
        const { ca, path, caFileMissing } = event.fields;
        if (caFileMissing) return;
        if (connection) told.add(connection);
        suspect(event, connection, problem(copyText(`${ca.type} ${ca.fingerprint ?? ''}`.trim()), copyText(path), false));
      },
      // A certificate that fails for any other reason fails with a line that says so, and such lines weigh more.
      'auth.failed'(event, connection) {
        const { certificate, validUser, method } = event.fields;
        if (!certificate || !validUser || method !== 'publickey' || !connection) return;
        const { type, fingerprint } = certificate.ca;
        suspect(event, connection, problem(copyText(`${type} ${fingerprint ?? ''}`.trim()), undefined, told.has(connection)));
      },
    };
  },
);
