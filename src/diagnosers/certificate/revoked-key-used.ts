import { copyText } from '../../connections/text.js';
import { loginDiagnoser } from '../login-problem.js';
import { isCertificate, REVOKED_CAUSES, revokedFixes, thenAccepted } from './revoked.js';

export const revokedKeyUsed = loginDiagnoser(
  {
    code: 'revoked-key-used',
    category: 'certificate',
    severity: 'error',
    summary: 'a revoked key was used',
    explain: `
The key is in the list that RevokedKeys names. sshd refuses it whatever authorized_keys says. Somebody still holds the key:
its owner out of habit, or whoever it was revoked for.

## What to do
- Ask the owner whether it was him, from that address at that time. If not, the key is in other hands.
- \`ssh-keygen -lf FILE\` shows fingerprint and comment of each key in a file: that is how the one in the log is found among many. Keep
  the public keys that were withdrawn, for this.
- Take the key out of authorized_keys everywhere, too; the list protects only servers that have it.
- If it should not be revoked: \`ssh-keygen -Qf /etc/ssh/revoked.krl id_ed25519.pub\` asks a binary list. In one of plain text, which
  it calls invalid, \`ssh-keygen -lf FILE\` shows the keys, and the line can be taken out.

## What the log cannot tell
The line names key and file, no user or address: they come from other lines of the same process, such as its "Connection closed by
authenticating user …" or a login by password that follows. The client is told nothing; it goes on with its next key. To 6.7 the fingerprint is MD5
(\`ssh-keygen -E md5 -lf FILE\`), and a missing list looks alike.`,
  },
  (suspect) => ({
    'key.revoked'(event, connection) {
      const { key, path, host } = event.fields;
      if (key && isCertificate(key.type)) return;
      const name = copyText(key ? `${key.type} ${key.fingerprint ?? ''}`.trim() : `host ${host ?? ''}`.trim());
      const list = path === undefined ? undefined : copyText(path);
      suspect(event, connection, {
        title: 'a revoked key was used',
        key: name,
        stays: true,
        advise: (told) => ({
          summary: `${told.who} used a key that is revoked `
            + `(${name}${list === undefined ? '' : `, by ${list}`})${thenAccepted(told)}. Ask whether it was the owner.`,
          causes: REVOKED_CAUSES,
          fixes: revokedFixes(list, told.where, 'id_ed25519.pub', key?.fingerprint === undefined ? undefined : copyText(key.fingerprint)),
          unknowns: [
            'Who holds the key: the comment in authorized_keys or the list of issued keys may tell; '
              + 'compare fingerprints with ssh-keygen -lf.',
            ...(told.user === undefined && told.connection.ip === undefined ? [
              'Who used it: this line names nobody, and no other of its process does. LogLevel VERBOSE shows the address of each connection.',
            ] : []),
          ],
        }),
      });
    },
  }),
);
