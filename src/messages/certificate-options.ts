import { definePattern, type Pattern } from './define.js';
import { about, group } from './peer.js';

/** Options of a certificate that this server does not know or cannot read. Who signed chose the words. */
export const certificateOptions: readonly Pattern[] = [
  definePattern({
    id: 'certificate-critical-option',
    emits: 'certificate.critical-option-unsupported',
    since: '5.6',
    level: 'error',
    heads: ['Certificate'],
    regex: /^Certificate critical option "(.*)" is not supported$/s,
    decode: (m) => ({ option: group(m, 1) }),
    samples: [
      {
        text: 'Certificate critical option "verify-required" is not supported',
        level: 'error',
        fields: { option: 'verify-required' },
      },
    ],
  }),
  definePattern({
    id: 'certificate-extension',
    emits: 'certificate.extension-ignored',
    since: '5.6',
    level: 'info',
    heads: ['Certificate'],
    regex: /^Certificate extension "(.*)" is not supported$/s,
    decode: (m) => ({ option: group(m, 1) }),
    samples: [{ text: 'Certificate extension "permit-unicorns" is not supported', fields: { option: 'permit-unicorns' } }],
  }),
  definePattern({
    id: 'certificate-option-corrupt',
    emits: 'certificate.options-unreadable',
    level: 'error',
    heads: ['Certificate'],
    regex: /^Certificate (?:option|constraint|extension) "(.*)" (corrupt(?: \(extra data\))?)$/s,
    decode: (m) => ({ reason: group(m, 2), option: group(m, 1) }),
    samples: [
      {
        text: 'Certificate option "force-command" corrupt (extra data)',
        level: 'error',
        fields: { reason: 'corrupt (extra data)', option: 'force-command' },
      },
      {
        text: 'Certificate constraint "force-command" corrupt',
        level: 'error',
        fields: { reason: 'corrupt', option: 'force-command' },
      },
    ],
  }),
  definePattern({
    id: 'certificate-option-twice',
    emits: 'certificate.options-unreadable',
    level: 'error',
    heads: ['Certificate'],
    regex: /^Certificate has (multiple) ([a-z-]{1,40}) options$/,
    decode: (m) => ({ reason: group(m, 1), option: group(m, 2) }),
    samples: [
      {
        text: 'Certificate has multiple force-command options',
        level: 'error',
        fields: { reason: 'multiple', option: 'force-command' },
      },
    ],
  }),
  definePattern({
    id: 'certificate-options-unreadable',
    emits: 'certificate.options-unreadable',
    level: 'error',
    heads: ['Certificate', 'Unable', 'cert:'],
    regex: new RegExp(
      String.raw`^(?:Certificate (options corrupt)|(?:cert: )?Certificate (source-address) (contents invalid|invalid)|` +
        String.raw`Unable to parse (?:certificate options|"[a-z]{1,20}" section): (.+))$`,
      's',
    ),
    decode: (m) => {
      const fields = { reason: m[1] ?? m[3] ?? group(m, 4) };
      return m[2] === undefined ? fields : about(fields, { option: m[2] });
    },
    samples: [
      { text: 'Certificate options corrupt', level: 'error', fields: { reason: 'options corrupt' } },
      {
        text: 'Certificate source-address contents invalid',
        level: 'error',
        fields: { reason: 'contents invalid', option: 'source-address' },
      },
      {
        text: 'cert: Certificate source-address invalid',
        level: 'error',
        fields: { reason: 'invalid', option: 'source-address' },
      },
      { text: 'Unable to parse certificate options: invalid format', level: 'error', fields: { reason: 'invalid format' } },
      { text: 'Unable to parse "critical" section: invalid format', level: 'error', fields: { reason: 'invalid format' } },
    ],
  }),
  definePattern({
    id: 'certificate-unreadable',
    emits: 'certificate.unreadable',
    since: '5.4',
    until: '6.7',
    level: 'error',
    heads: ['cert_parse:'],
    regex: /^cert_parse: (.{1,400})$/s,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      {
        text: 'cert_parse: Certificate signature verification failed',
        level: 'error',
        fields: { reason: 'Certificate signature verification failed' },
      },
      {
        text: 'cert_parse: Invalid signature on certificate',
        level: 'error',
        fields: { reason: 'Invalid signature on certificate' },
      },
    ],
  }),
];
