import { lastOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { pathOr, shortened } from '../names.js';
import { runOnClient } from '../../run-on-client.js';

export const configFilePermissions = defineClientDiagnoser({
  meta: {
    code: 'config-file-permissions',
    category: 'config',
    severity: 'error',
    summary: 'others may write the configuration file, so ssh refuses it',
    explain: `
Whoever can write ssh_config can run programs in the name of its user (ProxyCommand). So ssh wants the file to belong to the user or to root, and
nobody else to be able to write it. It does not connect.

## Usual causes
- A umask of 002 or 000, or an editor or a copy that gave the group the right to write.
- The file was copied by root, and belongs to another account: in containers, with mounted home directories, in WSL.
- A file that Include reads.

## How to fix it
\`\`\`
ls -l FILE
chmod go-w FILE
\`\`\`

If it belongs to somebody else: \`sudo chown "$(id -un)" FILE\`; files in /etc/ssh belong to root.`,
  },
  look(attempt) {
    const event = lastOf(attempt, 'client.configuration-permissions');
    if (!event) return undefined;
    const { path } = event.fields;
    const isSystems = path.startsWith('/etc/') || path.startsWith('/usr/');
    const quoted = pathOr(path, 'FILE');
    return {
      weight: CLIENT_WEIGHT.named,
      key: path,
      title: 'ssh refuses its configuration file: others may write it',
      proofs: [{ record: event.record, look: path }],
      advise: () => ({
        summary: `${shortened(path)} belongs to somebody else, or others may write it. ssh does not connect.`,
        causes: ['The group or others have the right to write the file, or it belongs to another account.'],
        fixes: [
          runOnClient('see owner and mode', [`ls -l ${quoted}`]),
          {
            side: 'client', summary: isSystems ? 'give it to root, and let root alone write it; as root' : 'give it to the account, and let it alone write it', action: 'run',
            commands: isSystems ? [`chown root ${quoted}`, `chmod 644 ${quoted}`] : [`sudo chown "$(id -un)" ${quoted}`, `chmod 600 ${quoted}`],
            caution: 'Read the file first: others could have changed it.',
          },
        ],
        unknowns: [],
      }),
    };
  },
});
