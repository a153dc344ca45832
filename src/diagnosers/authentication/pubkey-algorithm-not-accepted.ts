import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { LogRecord } from '../../events.js';
import type { Fix } from '../../finding.js';
import { sha1PolicyAdvice } from '../../openssh/crypto-policy.js';
import { allBefore } from '../../openssh/version.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { setInConfig, type Whereabouts } from '../server-change.js';
import { loginAt, patternName } from '../user-name.js';
import { WEIGHT } from '../weight.js';

/** Clients that sign with RSA and SHA-1 only, for logs that do not name the client. */
const OLD_RSA_CLIENTS = 'OpenSSH before 7.2, libssh2 before 1.11, paramiko before 2.9';
const PLAIN_ALGORITHM = /^[\w.@-]{1,64}$/;

export const pubkeyAlgorithmNotAccepted = defineDiagnoser({
  meta: {
    code: 'pubkey-algorithm-not-accepted',
    category: 'authentication',
    severity: 'error',
    summary: 'the server refuses this type of key',
    explain: `
The client offered a key, or a signature, of an algorithm that the server does not accept. The key may well be in
authorized_keys: sshd did not look.

## Usual causes
- \`ssh-rsa\`: the client signs with SHA-1, which 8.8 and later refuse by default. The key itself is fine; it is the old client
  that cannot sign with SHA-2 (rsa-sha2-256, rsa-sha2-512). OpenSSH can from 7.2 on.
- \`ssh-dss\`: DSA keys are refused from 7.0 on, and gone from 10.0 on. The key must be replaced.
- \`ssh-ed25519\` on a server before 6.5, \`sk-…\` before 8.2: the server does not know the type yet.
- PubkeyAcceptedAlgorithms, or a system-wide crypto policy, leaves it out.

## How to fix it
Update the client, or give it a key of a modern type:

\`\`\`
ssh-keygen -t ed25519
\`\`\`

Where that cannot be done at once, accept the old algorithm for the users who need it, at the end of sshd_config:

\`\`\`
Match User fred
    PubkeyAcceptedAlgorithms +ssh-rsa
\`\`\`

Before 8.5 the keyword is PubkeyAcceptedKeyTypes; it came with 6.8, and the plus sign needs 7.0. On RHEL 9 the crypto policy
forbids SHA-1 in the library itself: \`update-crypto-policies --set DEFAULT:SHA1\`.

## What the log cannot tell
Whether the key would have been accepted otherwise.`,
  },
  create: (context) => {
    return {
      'key.algorithm-refused': ({ record, fields }, connection) => found(record, connection, fields.algorithm, fields.option),
      'key.algorithm-unsupported': ({ record, fields }, connection) => found(record, connection, fields.algorithm, undefined),
    };

    function found(record: LogRecord, connection: Connection | undefined, logged: string, logsOption: string | undefined): void {
      if (!connection) return;
      const algorithm = copyText(logged);
      const option = logsOption === undefined ? undefined : copyText(logsOption);
      context.suspect(connection, WEIGHT.circumstance, loginProblem(record, connection, {
        key: `${algorithm} ${option ?? 'unknown'}`,
        title: option === undefined
          ? `the server does not know keys of type ${algorithm}`
          : `${option} does not accept ${algorithm}`,
        look: logged,
        advise({ where, seen: { clients, users } }) {
          // Of several, any may be a name that somebody tried: a weaker rule is not for them.
          const user = users.length === 1 ? users[0] : undefined;
          return {
            summary: `${why(algorithm, option)} Whether the key is in authorized_keys was not looked at.`,
            causes: causesOf(algorithm, clients),
            fixes: [...onClient(algorithm, user), ...(option === undefined ? [] : accept(algorithm, option, where, user))],
            unknowns: ['Whether the key is authorized.'],
          };
        },
      }));
    }
  },
});

function why(algorithm: string, option: string | undefined): string {
  if (option === undefined) return `This server does not know the type ${algorithm}.`;
  return algorithm === 'ssh-rsa'
    ? 'The client signs with RSA and SHA-1, which the server refuses; an RSA key can sign with SHA-2 as well.'
    : `The server refuses ${algorithm}.`;
}

function causesOf(algorithm: string, clients: readonly string[]): string[] {
  if (algorithm === 'ssh-rsa') {
    const which = clients.length > 0 ? clients.slice(0, 5).join(', ') : OLD_RSA_CLIENTS;
    return [
      `a client that cannot sign with rsa-sha2-256 or rsa-sha2-512: ${which}`,
    ];
  }
  if (algorithm === 'ssh-dss') return ['a DSA key, which OpenSSH refuses since 7.0'];
  return ['sshd_config or a crypto policy of the system leaves the algorithm out, or the server is older than it'];
}

function onClient(algorithm: string, user: string | undefined): Fix[] {
  const update: Fix = {
    side: 'client',
    summary: 'update the client: the same RSA key then signs with SHA-2',
    action: 'run',
    commands: ['ssh -V'],
    strength: 'recommended',
  };
  const replace: Fix = {
    side: 'client', summary: 'or use a key of a modern type, and install it', action: 'run',
    commands: ['ssh-keygen -t ed25519', `ssh-copy-id -i ~/.ssh/id_ed25519.pub ${loginAt(user, 'SERVER')}`], strength: 'recommended',
  };
  return algorithm === 'ssh-rsa' ? [update, replace] : [
    { ...replace, summary: 'use a key of a type that the server accepts, and install it' },
  ];
}

function accept(algorithm: string, option: string, where: Whereabouts, user: string | undefined): Fix[] {
  // The plus sign needs 7.0; 6.8 and 6.9 take a whole list only.
  if (!PLAIN_ALGORITHM.test(algorithm) || !/^\w+$/.test(option) || allBefore(where.range, '7.0')) return [];
  const weak = algorithm === 'ssh-rsa' || algorithm.startsWith('ssh-dss');
  const fix = setInConfig(where, 'until then, let the server accept it for the users who need it', [
    `Match User ${patternName(user) ?? 'USER'}`,
    `    ${option} +${algorithm}`,
  ],
    weak ? ['SHA-1 signatures can be forged with effort: only for these users, and only for a time.', ...policyNote(algorithm, where)].join(' ') : undefined);
  return [{ ...fix, action: 'append', strength: weak ? 'weak' : 'ok' }];
}

function policyNote(algorithm: string, { family, range }: Whereabouts): string[] {
  const advice = algorithm === 'ssh-rsa' ? sha1PolicyAdvice(family, range) : undefined;
  return advice === undefined ? [] : [advice];
}
