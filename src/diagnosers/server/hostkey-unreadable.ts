import { defineDiagnoser } from '../diagnoser.js';
import { runOnServer, startCommands, whereabouts } from '../server-change.js';
import { quotePath } from '../shell.js';
import { createHostKeyFailures } from './hostkey-failures.js';

export const hostkeyUnreadable = defineDiagnoser({
  meta: {
    code: 'hostkey-unreadable',
    category: 'server',
    severity: 'error',
    summary: 'a host key file cannot be read as a key',
    explain: `
The file is there, but sshd could not use what is in it: no private key ("invalid format", "error in libcrypto"), a key with a passphrase, a
public key where the private one belongs, a type that this release or the crypto policy does not accept, or a key that is too short.

## How to fix it
\`\`\`
ssh-keygen -y -f /etc/ssh/ssh_host_ed25519_key
file /etc/ssh/ssh_host_ed25519_key
\`\`\`

The first prints the public key where the private one is good. The OpenSSH format of keys needs 6.5. Restore it from a backup; else move the file away and let
\`ssh-keygen -A\` make a new one: clients will warn of the new identity.`,
  },
  create: (context) => {
    const failures = createHostKeyFailures();
    return {
      ...failures.handlers,
      'hostkey.not-loaded'(event, connection) {
        const { record, fields } = event;
        if (failures.classify(event) !== 'unreadable') return;
        const quoted = fields.path === undefined ? undefined : quotePath(fields.path);
        const reason = fields.reason?.slice(0, 200) ?? 'no reason given';
        context.report({
          host: record.host,
          key: 'hostkey-unreadable',
          title: 'a host key file cannot be used',
          proofs: [{ record, ...(fields.path !== undefined && { look: fields.path }) }],
          connection,
          advise: () => ({
            summary: `sshd could not use the host key ${quoted ?? ''}: ${reason}.`,
            causes: ['The file is damaged, empty, or no private key.', 'It has a passphrase, which a host key must not have.', 'Its format or type is newer than this release.'],
            fixes: [runOnServer('see what is in it; make a new one only where no backup is left', [...(quoted === undefined ? [] : [`ls -l ${quoted}`, `ssh-keygen -y -f ${quoted}`, `mv ${quoted} ${quotePath(`${fields.path}.unusable`) ?? ''}`]), 'ssh-keygen -A', 'sshd -t', ...startCommands(whereabouts(record, connection))],
              'ssh-keygen -A makes only keys of the default names whose file does not exist. Clients will warn of a new identity.')],
            unknowns: [],
          }),
        });
      },
    };
  },
});
