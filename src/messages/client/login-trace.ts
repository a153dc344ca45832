import { group } from '../peer.js';
import { type ClientPattern, defineClientPattern, traceLine } from './define.js';

/** Steps of the login that repeat what other lines say. */
export const loginTrace: readonly ClientPattern[] = [
  // 5.7 to 7.7 say there alone where a key comes from; 5.3 does not.
  defineClientPattern({
    id: 'client-key-planned-pointer',
    emits: 'client.key-planned',
    until: '7.7',
    level: 'debug2',
    heads: ['key:'],
    regex: /^key: (.{1,1024}) \((?:0x[0-9a-f]{1,16}|\(nil\))\),?( explicit)?(?:, agent)?$/s,
    decode(m) {
      const sources = [...(m[2] === undefined ? [] : ['explicit' as const]), ...(group(m, 0).endsWith(', agent') ? ['agent' as const] : [])];
      return { keyName: group(m, 1), ...(sources.length > 0 && { sources }) };
    },
    samples: [
      { text: 'key: /home/fred/.ssh/id_rsa (0x5650cb3fa640),', level: 'debug2', fields: { keyName: '/home/fred/.ssh/id_rsa' } },
      { text: 'key: /home/fred/.ssh/deploy_key (0x555acef23330), explicit', level: 'debug2', fields: { keyName: '/home/fred/.ssh/deploy_key', sources: ['explicit'] } },
      { text: 'key: fred@client (0x560ba1139150), agent', level: 'debug2', fields: { keyName: 'fred@client', sources: ['agent'] } },
    ],
  }),
  traceLine('method-order', 'debug3', ['start', 'remaining'], /^(?:start over, passed a different list|remaining preferred:) ?\S{0,1024}$/,
    ['start over, passed a different list publickey,password', 'remaining preferred: keyboard-interactive,password', 'remaining preferred: ']),
  traceLine('method-lookup', 'debug3', ['authmethod_lookup', 'authmethod_is_enabled'], /^authmethod_(?:lookup|is_enabled) \S{1,64}$/, ['authmethod_lookup password']),
  traceLine('method-sent', 'debug2', ['we'], /^we (?:sent an? \S{1,64} packet, wait for reply|did not send a packet, disable method)$/,
    ['we sent a publickey packet, wait for reply', 'we did not send a packet, disable method']),
  traceLine('pubkey-test', 'debug3', ['send_pubkey_test'], /^send_pubkey_test$/, ['send_pubkey_test']),
  traceLine('pubkey-ok', 'debug2', ['input_userauth_pk_ok:'], /^input_userauth_pk_ok: (?:fp .{1,100}|SHA1 fp .{1,100})$/,
    ['input_userauth_pk_ok: fp SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM']),
  traceLine('signing', 'debug3', ['sign_and_send_pubkey', 'sign_and_send_pubkey:'],
    /^sign_and_send_pubkey(?:: (?:[A-Z][A-Z0-9-]{1,30}|using \S{1,64} with [A-Z][A-Z0-9-]{1,30}|signing using \S{1,64}) \S{1,100})?$/,
    ['sign_and_send_pubkey', 'sign_and_send_pubkey: ED25519 SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM',
      'sign_and_send_pubkey: using publickey with ED25519 SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM',
      'sign_and_send_pubkey: signing using ssh-ed25519 SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM']),
  traceLine('certificate-key', 'debug2', ['sign_and_send_pubkey:'], /^sign_and_send_pubkey: using private key ".{1,1024}"(?: from agent)? for certificate$/s,
    ['sign_and_send_pubkey: using private key "/home/fred/.ssh/id_ed25519" for certificate']),
  traceLine('keys-ready', 'debug2', ['pubkey_prepare:'], /^pubkey_prepare: done$/, ['pubkey_prepare: done']),
  traceLine('agent-bound', 'debug1', ['bound'], /^bound agent to hostkey$/, ['bound agent to hostkey'], { since: '8.9' }),
  traceLine('agent-path', 'debug3', ['ssh_get_authentication_socket_path:', 'path'], /^(?:ssh_get_authentication_socket_path: )?path '.{1,1024}'$/s,
    ["ssh_get_authentication_socket_path: path '/run/user/1000/keyring-ssh'"]),
];
