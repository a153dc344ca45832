import { type Attempt, eventsOf, lastOf } from '../../../attempts/attempt.js';
import { releaseOf } from '../../../attempts/release.js';
import type { ClientEventOf } from '../../../events/client/index.js';
import { showOptions } from '../ask-ssh.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { hostPattern, shortened } from '../names.js';
import { failedAtLogin, faultsOf } from './key-facts.js';
import { runOnClient } from '../../run-on-client.js';

/** Files that ssh looks for unasked: of these most do not exist. */
const DEFAULT_NAME = /\/(?:identity|id_(?:rsa|dsa|ecdsa|ecdsa_sk|ed25519|ed25519_sk|xmss|mldsa44_ed25519))(?:-cert)?$/;

export const identityFileMissing = defineClientDiagnoser({
  meta: {
    code: 'identity-file-missing',
    category: 'key-file',
    severity: 'error',
    summary: 'the key file that was named does not exist',
    explain: `
\`-i\` or IdentityFile names a file that is not there. ssh goes on with the keys of the agent and the default files, and those did not let it in.

## Usual causes
- A typing error, or a path relative to another directory: \`-i\` counts from the working directory, IdentityFile from there as well unless it begins with ~ or /.
- Under sudo, cron or in a container the home directory is another one.
- The name of the public key, or of a key that was never copied to this machine.

## How to fix it
\`\`\`
ls -l ~/.ssh
ssh -G SERVER | grep -i ^identityfile
\`\`\``,
  },
  look(attempt) {
    if (!failedAtLogin(attempt)) return undefined;
    const event = lastOf(attempt, 'client.identity-not-accessible') ?? faultsOf(attempt, ['missing']).at(-1) ?? absent(attempt);
    if (!event) return undefined;
    const { keyName } = event.fields;
    const byOption = event.type === 'client.identity-not-accessible';
    const host = hostPattern(attempt);
    return {
      weight: CLIENT_WEIGHT.explained,
      key: keyName,
      title: 'the key file that was named does not exist',
      proofs: [{ record: event.record, look: keyName }],
      advise: () => ({
        summary: `${byOption ? '-i' : 'IdentityFile'} names ${shortened(keyName)}, which does not exist. ssh tried what else it had, and the server did not accept that.`,
        causes: ['The file has another name or stands in another directory, or was never copied to this machine.', 'Under sudo, cron or in a container ~ is another home directory.'],
        fixes: [
          runOnClient('see which keys there are, and which ssh would take', ['ls -l ~/.ssh', showOptions(releaseOf(attempt), host, ['identityfile'])]),
          byOption
            ? runOnClient('name the right file', [`ssh -i RIGHT_FILE ${host}`])
            : { side: 'client', summary: 'name the right file, without .pub', action: 'set', file: 'ssh_config', lines: [`Host ${host}`, '    IdentityFile RIGHT_FILE'] },
        ],
        unknowns: ['Whether the server would accept the key of that file.'],
      }),
    };
  },
});

/** 5.3 to 6.5 say it at DEBUG3 alone, of named files and of default ones alike. */
function absent(attempt: Attempt): ClientEventOf<'client.key-file-absent'> | undefined {
  const tried = new Set(eventsOf(attempt, 'client.key-file-tried').map(({ fields }) => fields.keyName));
  return eventsOf(attempt, 'client.key-file-absent').find(({ fields }) => tried.has(fields.keyName) && !DEFAULT_NAME.test(fields.keyName));
}
