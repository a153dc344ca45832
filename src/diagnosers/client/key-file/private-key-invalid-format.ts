import { type Attempt, lastOf } from '../../../attempts/attempt.js';
import type { ClientEvent } from '../../../events/client/index.js';
import type { Fix } from '../../../finding.js';
import { compareReleases } from '../../../openssh/version.js';
import { CLIENT_WEIGHT, type ClientContext, defineClientDiagnoser } from '../diagnoser.js';
import { pathOr, shortened } from '../names.js';
import { failedAtLogin, faultsOf, type KeyFacts, keysOf, undecoded } from './key-facts.js';
import { runOnClient } from '../../run-on-client.js';

/** From then on ssh reads the format that ssh-keygen of 7.8 and later writes. */
const OWN_FORMAT_SINCE = '6.5';

export const privateKeyInvalidFormat = defineClientDiagnoser({
  meta: {
    code: 'private-key-invalid-format',
    category: 'key-file',
    severity: 'error',
    summary: 'the file is no private key that this ssh can read',
    explain: `
ssh opened the file, and what is in it is no private key in a format that this release knows.

## Usual causes
- A key of PuTTY (.ppk): ssh does not read it.
- The public key (.pub) in place of the private one.
- Lines that end in CR LF, a missing last line end, a missing first or last line: after copying through a Windows editor, a web form or a secret of a CI system.
- "error in libcrypto" (8.8 and later, with OpenSSL 3) means the same.
- A key that is newer than ssh: the format that ssh-keygen writes from 7.8 on needs 6.5 to be read.

## How to fix it
Look at the first line: \`-----BEGIN OPENSSH PRIVATE KEY-----\` is as it should be.

\`\`\`
head -n 1 FILE
ssh-keygen -y -f FILE
puttygen FILE.ppk -O private-openssh -o FILE
sed -i 's/\\r$//' FILE
\`\`\``,
  },
  look(attempt, context) {
    if (!failedAtLogin(attempt)) return undefined;
    const found = garbled(attempt);
    if (!found) return undefined;
    const { key, keyName, event, unsupported } = found;
    const hints = hintsOf(attempt, context, keyName, key);
    return {
      weight: key?.accepted ? CLIENT_WEIGHT.named : CLIENT_WEIGHT.explained,
      key: keyName,
      title: 'the private key cannot be read: its format is not one that this ssh knows',
      proofs: [{ record: event.record, look: keyName }, ...(key?.accepted ? [{ record: key.accepted.record }] : [])],
      advise: () => ({
        summary: `${shortened(keyName)} holds no private key that this ssh can read.${unsupported ? ' It is of a type or with a cipher that this build does not have.' : ''}${key?.accepted ? ' The server would have accepted its public half.' : ''}`,
        causes: hints.length > 0 ? hints.map(({ cause }) => cause) : ['The file was damaged or cut off while it was copied, has CR LF line ends, is a public key, or one of PuTTY.'],
        fixes: [
          runOnClient('look at the first line, and at what ssh-keygen makes of the file', [`head -n 1 ${pathOr(keyName, 'FILE')} | cut -c 1-40`, `ssh-keygen -y -f ${pathOr(keyName, 'FILE')}`]),
          ...hints.map(({ fix }) => fix),
          ...(hints.length > 0 ? [] : [withoutCr(keyName), { side: 'client' as const, summary: 'or copy the file anew from where it is good', action: 'run' as const }]),
        ],
        unknowns: event.type === 'client.key-not-decoded' ? ['Whether the file has a passphrase that was not given: this release has the same words for that.'] : [],
      }),
    };
  },
});

interface Garbled {
  keyName: string;
  event: ClientEvent;
  key: KeyFacts | undefined;
  unsupported: boolean;
}

function garbled(attempt: Attempt): Garbled | undefined {
  const keys = keysOf(attempt);
  const told = faultsOf(attempt, ['format', 'type', 'other']).at(-1);
  if (told) {
    const { keyName, fault } = told.fields;
    return { keyName, event: told, key: keys.find((key) => key.keyName === keyName), unsupported: fault === 'type' };
  }
  const header = lastOf(attempt, 'client.key-header-seen')?.fields.kind;
  const key = keys.findLast((facts) => undecoded(facts, header) === 'format');
  const event = key?.notDecoded.at(-1);
  return key && event && { keyName: key.keyName, event, key, unsupported: false };
}

interface Hint {
  cause: string;
  fix: Fix;
}

function hintsOf(attempt: Attempt, { client }: ClientContext, keyName: string, key: KeyFacts | undefined): Hint[] {
  const path = pathOr(keyName, 'FILE');
  const hints: Hint[] = [];
  if (/\.ppk$/i.test(keyName) || lastOf(attempt, 'client.key-header-seen')?.fields.kind === 'putty') {
    hints.push({ cause: 'It is a key of PuTTY (.ppk), which ssh does not read.', fix: runOnClient('convert it with PuTTY\'s puttygen', [`puttygen ${path} -O private-openssh -o ~/.ssh/converted_key`, 'chmod 600 ~/.ssh/converted_key']) });
  }
  if (keyName.endsWith('.pub')) {
    hints.push({ cause: 'It is the public key: the private one has no .pub at the end.', fix: runOnClient('name the private key', [`ssh -i ${pathOr(keyName.slice(0, -4), 'FILE')} SERVER`]) });
  } else if (key?.offered) {
    hints.push({ cause: 'The file may be the public key itself under the name of the private one: ssh has read its public half.', fix: runOnClient('if the first line begins with ssh- or ecdsa-, bring the private key back from where it was made', [`cut -c 1-20 ${path}`]) });
  }
  if (key?.markers.some(({ fields }) => fields.marker === 'end')) hints.push({ cause: 'Its last line is not as it must be: CR LF line ends, or cut off.', fix: withoutCr(keyName) });
  if (client !== undefined && compareReleases(client, OWN_FORMAT_SINCE) < 0) {
    hints.push({
      cause: `OpenSSH ${client} does not know the format that ssh-keygen of 7.8 and later writes, nor Ed25519: that needs ${OWN_FORMAT_SINCE}.`,
      fix: runOnClient('rewrite an RSA key on a machine with a newer ssh-keygen; better, use a newer ssh', [`ssh-keygen -p -m PEM -f ${path}`], 'This changes the file: work on a copy.'),
    });
  }
  return hints;
}

function withoutCr(keyName: string): Fix {
  const path = pathOr(keyName, 'FILE');
  return runOnClient('take CR line ends away, in a copy', [`(umask 077; tr -d '\\r' < ${path} > ~/.ssh/key_copy)`, 'ssh-keygen -y -f ~/.ssh/key_copy']);
}
