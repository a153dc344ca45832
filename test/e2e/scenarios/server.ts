import { ssh } from '../support/clients.js';
import type { Scenario } from '../support/scenario.js';
import { DROPBEAR_KEY } from '../support/world.js';

/** A key of this type alone will do. */
const insists = (algorithm: string) => ssh('-o', `HostKeyAlgorithms=${algorithm}`);

export const SERVER: readonly Scenario[] = [
  {
    code: 'bad-config-option', name: 'a typing error', config: ['PermitRootLogn no'], down: true,
    fixes: [{ summary: 'check the file, then start sshd again', after: ['write PermitRootLogin instead of PermitRootLogn'] }],
  },
  {
    code: 'bad-config-option', name: 'a keyword of ssh_config', config: ['ConnectTimeout 10'], down: true,
    fixes: [{ summary: 'check the file, then start sshd again', first: `sed -i '/^ConnectTimeout/d' /etc/ssh/sshd_config` }],
  },
  ...['PermitRootLogin maybe', 'Ciphers aes256-ctr,blowfish-cbc'].map((line): Scenario => ({
    code: 'bad-config-value', name: line, config: [line], down: true,
    fixes: [{ summary: 'correct the line, check the file', first: `sed -i '/^${line}/d' /etc/ssh/sshd_config` }],
  })),
  {
    code: 'bind-address-in-use', before: `dropbear -p 127.0.0.1:22 -P /run/dropbear.pid -r ${DROPBEAR_KEY}`, down: true,
    client: (port) => ssh()(port === 22 ? 2222 : port),
    fixes: ['or give this sshd another port'],
  },
  {
    code: 'bind-address-unassignable', config: ['ListenAddress 192.0.2.77'], down: true,
    fixes: ['or listen on every address'],
  },
  {
    code: 'hostkey-missing', hostKeys: ['rsa', 'ed25519'], config: ['HostKey /etc/ssh/ssh_host_ecdsa_key'],
    client: insists('ecdsa-sha2-nistp256'),
    fixes: ['make the default keys that are missing'],
  },
  {
    code: 'hostkey-missing', name: 'a wrong path', hostKeys: ['rsa', 'ed25519'],
    config: ['HostKey /etc/ssh/ssh_host_ed25519.key'], defaultKeys: true, down: true, client: insists('ssh-ed25519'),
    fixes: ['or name only keys that exist'],
  },
  {
    code: 'hostkey-permissions', after: 'chmod 644 /etc/ssh/ssh_host_ed25519_key', client: insists('ssh-ed25519'),
    fixes: ['let root alone read it'],
  },
  {
    code: 'hostkey-unreadable', after: 'echo damaged > /etc/ssh/ssh_host_ed25519_key', client: insists('ssh-ed25519'),
    fixes: ['see what is in it'],
  },
  { code: 'no-hostkeys', name: 'none is there', after: 'rm /etc/ssh/ssh_host_*', down: true, fixes: ['make the keys that are missing'] },
  { code: 'no-hostkeys', name: 'others can read them', after: 'chmod 644 /etc/ssh/ssh_host_*', down: true, fixes: ['make the keys that are missing'] },
  { code: 'privsep-directory-missing', name: 'missing', after: 'rmdir /run/sshd', down: true, fixes: ['make the directory root\'s alone'] },
  { code: 'privsep-directory-missing', name: 'others can write', after: 'chmod 777 /run/sshd', down: true, fixes: ['make the directory root\'s alone'] },
  {
    code: 'binary-replaced-restart-needed', program: '/srv/sshd', before: 'cp /usr/sbin/sshd /srv/sshd',
    running: 'mv /srv/sshd /srv/sshd.old', works: true,
    fixes: [{ summary: 'check the new program, then restart the service', shown: 'silent' }],
  },
];
