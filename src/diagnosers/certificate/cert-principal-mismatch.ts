import type { Fix } from '../../finding.js';
import { wouldTell } from '../at-level.js';
import type { Advice } from '../diagnoser.js';
import type { Told } from '../login-problem.js';
import { setInConfig } from '../server-change.js';
import { patternName, shellName } from '../user-name.js';
import { WEIGHT } from '../weight.js';
import { describe, holder, LOOK, presented, reissue, unnamed } from './presented.js';
import { certificateRefusal, type Refused } from './refusal.js';

export const certPrincipalMismatch = certificateRefusal(
  {
    code: 'cert-principal-mismatch',
    category: 'certificate',
    severity: 'error',
    summary: 'no principal of the certificate fits',
    explain: `
A certificate lists the names that it is good for. sshd compares them with the login name; or, where AuthorizedPrincipalsFile,
AuthorizedPrincipalsCommand or principals="…" in front of a CA in authorized_keys say so, with the names found there. None fits.

- "name is not a listed principal": compared with the login name.
- "does not contain an authorized principal": compared with a list; the list may also be missing, empty or unreadable.

## Usual causes
- The user logs in under another name than the certificate was made for (root, a role account).
- The principals file lacks the role, or does not exist for this user; sshd does not say so at INFO.
- Owner or mode of the principals file are unsafe (StrictModes).

## How to fix it
\`\`\`
ssh-keygen -L -f ~/.ssh/id_ed25519-cert.pub
echo admins >> /etc/ssh/auth_principals/root
\`\`\`

or sign again with the login name behind -n.

## What the log cannot tell
The principals of the certificate: ssh-keygen -L shows them. DEBUG1 shows which principals file was tried, DEBUG2 (from 9.1 on) how
many lines were read from it.`,
  },
  { 'principal-not-listed': WEIGHT.named, 'no-authorized-principal': WEIGHT.named },
  (told, refused) => {
    const subject = `${describe(presented(told))} of ${holder(told)}`;
    return refused.reason === 'principal-not-listed'
      ? {
          summary: `The login name is not among the principals of ${subject}.`,
          causes: [
            'The user logs in under another name than the certificate was made for.',
            'The server is meant to map roles to accounts, and AuthorizedPrincipalsFile is not set.',
          ],
          fixes: [
            LOOK,
            reissue(told, 'sign the key again, with the login name behind -n'),
            setInConfig(told.where, 'or map roles to accounts: one file for each account, one principal a line', [
              'AuthorizedPrincipalsFile /etc/ssh/auth_principals/%u',
            ],
              'It holds for every user: an account without a file cannot use certificates any more.'),
          ],
          unknowns: ['The principals of the certificate: ssh-keygen -L shows them.', ...unnamed(told.connection)],
        }
      : notAuthorized(told, refused, subject);
  },
);

/** Compared with a list: of authorized_keys, of AuthorizedPrincipalsFile, or of a command. */
function notAuthorized(told: Told, refused: Refused, subject: string): Advice {
  const file = refused.path === undefined ? told.connection.login.principalsFile : undefined;
  // A line of authorized_keys has principals="…", or its CA would be good for the login name.
  const read = file?.lines !== undefined || refused.path !== undefined;
  return {
    summary: `No principal of ${subject} is authorized for this account${file ? ` by ${file.path}` : at(refused)}.`,
    causes: file?.lines === 0 ? [`${file.path} holds no principal.`] : [
      'The list of principals of the account lacks those of the certificate.',
      ...(read ? [] : ['The list does not exist, is empty, or cannot be read: sshd says the same then.']),
    ],
    fixes: [LOOK, ...(file ? [addTo(file.path)] : authorize(told, refused))],
    unknowns: [
      'The principals of the certificate: ssh-keygen -L shows them.',
      ...(read ? [] : file
        ? [`Whether ${file.path} exists and can be read: ls -l tells. Where it was read, LogLevel DEBUG2 shows so from 9.1 on.`]
        : wouldTell('DEBUG1', told.connection, 'Whether the list exists: LogLevel DEBUG1 shows which file was tried.')),
      ...unnamed(told.connection),
    ],
  };
}

const OWNERSHIP = 'The file must belong to root or the user and be writable by nobody else.';

/** The CA is trusted for all accounts, and this is where sshd looked. */
const addTo = (file: string): Fix => ({
  side: 'server', summary: 'add the principal to the file that sshd looked into; make it, if it does not exist',
  action: 'append', file, lines: ['PRINCIPAL'], caution: `${OWNERSHIP} The user must be able to read it.`,
});

function at({ path, line }: Refused): string {
  return path === undefined ? '' : ` by ${path}${line === undefined ? '' : `, line ${line}`}`;
}

const inAuthorizedKeys = (file: string, summary: string): Fix => ({
  side: 'server', summary, action: 'set', file, lines: ['cert-authority,principals="PRINCIPAL" KEY-OF-THE-CA'],
});

/** Put the principal where sshd looks: the CA's line in authorized_keys, or the file of the account. */
function authorize(told: Told, { path, line }: Refused): Fix[] {
  if (path !== undefined) {
    return [inAuthorizedKeys(path, `add the principal to principals="…" in line ${line ?? '?'}`)];
  }
  const user = patternName(told.user);
  return [{
    side: 'server',
    summary: 'add the principal to the file that AuthorizedPrincipalsFile names (sshd -T shows it)',
    action: 'append',
    file: `/etc/ssh/auth_principals/${user ?? 'USER'}`,
    lines: ['PRINCIPAL'],
    caution: `The path is an example. ${OWNERSHIP}`,
  }, inAuthorizedKeys(`~${shellName(told.user) ?? 'USER'}/.ssh/authorized_keys`, 'or, where the CA is trusted there: add the principal to principals="…" in its line')];
}
