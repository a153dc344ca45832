import type { Pattern } from './define.js';
import { after, anyOf, tracing } from './trace.js';

const trace = tracing('monitor');

const ASKING = [
  'mm_audit_event', 'mm_auth2_read_banner', 'mm_auth_password', 'mm_bsdauth_query', 'mm_bsdauth_respond',
  'mm_choose_dh', 'mm_decode_activate_server_options', 'mm_do_pam_account', 'mm_get_state', 'mm_getpwnamallow',
  'mm_hostbased_key_allowed', 'mm_inform_authrole', 'mm_inform_authserv', 'mm_key_allowed', 'mm_key_sign', 'mm_key_verify',
  'mm_pty_allocate', 'mm_send_keystate', 'mm_session_pty_cleanup2', 'mm_sshkey_setcompat', 'mm_sshkey_sign', 'mm_sshkey_verify',
  'mm_sshpam_free_ctx', 'mm_sshpam_init_ctx', 'mm_sshpam_query', 'mm_sshpam_respond', 'mm_start_pam', 'mm_terminate',
  'mm_user_key_allowed',
];

const ANSWERING = [
  'audit_event', 'auth2_read_banner', 'authpassword', 'authrole', 'authserv', 'keyallowed', 'keyverify', 'moduli',
  'pam_account', 'pam_free_ctx', 'pam_init_ctx', 'pam_query', 'pam_respond', 'pam_start', 'pty', 'pty_cleanup', 'pwnamallow',
  'setcompat', 'sign', 'state', 'term',
].map((name) => `mm_answer_${name}`);

const FUNCTIONS = [...ASKING, ...ANSWERING];

