import { copyText } from '../../connections/text.js';
import { allBefore } from '../../openssh/version.js';
import { defineDiagnoser } from '../diagnoser.js';
import { createNotes } from '../notes.js';
import { runOnServer, setAndStart, startCommands, whereabouts } from '../server-change.js';
import { quotePath } from '../shell.js';
import { createHostKeyFailures } from './hostkey-failures.js';
import { makeHostKeys } from './make-host-keys.js';

export const hostkeyMissing = defineDiagnoser({
  meta: {
    code: 'hostkey-missing',
    category: 'server',
    severity: 'error',
    summary: 'a host key file is missing',
    explain: `
A file that HostKey names, or one of the default ones through 7.9, does not exist or cannot be opened. As long as another key loads, sshd runs,
but clients that want this type of key get no further; without any key sshd ends.

## How to fix it
\`\`\`
ssh-keygen -A
\`\`\`

makes every default key that is missing and touches none that exists; a key of another name, \`ssh-keygen -t rsa -N '' -f PATH\`. A new key is a new identity: clients that know the old one warn of an attack.
Restore the old key from a backup where there is one. Or take the HostKey line of a key that nobody needs (DSA) out.

Images and containers often come without keys: run ssh-keygen -A at the first start, and keep the keys on a volume.`,
  },
  create: (context) => {
    const failures = createHostKeyFailures();
    const paths = createNotes<string>();
    return {
      ...failures.handlers,
      'hostkey.not-loaded'(event, connection) {
        const { record, fields } = event;
        if (failures.classify(event) !== 'missing') return;
        const path = copyText(fields.path ?? '');
        paths.add(record.host, path, path);
        context.report({
          host: record.host,
          key: 'hostkey-missing',
          title: 'host key files are missing',
          proofs: [{ record, look: path }],
          connection,
          advise: () => {
            const all = paths.of(record.host);
            const where = whereabouts(record, connection);
            const quoted = all.map(quotePath).filter((name) => name !== undefined);
            const make = makeHostKeys(quoted);
            return {
              summary: `sshd cannot open ${all.length === 1 ? 'a host key file' : `${all.length} host key files`}: ${all.slice(0, 5).join(', ').slice(0, 400)}.`,
              causes: ['The key was never made: a new image, or a HostKey line for a type that this system does not make.', 'It was removed, or the path is wrong.'],
              fixes: [
                runOnServer(`see what is there, and make the ${make[0] === 'ssh-keygen -A' ? 'default keys' : 'keys'} that are missing; keys that exist stay`, [...(quoted.length > 0 ? [`ls -l ${quoted.join(' ')}`] : []), ...make, 'sshd -t', ...startCommands(where)],
                  'A new key is a new identity: clients that know the old one warn of an attack. Restore the old key where there is a backup.'),
                setAndStart(where, 'or name only keys that exist', [...(allBefore(where.range, '6.5') ? [] : ['HostKey /etc/ssh/ssh_host_ed25519_key']), 'HostKey /etc/ssh/ssh_host_rsa_key'], 'Without any HostKey line sshd takes the default ones.'),
              ],
              unknowns: ['Through 7.7 a file that is damaged gives the same line as one that is missing.'],
            };
          },
        });
      },
    };
  },
});
