import type { Attempt } from '../../../attempts/attempt.js';
import { firstOf } from '../../../attempts/attempt.js';
import type { Fix } from '../../../finding.js';
import { compareReleases, parseRelease } from '../../../openssh/version.js';
import { CLIENT_WEIGHT, type ClientContext, defineClientDiagnoser } from '../diagnoser.js';
import { destination, inHostBlock } from '../advice.js';
import { accountKey } from '../target.js';
import { describeKey, newKey } from './keys.js';
import { hasFailed, loginOf } from './login.js';
import { runOnClient } from '../../run-on-client.js';

export const noMutualSignatureAlgorithm = defineClientDiagnoser({
  meta: {
    code: 'no-mutual-signature-algorithm',
    category: 'authentication',
    severity: 'error',
    summary: 'no signature algorithm for this key that both sides accept',
    explain: `
ssh has an RSA key and did not offer it: with the only algorithm that the server knows for it, ssh does not sign. An RSA key can sign in SHA-1
(\`ssh-rsa\`) or in SHA-2 (\`rsa-sha2-256\`, \`rsa-sha2-512\`). Since 8.8 ssh does not use SHA-1 unless it is told to, some distributions before that;
servers before OpenSSH 7.2, and many devices, know nothing else.

## How to fix it
Best, use a key of another type, which servers from OpenSSH 6.5 (ed25519) or 5.7 (ecdsa) on accept:

\`\`\`
ssh-keygen -t ed25519
ssh-copy-id -i ~/.ssh/id_ed25519.pub fred@server
\`\`\`

or update the server. Until then, allow SHA-1 for this server alone:

\`\`\`
Host server
    PubkeyAcceptedAlgorithms +ssh-rsa
\`\`\`

Before 8.5 the option is called PubkeyAcceptedKeyTypes. Where the server's host key is \`ssh-rsa\` too, it also takes \`HostKeyAlgorithms +ssh-rsa\`.

## What the log cannot tell
Whether the key is authorized on the server: it was not asked.`,
  },
  look(attempt, context) {
    const event = firstOf(attempt, 'client.no-signature-algorithm');
    if (!event || !hasFailed(attempt)) return undefined;
    const key = loginOf(attempt).offered.find(({ fate }) => fate === 'no-algorithm');
    const server = firstOf(attempt, 'client.signature-algorithms');
    return {
      weight: CLIENT_WEIGHT.named,
      key: `${accountKey(attempt)} ${key?.key?.fingerprint ?? key?.keyName ?? ''}`,
      title: `ssh and the server have no signature algorithm in common${key ? ` for ${key.keyName}` : ''}`,
      proofs: [{ record: event.record }, ...(key ? [{ record: key.record, look: key.keyName }] : []), ...(server ? [{ record: server.record }] : [])],
      advise: () => ({
        summary: `${key ? `ssh did not offer ${describeKey(key)}: with` : 'With'} the algorithm that the server knows for this key, ssh does not sign. `
          + (server ? `The server names ${server.fields.algorithms.join(', ')}.` : 'The server did not name any (OpenSSH does since 7.2), so that for RSA only SHA-1 is left.'),
        causes: [`The server${attempt.serverSoftware === undefined ? '' : ` (${attempt.serverSoftware})`} is older than RSA with SHA-2, and this ssh does not sign with SHA-1 any more (8.8 and later, or a crypto policy).`],
        fixes: fixesOf(attempt, context),
        unknowns: ['Whether the key is authorized on the server: it was not asked.'],
      }),
    };
  },
});

function fixesOf(attempt: Attempt, { client }: ClientContext): Fix[] {
  const { serverSoftware } = attempt;
  const server = serverSoftware?.startsWith('OpenSSH_') === true ? parseRelease(serverSoftware) : undefined;
  const before = (release: string) => server !== undefined && compareReleases(server, release) < 0;
  const keyword = client !== undefined && compareReleases(client, '8.5') < 0 ? 'PubkeyAcceptedKeyTypes' : 'PubkeyAcceptedAlgorithms';
  const other = before('6.5')
    ? { ...runOnClient('use an ECDSA key, which this server knows', ['ssh-keygen -t ecdsa', `ssh-copy-id -i ~/.ssh/id_ecdsa.pub ${destination(attempt)}`]), strength: 'recommended' as const }
    : newKey(attempt, 'use a key of another type; OpenSSH knows ed25519 since 6.5');
  return [
    ...(before('5.7') ? [] : [other]),
    {
      ...inHostBlock(attempt, 'until the server is updated, sign with SHA-1 for this server alone', [`${keyword} +ssh-rsa`]),
      strength: 'weak', caution: 'SHA-1 signatures can be forged with effort: only for servers that know nothing else, and not for "Host *".',
    },
  ];
}
