import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { group, ipAddress } from './peer.js';

function listening(match: RegExpExecArray): EventFields['server.listening'] | undefined {
  const ip = ipAddress(group(match, 1));
  return ip === undefined ? undefined : { ip, port: Number(match[2]) };
}

const version = (match: RegExpExecArray): EventFields['server.version'] => ({
  version: group(match, 2),
  software: group(match, 1),
});

export const serverLifecycle: readonly Pattern[] = [
  definePattern({
    id: 'server-listening',
    emits: 'server.listening',
    level: 'info',
    heads: ['Server'],
    regex: /^Server listening on (\S+) port (\d{1,5})\.$/,
    decode: listening,
    samples: [
      { text: 'Server listening on 0.0.0.0 port 22.', fields: { ip: '0.0.0.0', port: 22 } },
      { text: 'Server listening on :: port 22.', fields: { ip: '::', port: 22 } },
    ],
  }),
  definePattern({
    id: 'server-listening-rdomain',
    emits: 'server.listening',
    since: '7.7',
    level: 'info',
    heads: ['Server'],
    regex: /^Server listening on (\S+) port (\d{1,5}) rdomain [^.]+\.$/,
    decode: listening,
    samples: [{ text: 'Server listening on 192.0.2.1 port 22 rdomain "vrf-mgmt".', fields: { ip: '192.0.2.1', port: 22 } }],
  }),
  definePattern({
    id: 'server-sighup',
    emits: 'server.reloaded',
    level: 'info',
    heads: ['Received'],
    regex: /^Received SIGHUP; restarting\.$/,
    decode: () => ({}),
    samples: [{ text: 'Received SIGHUP; restarting.', fields: {} }],
  }),
  definePattern({
    id: 'server-terminating',
    emits: 'server.terminated',
    level: 'info',
    heads: ['Received'],
    regex: /^Received signal (\d{1,3}); terminating\.$/,
    decode: (m) => ({ signal: Number(m[1]) }),
    samples: [{ text: 'Received signal 15; terminating.', fields: { signal: 15 } }],
  }),
  definePattern({
    id: 'server-local-version',
    emits: 'server.version',
    level: 'debug1',
    heads: ['Local'],
    regex: /^Local version string SSH-[\d.]+-(OpenSSH_(?:for_Windows_)?(\d[\w.]*)(?: .*)?)$/s,
    decode: version,
    samples: [
      {
        text: 'Local version string SSH-2.0-OpenSSH_5.3',
        level: 'debug1',
        fields: { version: '5.3', software: 'OpenSSH_5.3' },
      },
      {
        text: 'Local version string SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10',
        level: 'debug1',
        fields: { version: '9.2p1', software: 'OpenSSH_9.2p1 Debian-2+deb12u10' },
      },
    ],
  }),
  definePattern({
    id: 'server-sshd-version',
    emits: 'server.version',
    level: 'debug1',
    heads: ['sshd'],
    regex: /^sshd version (OpenSSH_(?:for_Windows_)?(\d[\w.]*)(?: [^,]*)?)$/,
    decode: version,
    samples: [{ text: 'sshd version OpenSSH_5.3p1', level: 'debug1', fields: { version: '5.3p1', software: 'OpenSSH_5.3p1' } }],
  }),
  definePattern({
    id: 'server-sshd-version-library',
    emits: 'server.version',
    since: '6.2',
    level: 'debug1',
    heads: ['sshd'],
    regex: /^sshd version (OpenSSH_(?:for_Windows_)?(\d[\w.]*)(?: [^,]*)?), .*$/s,
    decode: version,
    samples: [
      {
        text: 'sshd version OpenSSH_9.2, OpenSSL 3.0.22 25 Aug 2026',
        level: 'debug1',
        fields: { version: '9.2', software: 'OpenSSH_9.2' },
      },
    ],
  }),
  definePattern({
    id: 'server-session-version',
    emits: 'server.version',
    since: '10.0',
    level: 'debug1',
    heads: ['sshd-session', 'sshd-auth'],
    regex: /^sshd-(?:session|auth) version (OpenSSH_(?:for_Windows_)?(\d[\w.]*)(?: [^,]*)?), .*$/s,
    decode: version,
    samples: [
      {
        text: 'sshd-auth version OpenSSH_10.5, OpenSSL 3.0.22 25 Aug 2026',
        level: 'debug1',
        fields: { version: '10.5', software: 'OpenSSH_10.5' },
      },
      {
        text: 'sshd-session version OpenSSH_10.5, OpenSSL 3.0.22 25 Aug 2026',
        level: 'debug1',
        fields: { version: '10.5', software: 'OpenSSH_10.5' },
      },
    ],
  }),
];