/** What the unprivileged child asks of the monitor, and what it is told: message numbers, lengths, addresses in memory. */
export const monitorDialogue: readonly Pattern[] = [
  trace({
    id: 'monitor-function',
    level: 'debug3',
    until: '8.4',
    heads: FUNCTIONS,
    regex: /^mm_(?!request_|answer_audit_c|audit_r)[a-z0-9_]{3,40}(?: entering)?$/,
    texts: ['mm_getpwnamallow entering', 'mm_answer_sign', 'mm_answer_pwnamallow', 'mm_answer_keyallowed entering'],
  }),
  trace({
    id: 'monitor-function-named',
    level: 'debug3',
    heads: after(...FUNCTIONS),
    regex: /^mm_(?!request_|answer_audit_c|audit_r)[a-z0-9_]{3,40}: (?:entering|done|waiting for MONITOR_ANS_[A-Z0-9_]{2,30})$/,
    texts: ['mm_answer_sign: entering', 'mm_getpwnamallow: waiting for MONITOR_ANS_PWNAM', 'mm_answer_state: done'],
  }),
  // Patch of distributions for Linux audit, which keeps the old form in every release.
  trace({
    id: 'monitor-audit-command',
    level: 'debug3',
    heads: ['mm_audit_run_command', 'mm_answer_audit_command', ...after('mm_audit_run_command', 'mm_answer_audit_command')],
    regex: /^mm_(?:audit_run_command|answer_audit_command):? entering(?:,? command .{0,1024})?$/s,
    texts: ['mm_audit_run_command entering command true', 'mm_answer_audit_command entering'],
  }),
  trace({
    id: 'monitor-request',
    level: 'debug3',
    heads: ['mm_request_send', 'mm_request_receive', 'mm_request_receive_expect'],
    until: '8.4',
    regex: /^mm_request_(?:send|receive|receive_expect) entering(?:: type \d{1,4})?$/,
    texts: ['mm_request_send entering: type 6', 'mm_request_receive entering', 'mm_request_receive_expect entering: type 7'],
  }),
  trace({
    id: 'monitor-request-named',
    level: 'debug3',
    since: '8.5',
    heads: after('mm_request_send', 'mm_request_receive', 'mm_request_receive_expect'),
    regex: /^mm_request_(?:send|receive|receive_expect): (?:entering(?:, type \d{1,4})?|monitor fd closed)$/,
    texts: [
      'mm_request_send: entering, type 6', 'mm_request_receive: entering', 'mm_request_receive_expect: entering, type 7',
      'mm_request_receive: monitor fd closed',
    ],
  }),
  trace({
    id: 'monitor-read-once',
    level: 'debug2',
    heads: after('monitor_read'),
    regex: /^monitor_read: \d{1,4} used once, disabling now$/,
    texts: ['monitor_read: 6 used once, disabling now'],
  }),
  trace({
    id: 'monitor-read',
    level: 'debug3',
    heads: after('monitor_read'),
    regex: /^monitor_read: checking request \d{1,4}$/,
    texts: ['monitor_read: checking request 100'],
  }),
  trace({
    id: 'monitor-authserv',
    level: 'debug3',
    heads: after('mm_answer_authserv', 'mm_answer_authrole'),
    regex: /^mm_answer_auth(?:serv|role): (?:service=\S{0,64}, style=.{0,128}|role=.{0,128})$/s,
    texts: ['mm_answer_authserv: service=ssh-connection, style=', 'mm_answer_authserv: service=ssh-connection, style=, role='],
  }),
  trace({
    id: 'monitor-pwnam',
    level: 'debug3',
    heads: after('mm_answer_pwnamallow'),
    regex: /^mm_answer_pwnamallow: sending MONITOR_ANS_PWNAM: [01]$/,
    texts: ['mm_answer_pwnamallow: sending MONITOR_ANS_PWNAM: 1'],
  }),
  trace({
    id: 'monitor-auth-password',
    level: 'debug3',
    heads: after('mm_auth_password'),
    regex: /^mm_auth_password: user (?:not )?authenticated$/,
    texts: ['mm_auth_password: user authenticated', 'mm_auth_password: user not authenticated'],
  }),
  trace({
    id: 'monitor-sign',
    level: 'debug3',
    heads: after('mm_answer_sign', 'mm_sshkey_sign'),
    regex: anyOf(
      String.raw`mm_(?:answer|sshkey)_sign: (?:hostkey proof )?signature 0x[0-9a-f]{1,16}\(\d{1,6}\)`,
      String.raw`mm_(?:answer|sshkey)_sign: [A-Za-z0-9@.-]{1,64} (?:KEX |hostkey proof )?signature len=\d{1,6}`,
    ),
    texts: [
      'mm_answer_sign: signature 0x55feeeafb380(271)', 'mm_answer_sign: hostkey proof signature 0x55c123f483d0(83)',
      'mm_answer_sign: ssh-ed25519 KEX signature len=83', 'mm_sshkey_sign: ssh-ed25519 signature len=83',
      'mm_answer_sign: ssh-ed25519 hostkey proof signature len=83',
    ],
  }),
  trace({
    id: 'monitor-sign-key',
    level: 'debug1',
    since: '10.0',
    heads: after('mm_answer_sign'),
    regex: /^mm_answer_sign: hostkey [A-Za-z0-9@.-]{1,64} index \d{1,4}$/,
    texts: ['mm_answer_sign: hostkey ssh-ed25519 index 2'],
  }),
  trace({
    id: 'monitor-state',
    level: 'debug1',
    heads: after('mm_answer_state'),
    regex: /^mm_answer_state: config len \d{1,9}$/,
    texts: ['mm_answer_state: config len 228'],
  }),
  trace({
    id: 'monitor-key-blob',
    level: 'debug3',
    heads: after('mm_answer_keyallowed', 'mm_newkeys_from_blob', 'mm_newkeys_to_blob'),
    regex: anyOf(
      String.raw`mm_answer_keyallowed: key_from_blob: 0x[0-9a-f]{1,16}(?:\(\d{1,6}\))?`,
      String.raw`mm_newkeys_to_blob: converting 0x[0-9a-f]{1,16}(?:\(\d{1,6}\))?`,
      String.raw`mm_newkeys_from_blob: 0x[0-9a-f]{1,16}(?:\(\d{1,6}\))?`,
    ),
    texts: [
      'mm_answer_keyallowed: key_from_blob: 0x55feeeb02b10', 'mm_newkeys_to_blob: converting 0x5586c0282000',
      'mm_newkeys_from_blob: 0x5586c0281d30(130)',
    ],
  }),
  trace({
    id: 'monitor-moduli',
    level: 'debug3',
    heads: after('mm_answer_moduli', 'mm_choose_dh'),
    regex: /^mm_(?:answer_moduli: got parameters: \d{1,10} \d{1,10} \d{1,10}|choose_dh: remaining \d{1,6})$/,
    texts: ['mm_answer_moduli: got parameters: 2048 3072 8192', 'mm_choose_dh: remaining 0'],
  }),
  trace({
    id: 'monitor-keystate',
    level: 'debug3',
    heads: after('mm_send_keystate', 'mm_get_keystate', 'mm_share_sync', 'monitor_apply_keystate'),
    regex: anyOf(
      String.raw`mm_send_keystate: Sending new keys: 0x[0-9a-f]{1,16} 0x[0-9a-f]{1,16}`,
      String.raw`mm_send_keystate: New keys have been sent`,
      String.raw`mm_send_keystate: Sending compression state`,
      String.raw`mm_send_keystate: Finished sending state`,
      String.raw`mm_get_keystate: Waiting for (?:new keys|second key)`,
      String.raw`mm_get_keystate: GOT new keys`,
      String.raw`mm_get_keystate: Getting (?:compression state|Network I/O buffers)`,
      String.raw`mm_share_sync: Share sync(?: end)?`,
      String.raw`monitor_apply_keystate: packet_set_state`,
    ),
    texts: [
      'mm_send_keystate: Finished sending state', 'mm_send_keystate: Sending new keys: 0x5586c0282000 0x5586c0280760',
      'mm_send_keystate: New keys have been sent', 'mm_get_keystate: Waiting for new keys', 'mm_get_keystate: GOT new keys',
      'mm_get_keystate: Getting Network I/O buffers', 'mm_share_sync: Share sync end', 'monitor_apply_keystate: packet_set_state',
    ],
  }),
  trace({
    id: 'monitor-pty',
    level: 'debug3',
    heads: after('mm_answer_pty'),
    regex: /^mm_answer_pty: tty \/dev\/\S{1,60} ptyfd -?\d{1,6}$/,
    texts: ['mm_answer_pty: tty /dev/pts/0 ptyfd 8'],
  }),
  trace({
    id: 'monitor-pam',
    level: 'debug3',
    heads: [
      ...after('mm_do_pam_account', 'mm_answer_pam_account', 'mm_sshpam_query', 'mm_sshpam_respond'),
      'mm_do_pam_account',
    ],
    regex: anyOf(
      String.raw`mm_(?:do|answer)_pam_account:? returning -?\d{1,4}`,
      String.raw`mm_sshpam_(?:query|respond): pam_(?:query|respond) returned -?\d{1,4}`,
    ),
    texts: ['mm_do_pam_account returning 1', 'mm_sshpam_query: pam_query returned 0', 'mm_answer_pam_account: returning 1'],
  }),
  trace({
    id: 'monitor-started',
    level: 'debug3',
    heads: ['preauth'],
    regex: /^preauth child monitor started$/,
    texts: ['preauth child monitor started'],
  }),
  trace({
    id: 'monitor-session-closed',
    level: 'debug3',
    heads: after('mm_session_close', 'mm_answer_term'),
    regex: anyOf(
      String.raw`mm_session_close: (?:session \d{1,6} pid \d{1,10}|tty /dev/\S{1,60} ptyfd -?\d{1,6})`,
      String.raw`mm_answer_term: tearing down sessions`,
    ),
    texts: [
      'mm_session_close: session 0 pid 4711', 'mm_session_close: tty /dev/pts/0 ptyfd 8',
      'mm_answer_term: tearing down sessions',
    ],
  }),
];
