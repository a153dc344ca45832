import { lastOf } from '../../../attempts/attempt.js';
import { releaseOf } from '../../../attempts/release.js';
import { showOptions } from '../ask-ssh.js';
import { defineClientDiagnoser } from '../diagnoser.js';
import { hostPattern, pathOr, shortened } from '../names.js';
import { runOnClient } from '../../run-on-client.js';

export const knownHostsNotWritable = defineClientDiagnoser({
  meta: {
    code: 'known-hosts-not-writable',
    category: 'hostkey',
    severity: 'warning',
    summary: 'a new host key could not be stored in known_hosts',
    explain: `
ssh took the key of the server, but could not write it down. The login goes on; the next one asks again, or takes whatever key comes then. So
nobody would notice a changed key.

## Usual causes
- UserKnownHostsFile names a file that the account may not write, or whose directory does not exist.
- ~/.ssh belongs to root, after a \`sudo ssh\` or a copy; the home directory is read-only, as in containers.

## How to fix it
\`\`\`
ls -ld ~/.ssh ~/.ssh/known_hosts
ssh -G SERVER | grep -i knownhostsfile
\`\`\``,
  },
  look(attempt) {
    const event = lastOf(attempt, 'client.known-hosts-not-written');
    if (!event) return undefined;
    const { path } = event.fields;
    const isSystems = !path.includes('/.ssh/');
    return {
      key: path,
      title: 'the host key could not be stored',
      proofs: [{ record: event.record, look: path }],
      advise: () => ({
        summary: `ssh could not write the key of the server into ${shortened(path)}. It will ask, or trust blindly, the next time as well.`,
        causes: [isSystems ? 'UserKnownHostsFile names a file that this account may not write.' : 'The file or its directory belongs to another account, or does not exist.'],
        fixes: [
          runOnClient('see whose the file is, and whether it exists', [`ls -ld "$(dirname ${pathOr(path, 'FILE')})" ${pathOr(path, 'FILE')}`, showOptions(releaseOf(attempt), hostPattern(attempt), ['userknownhostsfile', 'globalknownhostsfile'])]),
          isSystems
            ? { side: 'client', summary: 'let ssh store keys in the home directory', action: 'append', file: 'ssh_config', lines: [`Host ${hostPattern(attempt)}`, '    UserKnownHostsFile ~/.ssh/known_hosts'] }
            : runOnClient('make it the account\'s own again', ['install -d -m 700 ~/.ssh', 'sudo chown -R "$(id -un)" ~/.ssh']),
        ],
        unknowns: [],
      }),
    };
  },
});
