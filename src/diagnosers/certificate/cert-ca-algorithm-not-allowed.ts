import { copyText } from '../../connections/text.js';
import { WEIGHT } from '../weight.js';
import type { Advice } from '../diagnoser.js';
import type { Told } from '../login-problem.js';
import { setInConfig } from '../server-change.js';
import { describe, LOOK, presented, unnamed } from './presented.js';
import { certificateRefusal } from './refusal.js';

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

Nothing changes on the server then. An exception, weak because SHA-1 can be forged:

\`\`\`
CASignatureAlgorithms +ssh-rsa
\`\`\`

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
  const risk = sha1 ? 'SHA-1 signatures can be forged: an exception for the time of the change only.' : undefined;
  const line = `CASignatureAlgorithms +${algorithm}`;
  const strength = sha1 ? 'weak' : 'ok';
  const known = algorithm !== undefined && /^[\w.@-]+$/.test(algorithm);
  return {
    summary: `${told.who} presented ${describe(presented(told))}, signed with ${algorithm ?? 'an algorithm'}`
      + `${algorithm === undefined ? ' that' : ', which'} CASignatureAlgorithms leaves out.`,
    causes: sha1
      ? [
        'The RSA key of the CA signs with SHA-1: ssh-keygen before 8.2, or a tool with that default.',
        'CASignatureAlgorithms has no ssh-rsa by default from 8.2 on.',
      ]
      : [
        'A CASignatureAlgorithms line, or a crypto policy, leaves out the algorithm of this CA.',
        'The CA has a kind of key that this release does not allow.',
      ],
    fixes: [
      LOOK,
      sha1
        ? { side: 'ca', summary: 'sign again with the same key and SHA-2', action: 'run', strength: 'recommended',
            commands: [`ssh-keygen -t rsa-sha2-512 -s /path/to/user_ca -I ID -n ${told.name} -V -5m:+52w id_ed25519.pub`] }
        : { side: 'ca', summary: 'sign with a CA key of an allowed kind', action: 'run', commands: [
          'ssh-keygen -t ed25519 -f user_ca',
        ],
            caution: 'A new CA must be added to TrustedUserCAKeys on every server first.' },
      ...(known
        ? [{ ...setInConfig(told.where, 'or allow the algorithm on this server', [line], risk), strength } as const]
        : []),
    ],
    unknowns: ['The list in force: no LogLevel shows it with the refusal, sshd -T does.', ...unnamed(told.connection)],
  };
}
