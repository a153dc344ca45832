import { group, ipAddress } from '../peer.js';
import { type ClientPattern, defineClientPattern } from './define.js';
import { FINGERPRINT, KEY_TYPE } from './key-fingerprint.js';

const SHA = 'SHA256:KvsWkNxD2kYVdzBd/WlKIrVd4r7Vc3Y0JNBXVxXBnUo';
const KNOWN_HOSTS = '/home/fred/.ssh/known_hosts';

const ABOUT: Readonly<Record<string, 'changed' | 'revoked' | 'address'>> = {
  'REMOTE HOST IDENTIFICATION HAS CHANGED': 'changed', 'REVOKED HOST KEY DETECTED': 'revoked', 'POSSIBLE DNS SPOOFING DETECTED': 'address',
};

/** Warnings about the key of the server. Each is many lines; to 6.x a message holds line feeds, so that only its last line ends in CR LF. */
export const hostKeyWarnings: readonly ClientPattern[] = [
  defineClientPattern({
    id: 'client-host-key-frame',
    emits: 'client.trace',
    heads: [],
    ends: 'either',
    regex: /^@{59}$/,
    decode: () => ({}),
    samples: [{ text: '@'.repeat(59), fields: {} }],
  }),
  defineClientPattern({
    id: 'client-host-key-warning',
    emits: 'client.host-key-warning',
    heads: ['@'],
    ends: 'either',
    // 6.6 and 7.4 write POSSIBLE with a small i where the address is meant as well.
    regex: /^@ {1,12}WARNING: (REMOTE HOST IDENTIFICATION HAS CHANGED|REVOKED HOST KEY DETECTED|POSS[Ii]BLE DNS SPOOFING DETECTED)! {1,20}@$/,
    decode: (m) => ({ about: ABOUT[group(m, 1).toUpperCase()] ?? 'changed' }),
    samples: [
      { text: '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @', fields: { about: 'changed' } },
      { text: '@         WARNING: REVOKED HOST KEY DETECTED!               @', fields: { about: 'revoked' } },
      { text: '@       WARNING: POSSIBLE DNS SPOOFING DETECTED!          @', fields: { about: 'address' } },
    ],
  }),
  defineClientPattern({
    id: 'client-host-key-announced',
    emits: 'client.host-key-announced',
    heads: ['The'],
    ends: 'either',
    regex: new RegExp(`^The fingerprint for the (${KEY_TYPE}) key sent by the remote host is$`),
    decode: (m) => ({ keyType: group(m, 1) }),
    samples: [{ text: 'The fingerprint for the ED25519 key sent by the remote host is', fields: { keyType: 'ED25519' } }],
  }),
  defineClientPattern({
    id: 'client-host-key-fingerprint',
    emits: 'client.host-key-fingerprint',
    heads: [],
    ends: 'either',
    regex: new RegExp(`^(${FINGERPRINT})\\.$`),
    decode: (m) => ({ fingerprint: group(m, 1) }),
    samples: [
      { text: `${SHA}.`, fields: { fingerprint: SHA } },
      { text: 'cf:d0:c4:f8:80:be:5f:d2:71:28:36:a3:0d:e2:71:1b.', fields: { fingerprint: 'cf:d0:c4:f8:80:be:5f:d2:71:28:36:a3:0d:e2:71:1b' } },
    ],
  }),
  defineClientPattern({
    id: 'client-known-hosts-conflict',
    emits: 'client.known-hosts-conflict',
    heads: ['Offending'],
    ends: 'either',
    regex: new RegExp(`^Offending (?:(${KEY_TYPE}) )?key (for IP )?in (.{1,1024}):(\\d{1,9})$`, 's'),
    decode: (m) => ({
      path: group(m, 3), line: Number(m[4]), ...(m[1] !== undefined && { keyType: m[1] }), ...(m[2] !== undefined && { ofAddress: true as const }),
    }),
    samples: [
      { text: `Offending ED25519 key in ${KNOWN_HOSTS}:3`, fields: { path: KNOWN_HOSTS, line: 3, keyType: 'ED25519' } },
      { text: `Offending key in ${KNOWN_HOSTS}:1`, fields: { path: KNOWN_HOSTS, line: 1 } },
      { text: `Offending key for IP in ${KNOWN_HOSTS}:2`, fields: { path: KNOWN_HOSTS, line: 2, ofAddress: true } },
    ],
  }),
  defineClientPattern({
    id: 'client-known-hosts-remove',
    emits: 'client.known-hosts-name',
    heads: [''],
    ends: 'either',
    regex: /^ {1,8}ssh-keygen -f ["'](.{1,1024})["'] -R ["']([^"']{1,300})["']$/s,
    decode: (m) => ({ path: group(m, 1), name: group(m, 2) }),
    samples: [{ text: `  ssh-keygen -f "${KNOWN_HOSTS}" -R "server.example.org"`, fields: { path: KNOWN_HOSTS, name: 'server.example.org' } }],
  }),
  defineClientPattern({
    id: 'client-host-key-ip-differs',
    emits: 'client.host-key-ip-differs',
    heads: ['Warning:'],
    ends: 'either',
    regex: new RegExp(`^Warning: the (${KEY_TYPE}) host key for '(.{1,1024})' differs from the key for the IP address '([^']{1,64})'$`, 's'),
    decode(m) {
      const ip = ipAddress(group(m, 3));
      return { keyType: group(m, 1), hostName: group(m, 2), ...(ip !== undefined && { ip }) };
    },
    samples: [{
      text: "Warning: the ED25519 host key for 'server.example.org' differs from the key for the IP address '192.0.2.250'",
      fields: { keyType: 'ED25519', hostName: 'server.example.org', ip: '192.0.2.250' },
    }],
  }),
  defineClientPattern({
    id: 'client-host-key-revoked-marker',
    emits: 'client.host-key-revoked',
    heads: ['The'],
    ends: 'either',
    regex: new RegExp(`^The (${KEY_TYPE}) host key for (\\S{1,1025}) is marked as revoked\\.$`),
    decode: (m) => ({ keyType: group(m, 1), hostName: group(m, 2) }),
    samples: [{ text: 'The ED25519 host key for server.example.org is marked as revoked.', fields: { keyType: 'ED25519', hostName: 'server.example.org' } }],
  }),
  defineClientPattern({
    id: 'client-host-key-revoked-file',
    emits: 'client.host-key-revoked',
    since: '6.8',
    heads: ['Host'],
    regex: new RegExp(`^Host key (${KEY_TYPE}) (${FINGERPRINT}) revoked by file (.{1,1024})$`, 's'),
    decode: (m) => ({ key: { type: group(m, 1), fingerprint: group(m, 2) }, path: group(m, 3) }),
    samples: [{ text: `Host key ED25519 ${SHA} revoked by file /home/fred/.ssh/revoked`, fields: { key: { type: 'ED25519', fingerprint: SHA }, path: '/home/fred/.ssh/revoked' } }],
  }),
  defineClientPattern({
    id: 'client-revoked-keys-unusable',
    emits: 'client.revoked-keys-unusable',
    since: '6.8',
    heads: ['Error'],
    regex: new RegExp(`^Error checking host key ${KEY_TYPE} ${FINGERPRINT} in revoked keys file (.{1,1024}): ([^:]{1,200})$`, 's'),
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2) }),
    samples: [{
      text: `Error checking host key ED25519 ${SHA} in revoked keys file /home/fred/.ssh/revoked: No such file or directory`,
      fields: { path: '/home/fred/.ssh/revoked', reason: 'No such file or directory' },
    }],
  }),
  defineClientPattern({
    id: 'client-host-key-distrusted',
    emits: 'client.host-key-distrusted',
    heads: [],
    regex: /^([A-Z][A-Za-z0-9 /-]{2,40}) is disabled (?:to avoid man-in-the-middle attacks|because the host key is not trusted)\.$/,
    decode: (m) => ({ disabled: group(m, 1) }),
    samples: [
      { text: 'Password authentication is disabled to avoid man-in-the-middle attacks.', fields: { disabled: 'Password authentication' } },
      { text: 'UpdateHostkeys is disabled because the host key is not trusted.', fields: { disabled: 'UpdateHostkeys' } },
    ],
  }),
];
