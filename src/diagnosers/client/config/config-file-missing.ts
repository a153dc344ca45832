import { lastOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { pathOr, shortened } from '../names.js';
import { runOnClient } from '../../run-on-client.js';

export const configFileMissing = defineClientDiagnoser({
  meta: {
    code: 'config-file-missing',
    category: 'config',
    severity: 'error',
    summary: 'the configuration file that was named cannot be opened',
    explain: `
\`-F\` names a file, and ssh cannot open it. It does not connect: what the file would have decided matters. The default files may be missing.

## Usual causes
- A typing error, or a path relative to another working directory.
- A script or a tool (Ansible, Vagrant, git) that names a file which is not on this machine.
- The account may not read it ("Permission denied").

## How to fix it
\`\`\`
ls -l FILE
\`\`\`

Name the right file, or leave \`-F\` out. \`-F none\` (7.7 and later) or \`-F /dev/null\` reads none at all.`,
  },
  look(attempt) {
    const event = lastOf(attempt, 'client.configuration-missing');
    if (!event) return undefined;
    const { path, errno } = event.fields;
    const forbidden = errno === 'EACCES';
    return {
      weight: CLIENT_WEIGHT.named,
      key: path,
      title: forbidden ? 'the configuration file that was named may not be read' : 'the configuration file that was named does not exist',
      proofs: [{ record: event.record, look: path }],
      advise: () => ({
        summary: `-F names ${shortened(path)}, which ${forbidden ? 'this account may not read' : errno === 'ENOENT' ? 'does not exist' : 'cannot be opened'}. ssh does not connect.`,
        causes: [forbidden ? 'The file belongs to another account.' : 'A typing error, a path relative to another directory, or a file that was never copied to this machine.'],
        fixes: [runOnClient('see what is there, then name the right file or leave -F out', [`ls -l ${pathOr(path, 'FILE')}`])],
        unknowns: [],
      }),
    };
  },
});
