import { defineDiagnoser } from '../diagnoser.js';
import { runOnServer } from '../server-change.js';
import { quotePath } from '../shell.js';

export const moduliMissing = defineDiagnoser({
  meta: {
    code: 'moduli-missing',
    category: 'negotiation',
    severity: 'error',
    summary: 'sshd has no DH groups to choose from',
    explain: `
For diffie-hellman-group-exchange sshd takes a group of the size that the client asks for from its moduli file (/etc/ssh/moduli). The file is not
there, cannot be read, or has no group of that size. sshd then uses a group that is built in, or ends the connection where that does not fit either.

## Usual causes
- A container or a jail without /etc/ssh/moduli; a ModuliFile line (8.6) with a wrong path.
- A file that was filtered too hard (\`awk '$5 >= 3071'\`), so that nothing is left of the size.

## How to fix it
Reinstall the file from the package (openssh-server, openssh). Making one takes hours:

\`\`\`
ssh-keygen -M generate -O bits=3072 /tmp/candidates
ssh-keygen -M screen -f /tmp/candidates /etc/ssh/moduli
\`\`\`

Clients with curve25519 or ECDH need no such file.`,
  },
  create: (context) => ({
    'dh-group.none-found'({ record, fields }, connection) {
      const path = fields.path ?? '/etc/ssh/moduli';
      const quoted = quotePath(path);
      context.report({
        host: record.host,
        key: 'moduli',
        title: 'sshd finds no Diffie-Hellman group in its moduli file',
        proofs: [{ record, ...(fields.path !== undefined && { look: fields.path }) }],
        connection,
        advise: () => ({
          summary: `The moduli file gave no group of the size that was asked for${fields.reason === undefined ? '' : ` (${fields.reason.slice(0, 120)})`}.`,
          causes: ['The moduli file is missing or cannot be read.', 'It was filtered so hard that no group of the size is left.'],
          fixes: [runOnServer('see what is there, and restore the file of the package', [
            ...(quoted === undefined ? [] : [`ls -l ${quoted}`]), 'apt-get install --reinstall openssh-server    # Debian, Ubuntu', 'dnf reinstall openssh-server   # Fedora, Red Hat',
          ])],
          unknowns: [],
        }),
      });
    },
  }),
});
