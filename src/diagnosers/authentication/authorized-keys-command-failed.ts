import { copyText } from '../../connections/text.js';
import type { EventFields, KeysCommandFailure } from '../../events.js';
import type { Fix } from '../../finding.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { runOnServer, setInConfig, type Whereabouts, whereabouts } from '../server-change.js';
import { quotePath } from '../shell.js';
import { shellName } from '../user-name.js';
import { WEIGHT } from '../weight.js';
import { pathFix } from './file-of-keys.js';

const FAILURES: Record<KeysCommandFailure, string> = {
  'unsafe-path': 'the program, or a directory above it, does not belong to root or can be written by others',
  'path-not-absolute': 'its path does not begin with a slash',
  'program-missing': 'the program cannot be found or looked at',
  'user-unset': 'the user that it is to run as is not set',
  'user-unknown': 'the user that it is to run as does not exist',
  syntax: 'the line in sshd_config has quotes that do not fit',
  exec: 'the program could not be executed',
  status: 'the program ended with an error',
  signal: 'the program was killed',
};

export const authorizedKeysCommandFailed = defineDiagnoser({
  meta: {
    code: 'authorized-keys-command-failed',
    category: 'authentication',
    severity: 'error',
    summary: 'the program that names keys failed',
    explain: `
AuthorizedKeysCommand (6.2 and later) names a program that prints the keys of a user, often out of a directory;
AuthorizedPrincipalsCommand (6.9) does the same for the principals of certificates. It failed, so nobody whose keys come from
there gets in; keys in files still work.

## Usual causes
- The program, or a directory on the way to it, does not belong to root, or group or others can write there. sshd refuses it then.
- AuthorizedKeysCommandUser is missing or does not exist.
- The directory server does not answer, or the password of the program's account has expired: status not 0.
- SELinux forbids the program to open network connections (\`getsebool authlogin_nsswitch_use_ldap nis_enabled\`).

## How to fix it
Run the program by hand as the user that sshd uses, with the arguments that the log shows:

\`\`\`
sudo -u nobody /usr/local/bin/ldap-keys fred; echo status $?
namei -l /usr/local/bin/ldap-keys
chown root:root /usr/local/bin/ldap-keys
chmod 755 /usr/local/bin/ldap-keys
\`\`\`

## What the log cannot tell
What the program wrote to its standard error: sshd throws it away.`,
  },
  create: (context) => ({
    'keys-command.failed'({ record, fields }, connection) {
      const option = fields.option ?? 'AuthorizedKeysCommand';
      const why = FAILURES[fields.reason];
      const detail = fields.detail === undefined ? '' : `: ${copyText(fields.detail)}`;
      const status = fields.exitStatus === undefined ? '' : ` (status ${fields.exitStatus})`;
      const failedByItself = fields.reason === 'status';
      const fixes = fixesOf(fields, option, whereabouts(record, connection));
      const reason = {
        key: `${option} ${fields.reason}`,
        title: `${option} failed: ${why}`,
        advise: () => ({
          summary: `${capital(why)}${detail}${status}. Keys from there let nobody in.`,
          causes: failedByItself ? ['the directory that the program asks does not answer', 'an error in the program'] : [why],
          fixes,
          unknowns: failedByItself ? [
            'What the program complained of: its error output is lost. Run it by hand.',
          ] : [],
        }),
      };
      if (connection) context.suspect(connection, WEIGHT.circumstance, loginProblem(record, connection, reason));
      else context.report({ ...reason, host: record.host, proofs: [{ record }] });
    },
  }),
});

function fixesOf({ reason, path, user, command }: EventFields['keys-command.failed'], option: string, where: Whereabouts): Fix[] {
  if (reason === 'unsafe-path' && path !== undefined) {
    return pathFix(copyText(path), 'give the whole path to root, and nobody else the right to write', (quoted) => [
      `namei -l ${quoted}`, `chown root:root ${quoted}`, `chmod go-w ${quoted}`,
    ]);
  }
  if (reason === 'user-unset' || reason === 'user-unknown') {
    return [setInConfig(where, 'name an account that exists and has no other rights', [`${option}User nobody`],
      'Better an account of its own than nobody, which other services share.')];
  }
  const program = quotePath((path ?? command ?? '').split(' ')[0] ?? '');
  if (program === undefined) return [];
  return [
    runOnServer('run the program by hand, as sshd does', [
      `namei -l ${program}`,
      `sudo -u ${shellName(user) ?? 'nobody'} ${program} USER; echo status $?`,
    ]),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
