import { group, ipAddress } from '../peer.js';
import { type ClientPattern, defineClientPattern, traceLine } from './define.js';

const HOST = String.raw`[^\s\[\]]{1,255}`;

/** How a run begins and where it goes, from 5.3 to 10.5. */
export const run: readonly ClientPattern[] = [
  defineClientPattern({
    id: 'client-started',
    emits: 'client.started',
    heads: [],
    regex: /^(OpenSSH_\S{1,40}(?: [^,]{1,60})?), ((?:OpenSSL|LibreSSL|BoringSSL|AWS-LC|without) ?.{0,80})$/,
    ends: 'either',
    decode: (m) => ({ software: group(m, 1), library: group(m, 2) }),
    samples: [
      { text: 'OpenSSH_9.2p1 Debian-2+deb12u10, OpenSSL 3.0.22 25 Aug 2026', fields: { software: 'OpenSSH_9.2p1 Debian-2+deb12u10', library: 'OpenSSL 3.0.22 25 Aug 2026' } },
      { text: 'OpenSSH_5.3p1, OpenSSL 1.0.1e 11 Feb 2013', fields: { software: 'OpenSSH_5.3p1', library: 'OpenSSL 1.0.1e 11 Feb 2013' } },
    ],
  }),
  defineClientPattern({
    id: 'client-started-debug',
    emits: 'client.started',
    since: '10.0',
    level: 'debug1',
    heads: [],
    regex: /^(OpenSSH_\S{1,40}(?: [^,]{1,60})?), ((?:OpenSSL|LibreSSL|BoringSSL|AWS-LC|without) ?.{0,80})$/,
    decode: (m) => ({ software: group(m, 1), library: group(m, 2) }),
    samples: [{ text: 'OpenSSH_10.5p1, OpenSSL 3.0.22 25 Aug 2026', level: 'debug1', fields: { software: 'OpenSSH_10.5p1', library: 'OpenSSL 3.0.22 25 Aug 2026' } }],
  }),
  defineClientPattern({
    id: 'client-command',
    emits: 'client.command',
    heads: [],
    regex: /^(?:\S{0,80}(?: \S{1,80}){0,2} ?)?[$#%>] (?:[A-Za-z_]\w{0,40}=\S{0,200} )*(?:sudo )?(ssh|sftp|scp|slogin|git|rsync|ssh-copy-id)(?: (.{0,2000}))?$/,
    ends: 'either',
    decode: (m) => ({ program: group(m, 1), arguments: group(m, 2) }),
    samples: [
      { text: '[fred@client ~]$ ssh -v fred@server', fields: { program: 'ssh', arguments: '-v fred@server' } },
      { text: '$ scp x server:', fields: { program: 'scp', arguments: 'x server:' } },
      { text: 'root@client:~# ssh server', fields: { program: 'ssh', arguments: 'server' } },
    ],
  }),
  defineClientPattern({
    id: 'client-reading-configuration',
    emits: 'client.configuration-read',
    level: 'debug1',
    heads: ['Reading'],
    regex: /^Reading configuration data (.{1,1024})$/,
    decode: (m) => ({ path: group(m, 1) }),
    samples: [{ text: 'Reading configuration data /etc/ssh/ssh_config', level: 'debug1', fields: { path: '/etc/ssh/ssh_config' } }],
  }),
  defineClientPattern({
    id: 'client-proxy-jump',
    emits: 'client.proxy-command',
    since: '7.3',
    level: 'debug1',
    heads: ['Setting'],
    regex: /^Setting implicit ProxyCommand from ProxyJump: (.{1,1024})$/,
    decode: (m) => ({ command: group(m, 1), jump: true as const }),
    samples: [{
      text: "Setting implicit ProxyCommand from ProxyJump: ssh -l fred -v -W '[%h]:%p' jump", level: 'debug1',
      fields: { command: "ssh -l fred -v -W '[%h]:%p' jump", jump: true },
    }],
  }),
  defineClientPattern({
    id: 'client-proxy-command',
    emits: 'client.proxy-command',
    level: 'debug1',
    heads: ['Executing'],
    regex: /^Executing proxy (?:dialer )?command: (?:exec )?(.{1,1024})$/,
    decode: (m) => ({ command: group(m, 1) }),
    samples: [{ text: 'Executing proxy command: exec nc server 22', level: 'debug1', fields: { command: 'nc server 22' } }],
  }),
  defineClientPattern({
    id: 'client-connecting',
    emits: 'client.connecting',
    level: 'debug1',
    heads: ['Connecting'],
    regex: new RegExp(String.raw`^Connecting to (${HOST}) (?:\[([^\]]{1,64})\] )?port (\d{1,5})\.$`),
    decode(m) {
      const ip = ipAddress(group(m, 2));
      return { hostName: group(m, 1), ...(ip !== undefined && { ip }), port: Number(group(m, 3)) };
    },
    samples: [
      { text: 'Connecting to server.example.org [192.0.2.250] port 22.', level: 'debug1', fields: { hostName: 'server.example.org', ip: '192.0.2.250', port: 22 } },
      { text: 'Connecting to dual.example.org [2001:db8::17] port 2222.', level: 'debug1', fields: { hostName: 'dual.example.org', ip: '2001:db8::17', port: 2222 } },
    ],
  }),
  defineClientPattern({
    id: 'client-connected',
    emits: 'client.connected',
    level: 'debug1',
    heads: ['Connection'],
    regex: /^Connection established\.$/,
    decode: () => ({}),
    samples: [{ text: 'Connection established.', level: 'debug1', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-own-version',
    emits: 'client.own-version',
    level: 'debug1',
    heads: ['Local'],
    regex: /^Local version string SSH-[\d.]{1,8}-(.{1,253})$/,
    decode: (m) => ({ software: group(m, 1) }),
    samples: [{ text: 'Local version string SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10', level: 'debug1', fields: { software: 'OpenSSH_9.2p1 Debian-2+deb12u10' } }],
  }),
  defineClientPattern({
    id: 'client-server-version',
    emits: 'client.server-version',
    level: 'debug1',
    heads: ['Remote'],
    regex: /^Remote protocol version (\d{1,5}\.\d{1,5}), remote software version ?(.{0,1024})$/s,
    decode: (m) => ({ protocol: group(m, 1), software: group(m, 2) }),
    samples: [{ text: 'Remote protocol version 2.0, remote software version OpenSSH_7.4', level: 'debug1', fields: { protocol: '2.0', software: 'OpenSSH_7.4' } }],
  }),
  defineClientPattern({
    id: 'client-authenticating',
    emits: 'client.authenticating',
    since: '6.8',
    level: 'debug1',
    heads: ['Authenticating'],
    regex: /^Authenticating to (\S{1,1025}):(\d{1,5}) as '(.{0,1024})'$/s,
    decode: (m) => ({ hostName: group(m, 1), port: Number(group(m, 2)), user: group(m, 3) }),
    samples: [{ text: "Authenticating to server.example.org:22 as 'fred'", level: 'debug1', fields: { hostName: 'server.example.org', port: 22, user: 'fred' } }],
  }),
  defineClientPattern({
    id: 'client-exit-status',
    emits: 'client.exit-status',
    level: 'debug1',
    heads: ['Exit'],
    regex: /^Exit status (-?\d{1,10})$/,
    decode: (m) => ({ status: Number(group(m, 1)) }),
    samples: [{ text: 'Exit status 127', level: 'debug1', fields: { status: 127 } }],
  }),
  traceLine('identity-file', 'debug1', ['identity'], /^identity file .{1,1024} type -?\d{1,3}$/s, ['identity file /home/fred/.ssh/id_rsa type -1']),
  traceLine('applying-options', 'debug1', ['Applying', '… line'], /^(?:.{1,1024} line \d{1,6}: )?Applying options for .{1,1024}$/s,
    ['/etc/ssh/ssh_config line 3: Applying options for *', 'Applying options for *']),
];
