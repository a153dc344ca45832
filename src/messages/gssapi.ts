import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';

/** GSSAPI (RFC 4462) and Kerberos passwords. */
export const gssapi: readonly Pattern[] = [
  definePattern({
    id: 'gssapi-authorized',
    emits: 'gssapi.authorized',
    level: 'info',
    heads: ['Authorized'],
    regex: /^Authorized to (.*), krb5 principal (\S+) \((\S+)\)$/s,
    decode: (m) => ({ user: group(m, 1), principal: group(m, 2), by: group(m, 3) }),
    samples: [
      {
        text: 'Authorized to fred, krb5 principal fred@EXAMPLE.NET (krb5_kuserok)',
        fields: { user: 'fred', principal: 'fred@EXAMPLE.NET', by: 'krb5_kuserok' },
      },
    ],
  }),
  definePattern({
    id: 'gssapi-failed',
    emits: 'gssapi.failed',
    level: 'info',
    heads: ['GSSAPI', 'Badly', 'userauth_gssapi:', 'Cannot', 'krb5_parse_name():'],
    regex: new RegExp(
      String.raw`^(?:userauth_gssapi: )?(GSSAPI MIC check failed|[Bb]adly formed OID received|Cannot initialize krb5 context|` +
        String.raw`krb5_parse_name\(\): .{1,300})$`,
      's',
    ),
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      { text: 'GSSAPI MIC check failed', fields: { reason: 'GSSAPI MIC check failed' } },
      { text: 'Badly formed OID received', fields: { reason: 'Badly formed OID received' } },
      { text: 'userauth_gssapi: badly formed OID received', fields: { reason: 'badly formed OID received' } },
      { text: 'Cannot initialize krb5 context', fields: { reason: 'Cannot initialize krb5 context' } },
      {
        text: 'krb5_parse_name(): Malformed representation of principal',
        fields: { reason: 'krb5_parse_name(): Malformed representation of principal' },
      },
    ],
  }),
  definePattern({
    id: 'gssapi-progress',
    emits: 'gssapi.progress',
    level: 'debug1',
    heads: ['Got', 'No', 'Unspecified'],
    regex: new RegExp(
      '^(Got no client credentials|No suitable client data|' +
        String.raw`Unspecified GSS failure\. {1,2}Minor code may provide more information)$`,
    ),
    decode: (m) => ({ step: group(m, 1) }),
    samples: [
      { text: 'Got no client credentials', level: 'debug1', fields: { step: 'Got no client credentials' } },
      { text: 'No suitable client data', level: 'debug1', fields: { step: 'No suitable client data' } },
    ],
  }),
  definePattern({
    id: 'kerberos-password',
    emits: 'kerberos.password-failed',
    level: 'debug1',
    heads: ['Kerberos'],
    regex: /^Kerberos password authentication failed: (.{1,300})$/s,
    decode: (m) => ({ reason: group(m, 1) }),
    samples: [
      {
        text: 'Kerberos password authentication failed: Preauthentication failed',
        level: 'debug1',
        fields: { reason: 'Preauthentication failed' },
      },
    ],
  }),
];
