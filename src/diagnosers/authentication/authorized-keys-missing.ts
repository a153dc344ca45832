import { copyText } from '../../connections/text.js';
import type { LogRecord } from '../../events.js';
import type { Fix } from '../../finding.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { ownRecord } from '../own-record.js';
import { quotePath } from '../shell.js';
import { shellName } from '../user-name.js';
import { WEIGHT } from '../weight.js';
import { installKey, named } from './account.js';
import { pathFix } from './file-of-keys.js';

/** AuthorizedKeysFile rarely names more than two. */
const MAX_FILES = 16;

interface Searched {
  tried: Set<string>;
  missing: Set<string>;
  record: LogRecord;
}

export const authorizedKeysMissing = defineDiagnoser({
  meta: {
    code: 'authorized-keys-missing',
    category: 'authentication',
    severity: 'error',
    summary: 'the user has no file of keys',
    explain: `
The client offered a key, and none of the files that AuthorizedKeysFile names exists for this user. By default these are
.ssh/authorized_keys and .ssh/authorized_keys2 in his home directory.

## Usual causes
- Nobody has installed the key yet, or it was installed for another account.
- AuthorizedKeysFile points elsewhere (/etc/ssh/keys/%u), and the file was put into the home directory, or the other way round.
- The home directory of the account is not the one that was thought of: look at \`getent passwd\`.
- A typing error in the name of the file or the directory (authorised_keys, .shh).

## How to fix it
\`\`\`
sshd -T -C user=fred,host=localhost,addr=127.0.0.1 | grep -i authorizedkeysfile
install -d -m 700 -o fred /home/fred/.ssh
install -m 600 -o fred fred.pub /home/fred/.ssh/authorized_keys
\`\`\`

## What the log cannot tell
Below DEBUG1, and in 5.3 to 5.5 at any level, a missing file leaves no line. Where AuthorizedKeysCommand is set, keys may come
from there as well.`,
  },
  create: (context) => {
    const searches = context.perConnection<Searched>();
    return {
      'authorized-keys.tried'({ record, fields }, connection) {
        if (!connection) return;
        let searched = searches.get(connection);
        if (!searched) searches.set(connection, (searched = { tried: new Set(), missing: new Set(), record: ownRecord(record) }));
        if (searched.tried.size < MAX_FILES) searched.tried.add(copyText(fields.path));
      },
      'authorized-keys.missing'({ record, fields }, connection) {
        const searched = connection && searches.get(connection);
        if (!searched) return;
        if (searched.missing.size === 0) searched.record = ownRecord(record);
        if (searched.missing.size < MAX_FILES) searched.missing.add(copyText(fields.path));
      },
      connectionEnded(connection) {
        const searched = searches.get(connection);
        if (!searched || ![...searched.tried].every((path) => searched.missing.has(path))) return;
        const paths = [...searched.missing];
        const [path = ''] = paths;
        const { user } = connection;
        context.suspect(connection, WEIGHT.offerExplained, loginProblem(searched.record, connection, {
          key: paths.join('\n'),
          title: `${named(user)} has no file of keys`,
          look: path,
          attempts: 1,
          advise: () => ({
            summary: `A key was offered, and none of the files exists that could allow it: ${paths.join(', ')}.`,
            causes: [
              'no key was installed for this account',
              'AuthorizedKeysFile names another place than the one where the key was put',
            ],
            fixes: [
              installKey(user),
              ...putKey(path, shellName(user) ?? 'OWNER'),
            ],
            unknowns: ['Where else the user may have put the key.'],
          }),
        }));
      },
    };
  },
});

/** In .ssh both are the user's. Any other directory is one for all users: it keeps its owner and mode, and the file is root's. */
function putKey(path: string, owner: string): Fix[] {
  const directory = path.replace(/\/[^/]*$/, '');
  return pathFix(path, 'or put the key there as root', (quoted) => directory.endsWith('/.ssh') ? [
    `install -d -m 700 -o ${owner} ${quotePath(directory) ?? ''}`,
    `install -m 600 -o ${owner} KEY.pub ${quoted}`,
  ] : [`mkdir -p ${quotePath(directory) ?? ''}`, `install -m 644 KEY.pub ${quoted}`],
    `${owner === 'OWNER' && directory.endsWith('/.ssh') ? 'OWNER is the user of the account, KEY.pub' : 'KEY.pub is'} the public key that he sent.`);
}
