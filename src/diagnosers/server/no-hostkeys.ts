import { copyText } from '../../connections/text.js';
import { defineDiagnoser } from '../diagnoser.js';
import { createNotes } from '../notes.js';
import { runOnServer, startCommands, whereabouts } from '../server-change.js';
import { quotePath } from '../shell.js';
import { createHostKeyFailures } from './hostkey-failures.js';
import { makeHostKeys } from './make-host-keys.js';

export const noHostkeys = defineDiagnoser({
  meta: {
    code: 'no-hostkeys',
    category: 'server',
    severity: 'error',
    summary: 'sshd has no host key and ends',
    explain: `
Not one host key could be loaded, and a server cannot prove who it is without one: sshd ended. The lines before say why of each file: missing,
readable by others, or damaged.

## How to fix it
\`\`\`
ls -l /etc/ssh/ssh_host_*
chmod 600 /etc/ssh/ssh_host_*_key
ssh-keygen -A
sshd -t
\`\`\`

ssh-keygen -A makes the keys that are missing. As root: another user may not read them.`,
  },
  create: (context) => {
    const failures = createHostKeyFailures();
    const missing = createNotes<string>();
    return {
      ...failures.handlers,
      'hostkey.not-loaded'(event) {
        const path = quotePath(event.fields.path ?? '');
        if (failures.classify(event) === 'missing' && path !== undefined) missing.add(event.record.host, path, copyText(path));
      },
      'hostkey.none-available'({ record, fields }, connection) {
        // With protocol 1 keys left sshd went on; the last line is the one that ends it.
        if (fields.protocol !== undefined) return;
        context.report({
          host: record.host,
          key: 'no-hostkeys',
          title: 'sshd ended: it has no host key',
          proofs: [{ record }],
          connection,
          advise: () => ({
            summary: 'No host key could be loaded, and sshd ended: nobody can connect.',
            causes: ['The key files are missing: a new image or container.', 'Others can read them, so that sshd ignores them.', 'sshd was not started by root and may not read them.'],
            fixes: [runOnServer('make the keys that are missing, let root alone read them, and start sshd',
              ['ls -l /etc/ssh/ssh_host_*', ...makeHostKeys(missing.of(record.host)), 'chmod 600 /etc/ssh/ssh_host_*_key', 'sshd -t', ...startCommands(whereabouts(record, connection))],
              'New keys are a new identity: clients that know the old ones warn of an attack. Restore old keys where there is a backup.')],
            unknowns: [],
          }),
        });
      },
    };
  },
});
