import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

const CERTIFICATE = '/etc/ssh/ssh_host_rsa_key-cert.pub';

/** HostCertificate and HostKeyAgent at the start of the server. */
export const hostCertificates: readonly Pattern[] = [
  definePattern({
    id: 'host-certificate-wrong-file',
    emits: 'hostkey.certificate-failed',
    since: '5.4',
    level: 'error',
    heads: ['Certificate'],
    regex: /^Certificate file is not a certificate: (.*)$/s,
    decode: (m) => ({ path: group(m, 1), reason: 'not-a-certificate' }),
    samples: [
      {
        text: `Certificate file is not a certificate: ${CERTIFICATE}`,
        level: 'error',
        fields: { path: CERTIFICATE, reason: 'not-a-certificate' },
      },
    ],
  }),
  definePattern({
    id: 'host-certificate-without-key',
    emits: 'hostkey.certificate-failed',
    since: '5.4',
    level: 'error',
    heads: ['No'],
    regex: /^No matching private key for certificate: (.*)$/s,
    decode: (m) => ({ path: group(m, 1), reason: 'no-private-key' }),
    samples: [
      {
        text: `No matching private key for certificate: ${CERTIFICATE}`,
        level: 'error',
        fields: { path: CERTIFICATE, reason: 'no-private-key' },
      },
    ],
  }),
  definePattern({
    id: 'host-certificate-not-loaded',
    emits: 'hostkey.certificate-failed',
    since: '5.4',
    until: '7.8',
    level: 'error',
    heads: ['Could'],
    regex: /^Could not load host certificate: (.*)$/s,
    decode: (m) => ({ path: group(m, 1), reason: 'not-loaded' }),
    samples: [
      {
        text: `Could not load host certificate: ${CERTIFICATE}`,
        level: 'error',
        fields: { path: CERTIFICATE, reason: 'not-loaded' },
      },
    ],
  }),
  definePattern({
    id: 'host-certificate-not-loaded-reason',
    emits: 'hostkey.certificate-failed',
    level: 'error',
    heads: ['Could'],
    regex: /^Could not load host certificate "(.*)": ([^"]*)$/s,
    decode: (m) => ({ path: group(m, 1), reason: 'not-loaded', error: group(m, 2) }),
    samples: [
      {
        text: `Could not load host certificate "${CERTIFICATE}": No such file or directory`,
        level: 'error',
        fields: { path: CERTIFICATE, reason: 'not-loaded', error: 'No such file or directory' },
      },
    ],
  }),
  definePattern({
    id: 'hostkey-agent-unreachable',
    emits: 'hostkey.agent-failed',
    since: '6.4',
    level: 'error',
    heads: ['Could'],
    regex: /^Could not connect to agent "(.*)": ([^"]*)$/s,
    decode: (m) => ({ path: group(m, 1), reason: group(m, 2) }),
    samples: [
      {
        text: 'Could not connect to agent "/run/sshd-agent.sock": No such file or directory',
        level: 'error',
        fields: { path: '/run/sshd-agent.sock', reason: 'No such file or directory' },
      },
    ],
  }),
  definePattern({
    id: 'hostkey-agent-socket',
    emits: 'hostkey.agent-failed',
    since: '6.4',
    level: 'error',
    heads: ['Could', 'Unable'],
    regex: /^(?:Could not|Unable to) get agent socket: (.*)$/s,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      { text: 'Could not get agent socket: agent not present', level: 'error', fields: { reason: 'agent not present' } },
      { text: 'Unable to get agent socket: agent not present', level: 'error', fields: { reason: 'agent not present' } },
    ],
  }),
  definePattern({
    id: 'hostkey-agent-used',
    emits: 'hostkey.agent-used',
    since: '6.4',
    level: 'debug1',
    heads: ['will'],
    regex: /^will rely on agent for hostkey (.*)$/s,
    decode: (m) => ({ path: group(m, 1) }),
    samples: [
      {
        text: 'will rely on agent for hostkey /etc/ssh/ssh_host_rsa_key',
        level: 'debug1',
        fields: { path: '/etc/ssh/ssh_host_rsa_key' },
      },
    ],
  }),
  definePattern({
    id: 'hostkey-loaded-by-agent',
    emits: 'hostkey.loaded',
    since: '6.8',
    level: 'debug1',
    heads: ['agent'],
    regex: /^agent host key #(\d{1,5}): (\S{1,64}) (\S{1,200})$/,
    decode: (m) => ({ index: Number(m[1]), key: { type: group(m, 2), fingerprint: group(m, 3) } }),
    samples: [
      {
        text: 'agent host key #0: ssh-ed25519 SHA256:PlKS3dHpspJCBMBQIP9qE8f5X/oTb+keAk9SpQl5xtU',
        level: 'debug1',
        fields: {
          index: 0,
          key: { type: 'ssh-ed25519', fingerprint: 'SHA256:PlKS3dHpspJCBMBQIP9qE8f5X/oTb+keAk9SpQl5xtU' },
        },
      },
    ],
  }),
  definePattern({
    id: 'hostkeys-announced',
    emits: 'hostkey.announced',
    since: '6.8',
    level: 'debug3',
    heads: ['notify_hostkeys:'],
    regex: /^notify_hostkeys: sent (\d{1,5}) hostkeys$/,
    decode: (m) => ({ keys: Number(m[1]) }),
    samples: [{ text: 'notify_hostkeys: sent 3 hostkeys', level: 'debug3', fields: { keys: 3 } }],
  }),
  definePattern({
    id: 'hostkey-announced-key',
    emits: 'hostkey.announced-key',
    since: '6.8',
    level: 'debug3',
    heads: ['notify_hostkeys:'],
    regex: /^notify_hostkeys: key (\d{1,5}): (\S{1,64}) (\S{1,200})$/,
    decode: (m) => ({ index: Number(m[1]), key: { type: group(m, 2), fingerprint: group(m, 3) } }),
    samples: [
      {
        text: 'notify_hostkeys: key 0: ssh-rsa SHA256:PlKS3dHpspJCBMBQIP9qE8f5X/oTb+keAk9SpQl5xtU',
        level: 'debug3',
        fields: {
          index: 0,
          key: { type: 'ssh-rsa', fingerprint: 'SHA256:PlKS3dHpspJCBMBQIP9qE8f5X/oTb+keAk9SpQl5xtU' },
        },
      },
    ],
  }),
  definePattern({
    id: 'hostkey-not-permitted',
    emits: 'hostkey.not-permitted',
    since: '7.0',
    level: 'debug3',
    heads: ['append_hostkey_type:', 'list_hostkey_types:'],
    regex: /^(?:append_hostkey_type|list_hostkey_types): (\S{1,64}) key not permitted by HostkeyAlgorithms$/,
    decode: (m) => ({ algorithm: group(m, 1) }),
    samples: [
      {
        text: 'append_hostkey_type: ssh-rsa key not permitted by HostkeyAlgorithms',
        level: 'debug3',
        fields: { algorithm: 'ssh-rsa' },
      },
      {
        text: 'list_hostkey_types: ssh-rsa key not permitted by HostkeyAlgorithms',
        level: 'debug3',
        fields: { algorithm: 'ssh-rsa' },
      },
    ],
  }),
];
