import { group } from '../peer.js';
import { type ClientPattern, defineClientPattern, traceLine } from './define.js';

/** Questions of a login as a transcript of the terminal has them, and what the trace says of them. A prompt may begin with CR. */
export const prompts: readonly ClientPattern[] = [
  defineClientPattern({
    id: 'client-password-prompt',
    emits: 'client.prompted',
    heads: [],
    ends: 'either',
    regex: /^\r?([^\s@']{1,256})@(\S{1,255})'s password: {0,2}$/,
    decode: (m) => ({ method: 'password' as const, user: group(m, 1), hostName: group(m, 2) }),
    samples: [{ text: "fred@server.example.org's password: ", fields: { method: 'password', user: 'fred', hostName: 'server.example.org' } }],
  }),
  defineClientPattern({
    id: 'client-question',
    emits: 'client.prompted',
    since: '8.5',
    heads: [],
    ends: 'either',
    // What the server asks stands behind the name, whatever it is.
    regex: /^\r?\(([^\s@()]{1,256})@([^\s()]{1,255})\) .{0,200}: ?$/,
    decode: (m) => ({ method: 'keyboard-interactive' as const, user: group(m, 1), hostName: group(m, 2) }),
    samples: [{ text: '(fred@server.example.org) Password: ', fields: { method: 'keyboard-interactive', user: 'fred', hostName: 'server.example.org' } }],
  }),
  defineClientPattern({
    id: 'client-questions-received',
    emits: 'client.prompted',
    level: 'debug2',
    heads: ['input_userauth_info_req:'],
    regex: /^input_userauth_info_req: num_prompts [1-9]\d{0,3}$/,
    decode: () => ({ method: 'keyboard-interactive' as const }),
    samples: [{ text: 'input_userauth_info_req: num_prompts 1', level: 'debug2', fields: { method: 'keyboard-interactive' } }],
  }),
  traceLine('no-questions', 'debug2', ['input_userauth_info_req:', 'input_userauth_info_req'], /^input_userauth_info_req(?:: (?:num_prompts 0|entering))?$/,
    ['input_userauth_info_req: num_prompts 0', 'input_userauth_info_req']),
  traceLine('questions', 'debug2', ['userauth_kbdint', 'userauth_kbdint:'], /^userauth_kbdint(?:: disable: no info_req_seen)?$/,
    ['userauth_kbdint', 'userauth_kbdint: disable: no info_req_seen']),
];
