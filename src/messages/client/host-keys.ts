import type { Certificate } from '../../events/vocabulary.js';
import type { HostCertificateFault } from '../../events/client/index.js';
import { group, ipAddress } from '../peer.js';
import { systemError } from '../system-errors.js';
import { type ClientPattern, defineClientPattern } from './define.js';
import { FINGERPRINT, KEY_ALGORITHM, KEY_TYPE } from './key-fingerprint.js';

const SHA = 'SHA256:KvsWkNxD2kYVdzBd/WlKIrVd4r7Vc3Y0JNBXVxXBnUo';
const CA = 'SHA256:Hhu9hPAkzNZaP+2GXWjYZ6B7uqPyGjj0cQeKAQHeh2I';
const KNOWN_HOSTS = '/home/fred/.ssh/known_hosts';

const CERTIFICATE_FAULTS: Readonly<Record<string, HostCertificateFault>> = {
  expired: 'expired', 'not yet valid': 'not-yet-valid', 'name is not a listed principal': 'wrong-name', 'not a host certificate': 'not-a-host-certificate',
};

const REASONS = { 'has changed': 'changed', 'was revoked': 'revoked' } as const;

/** What ssh finds out about the key of the server, what it asks, and what it stores. */
export const hostKeys: readonly ClientPattern[] = [
  defineClientPattern({
    id: 'client-host-key-received',
    emits: 'client.host-key-received',
    level: 'debug1',
    heads: ['Server'],
    regex: new RegExp(`^Server host key: (${KEY_ALGORITHM}) (${FINGERPRINT})$`),
    decode: (m) => ({ key: { type: group(m, 1), fingerprint: group(m, 2) } }),
    samples: [
      { text: `Server host key: ssh-ed25519 ${SHA}`, level: 'debug1', fields: { key: { type: 'ssh-ed25519', fingerprint: SHA } } },
      {
        text: 'Server host key: RSA cf:d0:c4:f8:80:be:5f:d2:71:28:36:a3:0d:e2:71:1b', level: 'debug1',
        fields: { key: { type: 'RSA', fingerprint: 'cf:d0:c4:f8:80:be:5f:d2:71:28:36:a3:0d:e2:71:1b' } },
      },
    ],
  }),
  defineClientPattern({
    id: 'client-host-certificate-received',
    emits: 'client.host-certificate-received',
    since: '7.2',
    level: 'debug1',
    heads: ['Server'],
    regex: new RegExp(`^Server host certificate: (${KEY_ALGORITHM}) (${FINGERPRINT}), serial (\\d{1,20}) ID "(.{0,1024})" CA (${KEY_ALGORITHM}) (${FINGERPRINT}) valid .{1,80}$`, 's'),
    decode(m) {
      const certificate: Certificate = { id: group(m, 4), serial: group(m, 3), ca: { type: group(m, 5), fingerprint: group(m, 6) } };
      return { key: { type: group(m, 1), fingerprint: group(m, 2) }, certificate };
    },
    samples: [{
      text: `Server host certificate: ssh-ed25519-cert-v01@openssh.com ${SHA}, serial 7 ID "web" CA ssh-ed25519 ${CA} valid forever`, level: 'debug1',
      fields: { key: { type: 'ssh-ed25519-cert-v01@openssh.com', fingerprint: SHA }, certificate: { id: 'web', serial: '7', ca: { type: 'ssh-ed25519', fingerprint: CA } } },
    }],
  }),
  defineClientPattern({
    id: 'client-host-certificate-faulty',
    emits: 'client.host-certificate-faulty',
    heads: ['Certificate'],
    regex: /^Certificate (?:invalid: (expired|not yet valid|name is not a listed principal|not a host certificate)|(lacks principal list))$/,
    decode: (m) => ({ reason: m[2] === undefined ? (CERTIFICATE_FAULTS[group(m, 1)] ?? 'other') : ('no-principals' as const) }),
    samples: [
      { text: 'Certificate invalid: expired', fields: { reason: 'expired' } },
      { text: 'Certificate invalid: not yet valid', fields: { reason: 'not-yet-valid' } },
      { text: 'Certificate invalid: name is not a listed principal', fields: { reason: 'wrong-name' } },
      { text: 'Certificate lacks principal list', fields: { reason: 'no-principals' } },
    ],
  }),
  defineClientPattern({
    id: 'client-host-certificate-options',
    emits: 'client.host-certificate-faulty',
    heads: ['Certificate'],
    regex: /^Certificate for \S{1,1025} contains unsupported critical options\(s\)$/,
    decode: () => ({ reason: 'critical-options' as const }),
    samples: [{ text: 'Certificate for server.example.org contains unsupported critical options(s)', fields: { reason: 'critical-options' } }],
  }),
  defineClientPattern({
    id: 'client-host-certificate-unmatched',
    emits: 'client.host-certificate-unmatched',
    level: 'debug1',
    heads: ['No'],
    regex: /^No matching CA found\. Retry with plain key$/,
    decode: () => ({}),
    samples: [{ text: 'No matching CA found. Retry with plain key', level: 'debug1', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-host-key-matched',
    emits: 'client.host-key-matched',
    level: 'debug1',
    heads: ['Host'],
    regex: new RegExp(`^Host '(.{1,1024})' is known and matches the ${KEY_TYPE} host (?:key|certificate)\\.$`, 's'),
    decode: (m) => ({ hostName: group(m, 1) }),
    samples: [{ text: "Host 'server.example.org' is known and matches the ED25519 host key.", level: 'debug1', fields: { hostName: 'server.example.org' } }],
  }),
  defineClientPattern({
    id: 'client-host-key-refused',
    emits: 'client.host-key-refused',
    heads: [],
    regex: new RegExp(`^(?:(${KEY_TYPE}) host|Host|host) key for (\\S{1,1025}) (has changed|was revoked) and you have requested strict checking\\.$`),
    decode: (m) => ({ hostName: group(m, 2), reason: REASONS[m[3] as keyof typeof REASONS], ...(m[1] !== undefined && { keyType: m[1] }) }),
    samples: [
      { text: 'ED25519 host key for server.example.org has changed and you have requested strict checking.', fields: { hostName: 'server.example.org', reason: 'changed', keyType: 'ED25519' } },
      { text: 'Host key for server.example.org has changed and you have requested strict checking.', fields: { hostName: 'server.example.org', reason: 'changed' } },
      { text: 'RSA host key for server.example.org was revoked and you have requested strict checking.', fields: { hostName: 'server.example.org', reason: 'revoked', keyType: 'RSA' } },
    ],
  }),
  defineClientPattern({
    id: 'client-host-key-unknown',
    emits: 'client.host-key-refused',
    heads: ['No'],
    regex: new RegExp(`^No (${KEY_TYPE}) host key is known for (\\S{1,1025}) and you have requested strict checking\\.$`),
    decode: (m) => ({ hostName: group(m, 2), keyType: group(m, 1), reason: 'unknown' as const }),
    samples: [{ text: 'No ED25519 host key is known for [server.example.org]:2222 and you have requested strict checking.', fields: { hostName: '[server.example.org]:2222', keyType: 'ED25519', reason: 'unknown' } }],
  }),
  defineClientPattern({
    id: 'client-host-key-strict-exit',
    emits: 'client.host-key-refused',
    heads: ['Exiting,'],
    regex: /^Exiting, you have requested strict checking\.$/,
    decode: () => ({ reason: 'other' as const }),
    samples: [{ text: 'Exiting, you have requested strict checking.', fields: { reason: 'other' } }],
  }),
  defineClientPattern({
    id: 'client-host-key-verification-failed',
    emits: 'client.host-key-verification-failed',
    heads: ['Host'],
    regex: /^Host key verification failed\.$/,
    decode: () => ({}),
    samples: [{ text: 'Host key verification failed.', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-host-key-asked',
    emits: 'client.host-key-asked',
    // A terminal gets a carriage return in front, from 8.x on.
    heads: ['The', '\rThe'],
    ends: 'either',
    regex: /^\r?The authenticity of host '(.{1,1024}?)(?: \(([^()']{1,64})\))?' can't be established[.,]?$/s,
    decode(m) {
      const ip = ipAddress(group(m, 2));
      return { hostName: group(m, 1), ...(ip !== undefined && { ip }) };
    },
    samples: [
      { text: "The authenticity of host 'server.example.org (192.0.2.250)' can't be established.", fields: { hostName: 'server.example.org', ip: '192.0.2.250' } },
      { text: "\rThe authenticity of host '[server.example.org]:2222 (<no hostip for proxy command>)' can't be established.", fields: { hostName: '[server.example.org]:2222' } },
    ],
  }),
  defineClientPattern({
    id: 'client-host-key-other-type-known',
    emits: 'client.host-key-other-type-known',
    heads: ['but'],
    ends: 'either',
    regex: /^but keys of different type are already known for this host\.$/,
    decode: () => ({}),
    samples: [{ text: 'but keys of different type are already known for this host.', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-host-key-shown',
    emits: 'client.host-key-received',
    heads: [],
    ends: 'either',
    regex: new RegExp(`^(${KEY_TYPE}) key fingerprint is:? (${FINGERPRINT})\\.?$`),
    decode: (m) => ({ key: { type: group(m, 1), fingerprint: group(m, 2) } }),
    samples: [
      { text: `ED25519 key fingerprint is ${SHA}.`, fields: { key: { type: 'ED25519', fingerprint: SHA } } },
      { text: `ED25519 key fingerprint is: ${SHA}`, fields: { key: { type: 'ED25519', fingerprint: SHA } } },
    ],
  }),
  defineClientPattern({
    id: 'client-host-key-answered',
    emits: 'client.host-key-answered',
    heads: ['Are', 'Please'],
    ends: 'either',
    regex: /^(?:Are you sure you want to continue connecting \(yes\/no(?:\/\[fingerprint\])?\)\?|Please type 'yes'(?: or 'no'|, 'no' or the fingerprint):) ?(\S{0,100})$/,
    decode: (m) => (m[1] === '' || m[1] === undefined ? {} : { answer: m[1] === 'yes' || m[1] === 'no' ? m[1] : ('fingerprint' as const) }),
    samples: [
      { text: 'Are you sure you want to continue connecting (yes/no)? no', fields: { answer: 'no' } },
      { text: 'Are you sure you want to continue connecting (yes/no/[fingerprint])? ', fields: {} },
    ],
  }),
  defineClientPattern({
    id: 'client-host-key-stored',
    emits: 'client.host-key-stored',
    heads: ['Warning:'],
    regex: new RegExp(`^Warning: Permanently added (?:'(.{1,1024})' \\((${KEY_TYPE})\\)|the (${KEY_TYPE}) host key for IP address '([^']{1,64})') to the list of known hosts\\.$`, 's'),
    decode: (m) => ({ names: (m[1] ?? group(m, 4)).split(','), keyType: m[2] ?? group(m, 3) }),
    samples: [
      { text: "Warning: Permanently added 'server.example.org,192.0.2.250' (RSA) to the list of known hosts.", fields: { names: ['server.example.org', '192.0.2.250'], keyType: 'RSA' } },
      { text: "Warning: Permanently added the ECDSA host key for IP address '192.0.2.250' to the list of known hosts.", fields: { names: ['192.0.2.250'], keyType: 'ECDSA' } },
    ],
  }),
  defineClientPattern({
    id: 'client-known-hosts-not-written',
    emits: 'client.known-hosts-not-written',
    heads: ['Failed'],
    regex: new RegExp(`^Failed to add the (?:host|(${KEY_TYPE}) host key for IP address '[^']{1,64}') to the list of known hosts \\((.{1,1024})\\)\\.$`, 's'),
    decode: (m) => ({ path: group(m, 2), ...(m[1] !== undefined && { keyType: m[1] }) }),
    samples: [
      { text: `Failed to add the host to the list of known hosts (${KNOWN_HOSTS}).`, fields: { path: KNOWN_HOSTS } },
      { text: `Failed to add the RSA host key for IP address '192.0.2.250' to the list of known hosts (${KNOWN_HOSTS}).`, fields: { path: KNOWN_HOSTS, keyType: 'RSA' } },
    ],
  }),
  defineClientPattern({
    id: 'client-known-hosts-not-updated',
    emits: 'client.known-hosts-not-written',
    heads: ['hostfile_replace_entries'],
    regex: /^(?:update_known_hosts: )?hostfile_replace_entries failed for (.{1,1024}): ([^:]{1,100})$/s,
    decode(m) {
      const { errno } = systemError(group(m, 2));
      return { path: group(m, 1), ...(errno !== undefined && { errno }) };
    },
    samples: [{ text: `hostfile_replace_entries failed for ${KNOWN_HOSTS}: Permission denied`, fields: { path: KNOWN_HOSTS, errno: 'EACCES' } }],
  }),
];
