import type { Pattern } from './define.js';
import { after, anyOf, tracing } from './trace.js';

const trace = tracing('configuration');

/** How sshd_config is read, and how it travels from the listener to the process of a connection. */
export const configurationTrace: readonly Pattern[] = [
  trace({
    id: 'configuration-parsed',
    level: 'debug2',
    heads: after('parse_server_config', 'parse_server_config_depth', 'load_server_config'),
    regex: anyOf(
      String.raw`parse_server_config(?:_depth)?: config .{1,1024} len \d{1,9}`,
      String.raw`load_server_config: (?:filename .{1,1024}|done config len = \d{1,9})`,
    ),
    texts: [
      'parse_server_config: config reprocess config len 177', 'parse_server_config_depth: config /etc/ssh/sshd_config len 228',
      'load_server_config: filename /etc/ssh/sshd_config', 'load_server_config: done config len = 228',
    ],
  }),
  trace({
    id: 'configuration-passed',
    level: 'debug3',
    heads: after(
      'send_rexec_state', 'recv_rexec_state', 'send_config_state', 'recv_config_state', 'send_idexch_state', 'recv_idexch_state',
      'recv_privsep_state', 'pack_config', 'pack_hostkeys',
    ),
    regex: anyOf(
      String.raw`(?:send|recv|pack)_rexec_state: entering fd = -?\d{1,6}(?: config len \d{1,9})?`,
      String.raw`(?:send|recv|pack)_config_state: entering fd = -?\d{1,6}(?: config len \d{1,9})?`,
      String.raw`(?:send|recv|pack)_idexch_state: entering fd = -?\d{1,6}(?: config len \d{1,9})?`,
      String.raw`(?:send|recv|pack)_privsep_state: entering fd = -?\d{1,6}(?: config len \d{1,9})?`,
      String.raw`(?:send|recv|pack)_config: entering fd = -?\d{1,6}(?: config len \d{1,9})?`,
      String.raw`(?:send|recv|pack)_hostkeys: entering fd = -?\d{1,6}(?: config len \d{1,9})?`,
      String.raw`(?:send|recv|pack)_rexec_state: (?:d )?config len \d{1,9}`,
      String.raw`(?:send|recv|pack)_config_state: (?:d )?config len \d{1,9}`,
      String.raw`(?:send|recv|pack)_idexch_state: (?:d )?config len \d{1,9}`,
      String.raw`(?:send|recv|pack)_privsep_state: (?:d )?config len \d{1,9}`,
      String.raw`(?:send|recv|pack)_config: (?:d )?config len \d{1,9}`,
      String.raw`(?:send|recv|pack)_hostkeys: (?:d )?config len \d{1,9}`,
      String.raw`(?:send|recv|pack)_(?:rexec_state|config_state|idexch_state|privsep_state|config|hostkeys): begin`,
      String.raw`(?:send|recv|pack)_(?:rexec_state|config_state|idexch_state|privsep_state|config|hostkeys): done`,
    ),
    texts: [
      'send_rexec_state: entering fd = 9 config len 249', 'send_rexec_state: done', 'recv_rexec_state: entering fd = 4',
      'recv_privsep_state: begin', 'pack_config: d config len 228', 'pack_config: done',
    ],
  }),
  trace({
    id: 'configuration-keys-passed',
    level: 'debug2',
    heads: after('parse_hostkeys'),
    regex: /^parse_hostkeys: (?:priv|pub)?key \d{1,3}: [A-Za-z0-9@.-]{1,64}$/,
    texts: [
      'parse_hostkeys: privkey 0: ssh-rsa', 'parse_hostkeys: pubkey 1: ecdsa-sha2-nistp256',
      'parse_hostkeys: key 2: ssh-ed25519',
    ],
  }),
  trace({
    id: 'configuration-match',
    level: 'debug3',
    heads: ['checking', 'match'],
    regex: /^(?:checking match for '.{1,4096}|match (?:not )?found)$/s,
    texts: [
      "checking match for 'User fred' user fred host 192.0.2.10 addr 192.0.2.10 laddr 192.0.2.250 lport 22", 'match found',
      'match not found',
    ],
  }),
  trace({
    id: 'configuration-match-applied',
    level: 'debug1',
    heads: ['user', 'connection'],
    regex: anyOf(
      String.raw`user .{1,256} matched (?:'User .{1,512}'|group list .{1,512}) at line \d{1,6}`,
      String.raw`connection from .{1,256} matched '(?:Host|Address|LocalAddress|LocalPort) .{1,512}' at line \d{1,6}`,
    ),
    texts: [
      "user fred matched 'User fred' at line 90", 'user fred matched group list sftponly at line 91',
      "connection from 192.0.2.10 matched 'Address 192.0.2.0/24' at line 92",
    ],
  }),
];
