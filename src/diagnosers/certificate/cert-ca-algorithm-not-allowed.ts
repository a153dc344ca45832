import { copyText } from '../../connections/text.js';
import type { Fix } from '../../finding.js';
import { sha1PolicyAdvice } from '../../openssh/crypto-policy.js';
import { defaultNames } from '../../openssh/default-proposals.js';
import type { Advice } from '../diagnoser.js';
import type { Told } from '../login-problem.js';
import { setInConfig } from '../server-change.js';
import { patternName } from '../user-name.js';
import { WEIGHT } from '../weight.js';
import { describe, LOOK, presented, unnamed } from './presented.js';
import { certificateRefusal } from './refusal.js';

/** CASignatureAlgorithms came with 7.9, and its default has lost only ssh-rsa since. */
const FIRST_WITH_LIST = '7.9';

export const certCaAlgorithmNotAllowed = certificateRefusal(
  {
    code: 'cert-ca-algorithm-not-allowed',
    category: 'certificate',
    severity: 'error',
    summary: 'the CA signed with a refused algorithm',
    explain: `
CASignatureAlgorithms (7.9 and later) says which algorithms a CA may sign certificates with. This one was signed with another.

From 8.2 on \`ssh-rsa\`, an RSA key with SHA-1, is not in the default any more: certificates of an RSA CA that were signed by
an older ssh-keygen, or by a tool with its default, are refused. The CA's key itself is fine: it can sign with SHA-2.

## Usual causes
- An RSA CA that still signs with SHA-1 (ssh-keygen before 8.2).
- A CASignatureAlgorithms line, or a crypto policy, that leaves out what the CA uses.

## How to fix it
\`\`\`
ssh-keygen -t rsa-sha2-512 -s user_ca -I fred@corp -n fred -V -5m:+52w id_ed25519.pub
\`\`\`

Nothing changes on the server then. An exception, weak because SHA-1 can be forged, at the end of sshd_config:

\`\`\`
Match User fred
    CASignatureAlgorithms +ssh-rsa
\`\`\`

A global line of yours would lose to one that stands before it, such as that of a crypto policy; the block does not. RHEL 9 and
later refuse SHA-1 in the library itself: \`update-crypto-policies --set DEFAULT:SHA1\`.

## What the log cannot tell
The list that is in force: \`sshd -T | grep -i casignature\`.`,
  },
  { 'ca-algorithm': WEIGHT.named },
  (told) => advise(told, undefined),
  (suspect) => ({
    'certificate.ca-algorithm-refused'(event, connection) {
      const algorithm = copyText(event.fields.algorithm);
      suspect(event, connection, {
        title: 'the CA signed with an algorithm that is not allowed',
        key: algorithm,
        advise: (told) => advise(told, algorithm),
      });
    },
  }),
);

function advise(told: Told, algorithm: string | undefined): Advice {
  const sha1 = algorithm === 'ssh-rsa';
  const signed = algorithm === undefined ? 'signed with an algorithm that' : `signed with ${algorithm}, which`;
  return {
    summary: `${told.who} presented ${describe(presented(told))}, ${signed} CASignatureAlgorithms leaves out.`,
    causes: causesOf(algorithm),
    fixes: [
      LOOK,
      ...(sha1 ? [signAgain(told)] : []),
      ...allow(told, algorithm),
      ...(sha1 ? [] : [newCa(algorithm)]),
    ],
    unknowns: ['The list in force: no LogLevel shows it with the refusal, sshd -T does.', ...unnamed(told.connection)],
  };
}

function causesOf(algorithm: string | undefined): string[] {
  if (algorithm === 'ssh-rsa') return [
    'The RSA key of the CA signs with SHA-1: ssh-keygen before 8.2, or a tool with that default.',
    'CASignatureAlgorithms has no ssh-rsa by default from 8.2 on.',
  ];
  if (algorithm === 'ssh-dss') return ['The key of the CA is DSA, which CASignatureAlgorithms has never allowed by default.'];
  const alwaysAllowed = algorithm !== undefined && defaultNames('caSignature', FIRST_WITH_LIST).includes(algorithm);
  return [
    'A CASignatureAlgorithms line, or a crypto policy, leaves out the algorithm of this CA.',
    ...(alwaysAllowed ? [] : ['The CA has a kind of key that this release does not allow.']),
  ];
}

const signAgain = ({ name }: Told): Fix => ({
  side: 'ca', summary: 'sign again with the same key and SHA-2', action: 'run', strength: 'recommended',
  commands: [`ssh-keygen -t rsa-sha2-512 -s /path/to/user_ca -I ID -n ${name} -V -5m:+52w id_ed25519.pub`],
});

/** For the users of a block, as that wins over a global line and over a crypto policy. DSA has nothing to be said for it, and is gone from 10.0 on. */
function allow({ where, user }: Told, algorithm: string | undefined): Fix[] {
  if (algorithm === undefined || algorithm === 'ssh-dss' || !/^[\w.@-]+$/.test(algorithm)) return [];
  const sha1 = algorithm === 'ssh-rsa';
  const ofPolicy = sha1 ? sha1PolicyAdvice(where.family, where.range) : undefined;
  const caution = sha1
    ? ['SHA-1 signatures can be forged: an exception for the time of the change only.', ...(ofPolicy === undefined ? [] : [ofPolicy])]
    : [`A + counts from the default list, and gives these users what else is left out, too. To keep that out, append ,${algorithm} to the present list.`];
  const fix = setInConfig(where, 'or allow the algorithm on this server, for the users who need it', [
    `Match User ${patternName(user) ?? 'USER'}`,
    `    CASignatureAlgorithms +${algorithm}`,
  ], caution.join(' '));
  return [{ ...fix, action: 'append', strength: sha1 ? 'weak' : 'ok' }];
}

/** In place of DSA any default will do. What a list allows that leaves out a default is not in the log. */
function newCa(algorithm: string | undefined): Fix {
  const type = algorithm === 'ssh-dss' ? 'ed25519' : 'TYPE';
  const which = type === 'TYPE' ? 'TYPE is one that sshd -T | grep -i ^casignaturealgorithms shows. ' : '';
  return {
    side: 'ca', summary: 'sign with a CA key of an allowed kind', action: 'run', commands: [`ssh-keygen -t ${type} -f new_user_ca`],
    caution: `${which}A new CA must be added to TrustedUserCAKeys on every server first.`,
  };
}
