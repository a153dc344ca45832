import { eventsOf } from '../../../attempts/attempt.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { pathOr, shortened } from '../names.js';
import { failedAtLogin, faultsOf } from './key-facts.js';
import { runOnClient } from '../../run-on-client.js';

export const privateKeyPermissions = defineClientDiagnoser({
  meta: {
    code: 'private-key-permissions',
    category: 'key-file',
    severity: 'error',
    summary: 'others may read the private key, so ssh does not use it',
    explain: `
A private key that others can read is no secret. ssh ignores a file that belongs to this account and lets the group or others do anything with it.

## Usual causes
- The file was copied, unpacked or mounted with mode 0644 or 0777: from a download, a USB stick, a Windows drive, a shared folder of a virtual machine or WSL (/mnt/c).

## How to fix it
\`\`\`
chmod 600 FILE
\`\`\`

On a file system that keeps no modes, copy the file into the home directory first. If others could really read it, make a new key. On Windows:
\`icacls FILE /inheritance:r /grant:r "%USERNAME%:R"\`.`,
  },
  look(attempt) {
    if (!failedAtLogin(attempt)) return undefined;
    const modes = eventsOf(attempt, 'client.key-file-mode');
    const event = modes.at(-1) ?? faultsOf(attempt, ['permissions']).at(-1);
    if (!event) return undefined;
    const { keyName } = event.fields;
    const mode = 'mode' in event.fields ? event.fields.mode : undefined;
    const onWindows = /^[A-Za-z]:/.test(keyName);
    const path = pathOr(keyName, 'FILE');
    return {
      weight: CLIENT_WEIGHT.explained,
      key: keyName,
      title: 'the private key is readable by others, so ssh ignores it',
      proofs: [{ record: event.record, look: keyName }],
      advise: () => ({
        summary: `${shortened(keyName)}${mode === undefined ? '' : ` has mode ${mode}`}: others may read it. ssh does not use it, and nothing else let it in.`,
        causes: ['The file was copied, unpacked or mounted in a way that gives everybody the right to read it.'],
        fixes: [onWindows
          ? runOnClient('let nobody but the account read it', ['icacls FILE /inheritance:r /grant:r "%USERNAME%:R"'])
          : runOnClient('let nobody but the account read it', [`chmod 600 ${path}`], 'Where others could have read it, make a new key and take the old one out of authorized_keys.')],
        unknowns: ['Whether the server would accept the key.'],
      }),
    };
  },
});
