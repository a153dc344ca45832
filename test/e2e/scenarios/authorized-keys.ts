import type { Scenario } from '../support/scenario.js';

const KEYS = '/home/fred/.ssh/authorized_keys';
/** The key of the client alone, with something in front of it. */
const only = (options: string) => `sed -n '1s/^/${options}/p' ${KEYS} > keys; cat keys > ${KEYS}`;
/** What stands for the line's own key. */
const SAME_KEY = { 'ssh-ed25519 AAAA… comment': 'CLIENT-KEY' };
const INSTALL = 'install the public key for the account';
const PERMISSIONS = 'take write permission from all others';

const permissions = (name: string, before: string): Scenario => ({ code: 'authorized-keys-bad-permissions', name, before, fixes: [PERMISSIONS] });

export const AUTHORIZED_KEYS: readonly Scenario[] = [
  permissions('others can write the file', `chmod 666 ${KEYS}`),
  permissions('others can write the directory', 'chmod 777 /home/fred/.ssh'),
  permissions('others can write the home', 'chmod 777 /home/fred'),
  permissions('the file is of another user', `useradd ann; chown ann ${KEYS}; chmod 644 ${KEYS}`),
  { ...permissions('others can write the file', `chmod 666 ${KEYS}`), syslog: true, logLevel: 'DEBUG1' },
  {
    code: 'authorized-keys-unreadable', name: 'mode', logLevel: 'DEBUG1', before: `chmod 000 ${KEYS}`,
    fixes: ['let the user read his file'],
  },
  {
    code: 'authorized-keys-unreadable', name: 'owner', logLevel: 'DEBUG1', before: `chown root ${KEYS}; chmod 600 ${KEYS}`,
    // "Where namei shows a wrong owner: chown it to the user."
    fixes: [{ summary: 'let the user read his file' }],
  },
  {
    code: 'authorized-keys-missing', logLevel: 'DEBUG1', before: 'rm -r /home/fred/.ssh',
    fixes: [
      { summary: INSTALL },
      { summary: 'or put the key there as root', fill: { 'KEY.pub': 'id_ed25519.pub' } },
    ],
  },
  {
    code: 'authorized-keys-expired', logLevel: 'DEBUG1', before: only('expiry-time="20200101" '),
    fixes: [{ summary: 'write a later time into the line', fill: { ...SAME_KEY, YYYYMMDD: '20990101' } }],
  },
  {
    code: 'authorized-keys-from-mismatch', before: only('from="192.0.2.0\\/24" '),
    fixes: [{ summary: 'allow the address in the line of his key', fill: SAME_KEY }],
  },
  {
    code: 'authorized-keys-bad-option', logLevel: 'DEBUG1', before: only('no-such-option '),
    // It shows the line: what is wrong in it stands in the finding, and taking that out is up to the reader.
    fixes: [{ summary: 'look at line 1', finish: `sed -i 's/^no-such-option //' ${KEYS}` }],
  },
  {
    code: 'authorized-keys-garbled', logLevel: 'DEBUG2', before: `sed -n '1s/AAAA/AAAB/p' ${KEYS} > keys; cat keys > ${KEYS}`,
    fixes: [{ summary: 'install the key again', fill: { 'USER@': 'fred@' } }],
  },
  {
    code: 'key-not-authorized', logLevel: 'VERBOSE', before: `rm .ssh/id_rsa*; sed -i 1d ${KEYS}`,
    fixes: [INSTALL],
  },
  {
    code: 'key-not-authorized', name: 'the client offers another key', logLevel: 'VERBOSE',
    before: `ssh-keygen -q -t ed25519 -N '' -f .ssh/other; echo 'IdentityFile ~/.ssh/other' >> /etc/ssh/ssh_config`,
    fixes: ['offer only the key that is meant for this server'],
  },
  {
    code: 'authorized-keys-command-failed', name: 'others can write the program',
    config: ['AuthorizedKeysFile none', 'AuthorizedKeysCommand /srv/keys', 'AuthorizedKeysCommandUser nobody'],
    before: `printf '#!/bin/sh\\ncat /srv/list\\n' > /srv/keys; cat ${KEYS} > /srv/list; chmod 777 /srv/keys`,
    fixes: ['give the whole path to root'],
  },
  {
    code: 'authorized-keys-command-failed', name: 'its user does not exist',
    config: ['AuthorizedKeysFile none', 'AuthorizedKeysCommand /srv/keys', 'AuthorizedKeysCommandUser nosuchuser'],
    before: `printf '#!/bin/sh\\ncat /srv/list\\n' > /srv/keys; cat ${KEYS} > /srv/list; chmod 755 /srv/keys`,
    fixes: ['name an account that exists'],
  },
];
