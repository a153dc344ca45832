import { group } from '../peer.js';
import { type ClientPattern, defineClientPattern } from './define.js';

/**
 * What programs on the server print, where the words are those of a known one. Whoever owns the account can print them as well,
 * so they never say more than that the session said so.
 */
export const remoteOutput: readonly ClientPattern[] = [
  defineClientPattern({
    id: 'client-account-unavailable',
    emits: 'client.account-unavailable',
    heads: ['This'],
    ends: 'either',
    regex: /^This account is currently not available\.$/,
    decode: () => ({}),
    samples: [{ text: 'This account is currently not available.', fields: {} }],
  }),
  // Its administrator writes /etc/nologin; these are what shutdown(8), systemd and pam_nologin put there, and what is usual.
  defineClientPattern({
    id: 'client-logins-closed',
    emits: 'client.logins-closed',
    heads: ['System', 'The', '"System', '"The'],
    ends: 'either',
    regex: /^"?(?:The )?[Ss]ystem is (?:going down|shutting down|booting up|down|being brought down|being rebooted|unavailable)\b.{0,400}$/s,
    decode: () => ({}),
    samples: [
      { text: 'System is going down for maintenance', fields: {} },
      { text: '"System is booting up. Unprivileged users are not permitted to log in yet. Please come back later. For technical details, see pam_nologin(8)."', fields: {} },
    ],
  }),
  defineClientPattern({
    id: 'client-sftp-only',
    emits: 'client.sftp-only',
    heads: ['This'],
    ends: 'either',
    regex: /^This service allows sftp connections only\.$/,
    decode: () => ({}),
    samples: [{ text: 'This service allows sftp connections only.', fields: {} }],
  }),
  defineClientPattern({
    id: 'client-repository-missing',
    emits: 'client.repository-missing',
    // What stands in front, "fatal: ", is taken for a level.
    heads: [],
    ends: 'either',
    regex: /^'(.{1,1024})' does not appear to be a git repository$/s,
    decode: (m) => ({ path: group(m, 1) }),
    samples: [{ text: "'/srv/git/app.git' does not appear to be a git repository", fields: { path: '/srv/git/app.git' } }],
  }),
];
