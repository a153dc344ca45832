import { defineDiagnoser } from '../diagnoser.js';
import { runOnServer, startCommands, whereabouts } from '../server-change.js';
import { quotePath } from '../shell.js';

export const hostkeyPermissions = defineDiagnoser({
  meta: {
    code: 'hostkey-permissions',
    category: 'server',
    severity: 'error',
    summary: 'others can read a private host key',
    explain: `
A private host key could be read by others than root, and sshd ignored it. Whoever reads it can pass for this server: if others really had
access, make new keys and tell your users.

## How to fix it
\`\`\`
chown root:root /etc/ssh/ssh_host_rsa_key
chmod 600 /etc/ssh/ssh_host_rsa_key
\`\`\`

Red Hat's systems through version 9 use mode 640 and the group ssh_keys, which their sshd accepts. A recursive chmod on /etc, a restored backup and volumes of
containers (Kubernetes: defaultMode) are the usual reasons.`,
  },
  create: (context) => ({
    'hostkey.permissions'({ record, fields }, connection) {
      // The line with the mode comes first; through 6.6 another one follows that says the same.
      if (fields.mode === undefined) return;
      const quoted = quotePath(fields.path);
      context.report({
        host: record.host,
        key: 'hostkey-permissions',
        title: 'sshd ignores a host key that others can read',
        proofs: [{ record, look: fields.path }],
        connection,
        advise: () => ({
          summary: `The private host key has mode ${fields.mode ?? ''}: others can read it, and sshd ignores it.`,
          causes: ['A recursive chmod, a restored backup, or a volume of a container that gives every file the same mode.'],
          fixes: quoted === undefined ? [] : [runOnServer('let root alone read it, then start sshd again', [`chown root:root ${quoted}`, `chmod 600 ${quoted}`, 'sshd -t', ...startCommands(whereabouts(record, connection))],
            'If others had access to it, make new keys: whoever has read it can pass for this server.')],
          unknowns: ['Whether anybody has read it.'],
        }),
      });
    },
  }),
});
