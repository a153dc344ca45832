import type { ClientEventFields, KeyRemark, SigningFailure } from '../../events/client/index.js';
import { group } from '../peer.js';
import { systemError } from '../system-errors.js';
import { type ClientPattern, defineClientPattern } from './define.js';

const SIGNING_FAILURES: Record<string, SigningFailure> = {
  'agent refused operation': 'refused',
  'communication with agent failed': 'agent-gone',
  'Connection refused': 'agent-gone',
  'No such file or directory': 'agent-gone',
  'Broken pipe': 'agent-gone',
  'device not found': 'device-missing',
  'incorrect passphrase supplied to decrypt private key': 'wrong-passphrase',
  'no mutual signature supported': 'no-algorithm',
};

function signingFailed(m: RegExpExecArray): ClientEventFields['client.signing-failed'] {
  const words = group(m, 4);
  const fromAgent = m[3] !== undefined || words.includes('agent');
  return {
    because: SIGNING_FAILURES[words] ?? 'other',
    ...(m[1] !== undefined && { keyType: m[1] }),
    ...(m[2] !== undefined && { keyName: m[2] }),
    ...(fromAgent && { fromAgent: true as const }),
  };
}

/** auth_debug_add of sshd, from 5.3 on; the reasons of a certificate since 5.4. */
const REMARKS: [RegExp, KeyRemark][] = [
  [/^Certificate invalid: expired$/, 'cert-expired'],
  [/^Certificate invalid: not yet valid$/, 'cert-not-yet-valid'],
  [/^Certificate invalid: name is not a listed principal$/, 'cert-principal'],
  [/^Certificate lacks principal list$/, 'cert-no-principals'],
  [/^Your address '[^']{1,64}' is not permitted to use this certificate for login\.$/, 'cert-source-address'],
  [/^(?:[^']{1,1024}: )?Your host '[^']{1,255}' is not permitted to use this key for login\.$/, 'key-from'],
];

/** What a login says besides its steps. */
export const login: readonly ClientPattern[] = [
  defineClientPattern({
    id: 'client-agent-unreachable',
    emits: 'client.agent',
    since: '6.8',
    level: 'debug1',
    heads: ['ssh_get_authentication_socket:'],
    regex: /^ssh_get_authentication_socket: (.{1,200})$/,
    decode(m) {
      const { errno } = systemError(group(m, 1));
      return { state: 'unreachable' as const, ...(errno !== undefined && { errno }) };
    },
    samples: [{ text: 'ssh_get_authentication_socket: No such file or directory', level: 'debug1', fields: { state: 'unreachable', errno: 'ENOENT' } }],
  }),
  defineClientPattern({
    id: 'client-agent-empty',
    emits: 'client.agent',
    level: 'debug1',
    heads: ['ssh_fetch_identitylist:'],
    regex: /^ssh_fetch_identitylist: agent contains no identities$/,
    decode: () => ({ state: 'empty' as const }),
    samples: [{ text: 'ssh_fetch_identitylist: agent contains no identities', level: 'debug1', fields: { state: 'empty' } }],
  }),
  defineClientPattern({
    id: 'client-agent-holds',
    emits: 'client.agent',
    since: '8.9',
    level: 'debug1',
    heads: ['agent'],
    regex: /^agent returned (\d{1,6}) keys$/,
    decode: (m) => ({ state: 'holds-keys' as const, keys: Number(m[1]) }),
    samples: [{ text: 'agent returned 8 keys', level: 'debug1', fields: { state: 'holds-keys', keys: 8 } }],
  }),
  defineClientPattern({
    id: 'client-key-type-disabled',
    emits: 'client.key-skipped',
    since: '7.0',
    level: 'debug1',
    heads: ['Skipping'],
    regex: /^Skipping ([a-z0-9@.-]{1,64}) key (.{1,1024}) (?:- (?:corresponding algo )?|for )not in (Pubkey\w{1,40})$/s,
    decode: (m) => ({ keyName: group(m, 2), because: 'type-disabled' as const, algorithm: group(m, 1), keyword: group(m, 3) }),
    samples: [
      {
        text: 'Skipping ssh-dss key /home/fred/.ssh/id_dsa - not in PubkeyAcceptedKeyTypes', level: 'debug1',
        fields: { keyName: '/home/fred/.ssh/id_dsa', because: 'type-disabled', algorithm: 'ssh-dss', keyword: 'PubkeyAcceptedKeyTypes' },
      },
      {
        text: 'Skipping ssh-dss key /home/fred/.ssh/id_dsa - corresponding algo not in PubkeyAcceptedAlgorithms', level: 'debug1',
        fields: { keyName: '/home/fred/.ssh/id_dsa', because: 'type-disabled', algorithm: 'ssh-dss', keyword: 'PubkeyAcceptedAlgorithms' },
      },
      {
        text: 'Skipping ssh-dss key /home/fred/.ssh/id_dsa for not in PubkeyAcceptedKeyTypes', level: 'debug1',
        fields: { keyName: '/home/fred/.ssh/id_dsa', because: 'type-disabled', algorithm: 'ssh-dss', keyword: 'PubkeyAcceptedKeyTypes' },
      },
    ],
  }),
  defineClientPattern({
    id: 'client-key-too-small',
    emits: 'client.key-skipped',
    since: '9.1',
    level: 'debug1',
    heads: ['Skipping'],
    regex: /^Skipping key (.{1,1024}): Invalid key length$/s,
    decode: (m) => ({ keyName: group(m, 1), because: 'too-small' as const }),
    samples: [{ text: 'Skipping key /home/fred/.ssh/id_rsa: Invalid key length', level: 'debug1', fields: { keyName: '/home/fred/.ssh/id_rsa', because: 'too-small' } }],
  }),
  // From 7.6, where a key has fewer than 1024 bits, from 9.1 where it has fewer than RequiredRSASize.
  defineClientPattern({
    id: 'client-key-too-small-to-load',
    emits: 'client.key-skipped',
    since: '7.6',
    heads: ['load', 'Load'],
    regex: /^[Ll]oad (?:pubkey|key) "(.{1,1024})": Invalid key length$/s,
    decode: (m) => ({ keyName: group(m, 1), because: 'too-small' as const }),
    samples: [
      { text: 'load pubkey "/home/fred/.ssh/id_rsa": Invalid key length', fields: { keyName: '/home/fred/.ssh/id_rsa', because: 'too-small' } },
      { text: 'Load key "/home/fred/.ssh/id_rsa": Invalid key length', fields: { keyName: '/home/fred/.ssh/id_rsa', because: 'too-small' } },
    ],
  }),
  defineClientPattern({
    id: 'client-no-mutual-signature-algorithm',
    emits: 'client.no-signature-algorithm',
    since: '7.8',
    // At DEBUG1 where it is noticed before the key is offered, at ERROR where it is only when it should sign.
    heads: ['send_pubkey_test:', 'sign_and_send_pubkey:'],
    regex: /^(?:send_pubkey_test|sign_and_send_pubkey): no mutual signature (?:algorithm|supported)$/,
    decode: () => ({}),
    samples: [
      { text: 'send_pubkey_test: no mutual signature algorithm', level: 'debug1', fields: {} },
      { text: 'sign_and_send_pubkey: no mutual signature supported', fields: {} },
    ],
  }),
  defineClientPattern({
    id: 'client-agent-refused',
    emits: 'client.signing-failed',
    until: '6.7',
    heads: ['Agent'],
    regex: /^Agent admitted failure to sign using the key\.$/,
    decode: () => ({ because: 'refused' as const, fromAgent: true as const }),
    samples: [{ text: 'Agent admitted failure to sign using the key.', fields: { because: 'refused', fromAgent: true } }],
  }),
  defineClientPattern({
    id: 'client-signing-failed',
    emits: 'client.signing-failed',
    since: '6.8',
    heads: ['sign_and_send_pubkey:'],
    regex: /^sign_and_send_pubkey: signing failed(?: for ([A-Z][A-Z0-9-]{1,30}) "(.{0,1024})"( from agent)?)?: ([^":]{1,200})$/s,
    decode: signingFailed,
    samples: [
      { text: 'sign_and_send_pubkey: signing failed: agent refused operation', fields: { because: 'refused', fromAgent: true } },
      {
        text: 'sign_and_send_pubkey: signing failed for ED25519 "fred@client" from agent: agent refused operation',
        fields: { because: 'refused', keyType: 'ED25519', keyName: 'fred@client', fromAgent: true },
      },
      {
        text: 'sign_and_send_pubkey: signing failed for ED25519-SK "/home/fred/.ssh/id_ed25519_sk": device not found',
        fields: { because: 'device-missing', keyType: 'ED25519-SK', keyName: '/home/fred/.ssh/id_ed25519_sk' },
      },
    ],
  }),
  defineClientPattern({
    id: 'client-signature-algorithms',
    emits: 'client.signature-algorithms',
    since: '7.2',
    level: 'debug1',
    heads: ['kex_input_ext_info:', 'kex_ext_info_client_parse:'],
    regex: /^kex_(?:input_ext_info|ext_info_client_parse): server-sig-algs=<(\S{0,1000})>$/,
    decode: (m) => ({ algorithms: group(m, 1).split(',').filter((name) => name !== '') }),
    samples: [{ text: 'kex_input_ext_info: server-sig-algs=<ssh-ed25519,rsa-sha2-256>', level: 'debug1', fields: { algorithms: ['ssh-ed25519', 'rsa-sha2-256'] } }],
  }),
  defineClientPattern({
    id: 'client-methods-preferred',
    emits: 'client.methods-preferred',
    level: 'debug3',
    heads: ['preferred'],
    regex: /^preferred ([a-z0-9@.,-]{0,200})$/,
    decode: (m) => ({ methods: group(m, 1).split(',').filter((method) => method !== '') }),
    samples: [{ text: 'preferred publickey,password', level: 'debug3', fields: { methods: ['publickey', 'password'] } }],
  }),
  defineClientPattern({
    id: 'client-key-remark',
    emits: 'client.key-remark',
    level: 'debug1',
    heads: ['Remote:'],
    regex: /^Remote: (.{1,1400})$/s,
    decode(m) {
      const remark = REMARKS.find(([regex]) => regex.test(group(m, 1)))?.[1];
      return remark === undefined ? undefined : { remark };
    },
    samples: [
      { text: 'Remote: Certificate invalid: expired', level: 'debug1', fields: { remark: 'cert-expired' } },
      { text: "Remote: Your host '192.0.2.10' is not permitted to use this key for login.", level: 'debug1', fields: { remark: 'key-from' } },
      { text: "Remote: Your address '192.0.2.10' is not permitted to use this certificate for login.", level: 'debug1', fields: { remark: 'cert-source-address' } },
    ],
  }),
];
