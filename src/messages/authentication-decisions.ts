import type { EventFields, PublicKey } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about } from './peer.js';
import { after } from './trace.js';

const METHOD = '[a-z0-9@.-]{1,64}';
const TYPE = '[A-Z0-9-]{1,32}';
const FINGERPRINT = 'SHA256:[A-Za-z0-9+/]{1,64}|MD5:[0-9a-f:]{1,64}';

function keyOf(type: string, fingerprint: string | undefined): PublicKey {
  return fingerprint === undefined ? { type } : { type, fingerprint };
}

function keyDecided(match: RegExpExecArray): EventFields['auth.key-decided'] {
  const [, method = '', test, type = '', fingerprint, not] = match;
  return { allowed: not === undefined, key: keyOf(type, fingerprint), method, test: test !== undefined };
}

function signatureDecided(match: RegExpExecArray): EventFields['auth.signature-decided'] {
  const [, method, type = '', fingerprint, algorithm, verdict] = match;
  return {
    verified: verdict === 'verified',
    key: keyOf(type, fingerprint),
    ...(method !== undefined && { method }),
    ...(algorithm !== undefined && { algorithm }),
  };
}

/** What the monitor answers the unprivileged process: the decisions behind `Accepted` and `Failed`. */
export const authenticationDecisions: readonly Pattern[] = [
  definePattern({
    id: 'auth-key-decided',
    emits: 'auth.key-decided',
    level: 'debug3',
    heads: after('mm_answer_keyallowed'),
    regex: new RegExp(
      `^mm_answer_keyallowed: (${METHOD}) authentication( test)?: (${TYPE})(?: key)?` +
        `(?: (${FINGERPRINT}))?(?: key)? is (not )?allowed$`,
    ),
    decode: keyDecided,
    samples: [
      {
        text: 'mm_answer_keyallowed: publickey authentication test: RSA key is not allowed',
        level: 'debug3',
        fields: { allowed: false, key: { type: 'RSA' }, method: 'publickey', test: true },
      },
      {
        text: 'mm_answer_keyallowed: publickey authentication: ED25519-CERT key is allowed',
        level: 'debug3',
        fields: { allowed: true, key: { type: 'ED25519-CERT' }, method: 'publickey', test: false },
      },
    ],
  }),
  definePattern({
    id: 'auth-key-decided-address',
    emits: 'auth.key-decided',
    until: '7.8',
    level: 'debug3',
    heads: after('mm_answer_keyallowed'),
    regex: /^mm_answer_keyallowed: key (?:0x[0-9a-f]{1,16}|\(nil\)) is (not )?allowed$/,
    decode: (m) => ({ allowed: m[1] === undefined }),
    samples: [
      { text: 'mm_answer_keyallowed: key 0x55feeeb02b10 is not allowed', level: 'debug3', fields: { allowed: false } },
      { text: 'mm_answer_keyallowed: key 0x55feeeb02b10 is allowed', level: 'debug3', fields: { allowed: true } },
    ],
  }),
  definePattern({
    id: 'auth-signature-decided',
    emits: 'auth.signature-decided',
    level: 'debug3',
    heads: after('mm_answer_keyverify'),
    regex: new RegExp(
      `^mm_answer_keyverify: (?:(${METHOD}) )?(${TYPE})(?: (${FINGERPRINT}))? signature` +
        '(?: using ([A-Za-z0-9@.-]{1,64}))? (verified|unverified)(?:: [^:]{1,200})?$',
    ),
    decode: signatureDecided,
    samples: [
      {
        text: 'mm_answer_keyverify: publickey RSA signature using rsa-sha2-512 verified',
        level: 'debug3',
        fields: { verified: true, key: { type: 'RSA' }, method: 'publickey', algorithm: 'rsa-sha2-512' },
      },
      {
        text: 'mm_answer_keyverify: publickey ED25519 signature unverified',
        level: 'debug3',
        fields: { verified: false, key: { type: 'ED25519' }, method: 'publickey' },
      },
    ],
  }),
  definePattern({
    id: 'auth-signature-decided-address',
    emits: 'auth.signature-decided',
    until: '9.1',
    level: 'debug3',
    heads: after('mm_answer_keyverify'),
    regex: /^mm_answer_keyverify: (?:key|([a-z0-9@.-]{1,64})) 0x[0-9a-f]{1,16} signature (verified|unverified)$/,
    decode: (m) => about({ verified: m[2] === 'verified' }, m[1] === undefined ? {} : { method: m[1] }),
    samples: [
      { text: 'mm_answer_keyverify: key 0x55d0c0ffee10 signature verified', level: 'debug3', fields: { verified: true } },
      {
        text: 'mm_answer_keyverify: publickey 0x55d0c0ffee10 signature unverified',
        level: 'debug3',
        fields: { verified: false, method: 'publickey' },
      },
    ],
  }),
  definePattern({
    id: 'auth-password-decided',
    emits: 'auth.password-decided',
    level: 'debug3',
    heads: after('mm_answer_authpassword'),
    regex: /^mm_answer_authpassword: sending result ([01])$/,
    decode: (m) => ({ accepted: m[1] === '1' }),
    samples: [
      { text: 'mm_answer_authpassword: sending result 0', level: 'debug3', fields: { accepted: false } },
      { text: 'mm_answer_authpassword: sending result 1', level: 'debug3', fields: { accepted: true } },
    ],
  }),
];
