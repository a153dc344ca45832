import { copyText } from '../../connections/text.js';
import { loginDiagnoser, type SuspectedReason } from '../login-problem.js';
import { runOnServer } from '../server-change.js';
import { quotePath } from '../shell.js';
import { WEIGHT } from '../weight.js';

export const certCaFileMissing = loginDiagnoser(
  {
    code: 'cert-ca-file-missing',
    category: 'certificate',
    severity: 'error',
    summary: 'the file of trusted CAs does not exist',
    explain: `
TrustedUserCAKeys names a file that is not there. Every certificate is refused for it, for every user, unless authorized_keys
trusts the CA. sshd starts all the same and says nothing at INFO or VERBOSE.

## Usual causes
- A typing mistake in TrustedUserCAKeys, or a relative path.
- The file was not copied to this server, or a configuration tool removed it.
- A path inside a home or a mounted directory that is not there.

## How to fix it
\`\`\`
install -m 644 user_ca.pub /etc/ssh/user_ca.pub
ssh-keygen -lf /etc/ssh/user_ca.pub
\`\`\`

The file holds public keys of CAs, one a line; it is read for each login, nothing has to be reloaded.

## What the log cannot tell
From 7.7 on DEBUG2 says that the file is missing, to 6.7 DEBUG1; between them no level does: "is not listed in" is all.`,
  },
  (suspect) => {
    const missing = (path: string): SuspectedReason => ({
      title: 'the file that TrustedUserCAKeys names does not exist',
      key: path,
      weight: WEIGHT.circumstance,
      ofServer: true,
      advise: () => {
        const quoted = quotePath(path);
        return {
          summary: `${path} does not exist, and so no certificate is trusted through it, whoever holds it.`,
          causes: [
            'A typing mistake in TrustedUserCAKeys.',
            'The public key of the CA was not copied to this server.',
            'The file system that holds it is not mounted.',
          ],
          fixes: [
            runOnServer('see what TrustedUserCAKeys names', ['sshd -T | grep -i trustedusercakeys']),
            ...(quoted === undefined ? [] : [runOnServer('put the public key of the CA there; it counts at once', [
              `install -m 644 user_ca.pub ${quoted}`,
              `ssh-keygen -lf ${quoted}`,
            ],
              'Whoever holds the key of the CA can log in as anybody.')]),
          ],
          unknowns: [],
        };
      },
    });
    return {
      'certificate.ca-untrusted'(event, connection) {
        const { caFileMissing, path } = event.fields;
        if (caFileMissing) suspect(event, connection, missing(copyText(path)));
      },
      // It may be the file of RevokedKeys as well; a line that weighs more follows then.
      'key-file.missing': (event, connection) => suspect(event, connection, missing(copyText(event.fields.path))),
    };
  },
);
