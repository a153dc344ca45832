import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { group } from './peer.js';
import { after, anyOf, tracing } from './trace.js';

const trace = tracing('authentication');

type MethodsList = EventFields['auth.methods-list'];

const completed = (match: RegExpExecArray): EventFields['auth.completed'] => ({ user: group(match, 1), validUser: true });

function methodsList(state: MethodsList['state']): (match: RegExpExecArray) => MethodsList {
  return (match) => ({ index: Number(match[1]), state, methods: group(match, 2).split(',') });
}

/** User authentication (RFC 4252) request by request. */
export const authenticationTrace: readonly Pattern[] = [
  definePattern({
    id: 'auth-attempt-count',
    emits: 'auth.attempt-counted',
    level: 'debug1',
    heads: ['attempt'],
    regex: /^attempt (\d{1,10}) failures (\d{1,10})$/,
    decode: (m) => ({ attempt: Number(m[1]), failures: Number(m[2]) }),
    samples: [{ text: 'attempt 1 failures 0', level: 'debug1', fields: { attempt: 1, failures: 0 } }],
  }),
  definePattern({
    id: 'auth-try-method',
    emits: 'auth.method-tried',
    level: 'debug2',
    heads: after('input_userauth_request'),
    regex: /^input_userauth_request: try method ([a-z0-9@.-]{1,64})$/,
    decode: (m) => ({ method: group(m, 1) }),
    samples: [
      { text: 'input_userauth_request: try method publickey', level: 'debug2', fields: { method: 'publickey' } },
      {
        text: 'input_userauth_request: try method publickey-hostbound-v00@openssh.com',
        level: 'debug2',
        fields: { method: 'publickey-hostbound-v00@openssh.com' },
      },
    ],
  }),
  definePattern({
    id: 'auth-account-found',
    emits: 'auth.account-found',
    level: 'debug2',
    heads: after('input_userauth_request'),
    regex: /^input_userauth_request: setting up authctxt for (.{1,256})$/s,
    decode: (m) => ({ user: group(m, 1), validUser: true }),
    samples: [
      {
        text: 'input_userauth_request: setting up authctxt for fred',
        level: 'debug2',
        fields: { user: 'fred', validUser: true },
      },
    ],
  }),
  definePattern({
    id: 'auth-completed-to-8.4',
    emits: 'auth.completed',
    until: '8.4',
    level: 'debug1',
    heads: after('monitor_child_preauth'),
    regex: /^monitor_child_preauth: (.{1,256}) has been authenticated by privileged process$/s,
    decode: completed,
    samples: [
      {
        text: 'monitor_child_preauth: fred has been authenticated by privileged process',
        level: 'debug1',
        fields: { user: 'fred', validUser: true },
      },
    ],
  }),
  definePattern({
    id: 'auth-completed',
    emits: 'auth.completed',
    since: '8.5',
    level: 'debug1',
    heads: after('monitor_child_preauth'),
    regex: /^monitor_child_preauth: user (.{1,256}) authenticated by privileged process$/s,
    decode: completed,
    samples: [
      {
        text: 'monitor_child_preauth: user fred authenticated by privileged process',
        level: 'debug1',
        fields: { user: 'fred', validUser: true },
      },
    ],
  }),
  definePattern({
    id: 'auth-method-completed',
    emits: 'auth.method-completed',
    since: '6.2',
    level: 'debug3',
    heads: after('monitor_child_preauth'),
    regex: /^monitor_child_preauth: method ([a-z0-9@.-]{1,64}): partial$/,
    decode: (m) => ({ method: group(m, 1) }),
    samples: [{ text: 'monitor_child_preauth: method publickey: partial', level: 'debug3', fields: { method: 'publickey' } }],
  }),
  definePattern({
    id: 'auth-methods-next',
    emits: 'auth.methods-next',
    level: 'debug3',
    heads: after('userauth_finish'),
    regex: /^userauth_finish: failure partial=([01]) next methods="([a-z0-9@.,-]{0,512})"$/,
    decode: (m) => ({ partial: m[1] === '1', methods: m[2] ? m[2].split(',') : [] }),
    samples: [
      {
        text: 'userauth_finish: failure partial=0 next methods="publickey,password"',
        level: 'debug3',
        fields: { partial: false, methods: ['publickey', 'password'] },
      },
      { text: 'userauth_finish: failure partial=1 next methods=""', level: 'debug3', fields: { partial: true, methods: [] } },
    ],
  }),
  definePattern({
    id: 'auth-methods-required',
    emits: 'auth.methods-list',
    since: '6.2',
    level: 'debug1',
    heads: ['authentication'],
    regex: /^authentication methods list (\d{1,4}): ([A-Za-z0-9@.:,-]{1,512})$/,
    decode: methodsList('required'),
    samples: [
      {
        text: 'authentication methods list 0: publickey,password',
        level: 'debug1',
        fields: { index: 0, state: 'required', methods: ['publickey', 'password'] },
      },
    ],
  }),
  definePattern({
    id: 'auth-methods-complete',
    emits: 'auth.methods-list',
    since: '6.2',
    level: 'debug2',
    heads: ['authentication'],
    regex: /^authentication methods list (\d{1,4}) complete$/,
    decode: (m) => ({ index: Number(m[1]), state: 'complete' }),
    samples: [{ text: 'authentication methods list 0 complete', level: 'debug2', fields: { index: 0, state: 'complete' } }],
  }),
  definePattern({
    id: 'auth-methods-remaining',
    emits: 'auth.methods-list',
    since: '6.2',
    level: 'debug3',
    heads: ['authentication'],
    regex: /^authentication methods list (\d{1,4}) remaining: "([A-Za-z0-9@.:,-]{1,512})"$/,
    decode: methodsList('remaining'),
    samples: [
      {
        text: 'authentication methods list 0 remaining: "keyboard-interactive"',
        level: 'debug3',
        fields: { index: 0, state: 'remaining', methods: ['keyboard-interactive'] },
      },
    ],
  }),
  trace({
    id: 'auth-banner',
    level: 'debug1',
    heads: after('userauth_send_banner'),
    regex: /^userauth_send_banner: sent$/,
    texts: ['userauth_send_banner: sent'],
  }),
  trace({
    id: 'auth-options-applied',
    level: 'debug1',
    heads: after('auth_activate_options'),
    regex: /^auth_activate_options: setting new authentication options$/,
    texts: ['auth_activate_options: setting new authentication options'],
  }),
  trace({
    id: 'auth-delay',
    level: 'debug3',
    since: '7.8',
    heads: after('user_specific_delay', 'ensure_minimum_time_since'),
    regex: anyOf(
      String.raw`user_specific_delay: user specific delay \d{1,9}\.\d{3}ms`,
      String.raw`ensure_minimum_time_since: elapsed \d{1,9}\.\d{3}ms, delaying \d{1,9}\.\d{3}ms \(requested \d{1,9}\.\d{3}ms\)`,
    ),
    texts: [
      'user_specific_delay: user specific delay 1.857ms',
      'ensure_minimum_time_since: elapsed 0.038ms, delaying 5.819ms (requested 5.857ms)',
    ],
  }),
  // The distribution was built with Linux audit; the numbers are sshd's own.
  trace({
    id: 'auth-audit-event',
    level: 'debug1',
    heads: after('audit_event'),
    regex: /^audit_event: unhandled event \d{1,3}$/,
    texts: ['audit_event: unhandled event 12'],
  }),
  trace({
    id: 'auth-methods-checked',
    level: 'debug3',
    since: '6.2',
    heads: after('auth2_setup_methods_lists'),
    regex: /^auth2_setup_methods_lists: checking methods$/,
    texts: ['auth2_setup_methods_lists: checking methods'],
  }),
];
