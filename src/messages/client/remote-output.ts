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
    id: 'client-command-not-found',
    emits: 'client.command-not-found',
    heads: ['…: line', 'bash:', 'sh:', '-bash:', '/bin/sh:', '/…:', 'zsh:', 'zsh:1:', 'ksh:', 'dash:', '-sh:', '-ash:', 'ash:'],
    ends: 'either',
    regex: /^-?(?:\/(?:usr\/)?bin\/)?(?:bash|sh|dash|ash|ksh): (?:line )?(?:\d{1,6}: )?([^:]{1,400}): (?:command not found|not found|No such file or directory)$/,
    decode: (m) => ({ command: group(m, 1) }),
    samples: [
      { text: 'bash: line 1: /opt/app/bin/deploy.sh: No such file or directory', fields: { command: '/opt/app/bin/deploy.sh' } },
      { text: 'bash: scp: command not found', fields: { command: 'scp' } },
      { text: 'sh: 1: borg: not found', fields: { command: 'borg' } },
    ],
  }),
  defineClientPattern({
    id: 'client-command-not-found-zsh',
    emits: 'client.command-not-found',
    heads: ['zsh:', 'zsh:1:', '/…:', 'fish:'],
    ends: 'either',
    regex: /^(?:zsh:\d{0,6}:? ?|fish: )(?:command not found|no such file or directory|Unknown command):? (.{1,400})$/,
    decode: (m) => ({ command: group(m, 1) }),
    samples: [{ text: 'zsh:1: command not found: borg', fields: { command: 'borg' } }],
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
