import type { Connection } from '../../connections/connection.js';
import type { LogRecord } from '../../events.js';
import type { Fix } from '../../finding.js';
import { allBefore, allFrom } from '../../openssh/version.js';
import type { Advice } from '../diagnoser.js';
import { loginDiagnoser } from '../login-problem.js';
import { setInConfig, type Whereabouts } from '../server-change.js';

export const rootLoginNotPermitted = loginDiagnoser(
  {
    code: 'root-login-not-permitted',
    category: 'access',
    severity: 'error',
    summary: 'PermitRootLogin refuses root',
    explain: `
root proved itself, with the right key as a rule, and PermitRootLogin refuses: it is \`no\`, or it is \`forced-commands-only\` and
the key has no command. A password never comes this far: where passwords of root are not taken, sshd calls each one wrong.

The default is \`prohibit-password\` from 7.0 on (keys only; before 7.0 it was \`yes\`). The name before 7.0 is
\`without-password\`, which newer releases still take.

## How to fix it
The best way is none: log in as yourself and use sudo. Where root must log in, with keys only:

\`\`\`
PermitRootLogin prohibit-password
\`\`\`

A backup or a copy job needs one command, not a shell: \`PermitRootLogin forced-commands-only\`, and \`command="…"\` in front
of the key in root's authorized_keys.

## What the log cannot tell
With a wrong password, and with any password where passwords of root are refused, sshd only says that the password failed, at
every LogLevel: the words that name root come only when everything else was right. "Root login accepted for forced command" beside
the refusal is what the unprivileged half believed (7.7 and later); the refusal holds, and PermitRootLogin is forced-commands-only.`,
  },
  (suspect) => {
    // Both halves of sshd say it, often for one try.
    const told = new WeakSet<Connection>();
    /** Where the unprivileged half says so, the value is known: it takes any key for one with a command. */
    const forcedOnly = new WeakSet<Connection>();
    const refused = (line: { record: LogRecord }, connection: Connection | undefined, again: boolean) => suspect(line, connection, {
      title: 'PermitRootLogin refuses root although the credentials were right',
      ...(again && { attempts: 0 }),
      advise: ({ where, seen }) => {
        const from = seen.ips.length === 1 ? ` from ${seen.ips[0]}` : '';
        return connection && forcedOnly.has(connection) ? withoutCommand(where, from) : notPermitted(where, from);
      },
    });
    return {
      'root-login.refused'(event, connection) {
        const again = connection !== undefined && told.has(connection);
        if (connection) told.add(connection);
        refused(event, connection, again);
      },
      'root-login.forced-command'(event, connection) {
        if (!connection || !told.has(connection)) return;
        forcedOnly.add(connection);
        refused(event, connection, true);
      },
    };
  },
);

function notPermitted(where: Whereabouts, from: string): Advice {
  return {
    summary: `root${from} was refused by PermitRootLogin; the key, or whatever else was shown, was right.`,
    causes: [
      'PermitRootLogin is no.',
      'PermitRootLogin is forced-commands-only and the key has no command="…".',
      // Before 7.0 keyboard-interactive was allowed as well; PAM refuses it by itself.
      ...(allBefore(where.range, '7.0') ? [] : ['PermitRootLogin is prohibit-password and root came with keyboard-interactive without PAM.']),
    ],
    fixes: [
      asUser,
      byKey(where),
      setInConfig(where, 'for jobs: only keys with a command="…" in root\'s authorized_keys', ['PermitRootLogin forced-commands-only']),
    ],
    unknowns: ['The value of PermitRootLogin: no LogLevel shows it with the refusal, sshd -T does.'],
  };
}

function withoutCommand(where: Whereabouts, from: string): Advice {
  return {
    summary: `root${from} was refused: the key is right, but PermitRootLogin is forced-commands-only, and the key has no command.`,
    causes: ['The line of the key in root\'s authorized_keys has no command="…".'],
    fixes: [
      asUser,
      {
        side: 'server', summary: 'for a job: put its command in front of the key', action: 'set', file: '/root/.ssh/authorized_keys',
        lines: ['command="/path/to/job" ssh-ed25519 AAAA… comment'],
      },
      byKey(where),
    ],
    unknowns: [],
  };
}

const asUser: Fix = {
  side: 'client',
  summary: 'log in as an ordinary user and become root there',
  action: 'run',
  commands: ['ssh USER@SERVER', 'sudo -i'],
  strength: 'recommended',
};

function byKey(where: Whereabouts): Fix {
  // Newer releases still take the old name: it is right wherever the release is not known.
  const keysOnly = allFrom(where.range, '7.0') ? 'prohibit-password' : 'without-password';
  return {
    ...setInConfig(where, 'or let root in with keys, and only with keys', [`PermitRootLogin ${keysOnly}`],
      'Whoever has the key is root at once. A Match block may set it differently.'),
    strength: 'ok',
  };
}
