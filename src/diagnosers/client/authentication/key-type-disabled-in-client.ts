import { compareReleases } from '../../../openssh/version.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { inHostBlock } from '../advice.js';
import { accountKey } from '../target.js';
import { newKey } from './keys.js';
import { leftOut } from './key-left-out.js';

const ALGORITHM = /^[a-z0-9][a-z0-9@.-]{0,63}$/;

export const keyTypeDisabledInClient = defineClientDiagnoser({
  meta: {
    code: 'key-type-disabled-in-client',
    category: 'authentication',
    severity: 'error',
    summary: 'ssh does not use keys of this type any more',
    explain: `
ssh has a key and did not offer it: its type is not in PubkeyAcceptedAlgorithms (before 8.5: PubkeyAcceptedKeyTypes). DSA keys (\`ssh-dss\`) are out
since 7.0, and since 10.0 ssh cannot use them at all.

## How to fix it
Make a key of a modern type, and install it while another way in still works:

\`\`\`
ssh-keygen -t ed25519
ssh-copy-id -i ~/.ssh/id_ed25519.pub fred@server
\`\`\`

For a server that knows nothing else, up to 9.9 and for this server alone:

\`\`\`
Host server
    PubkeyAcceptedAlgorithms +ssh-dss
\`\`\`

## What the log cannot tell
Whether the server would accept the key: servers have left DSA out since 7.0 as well.`,
  },
  look(attempt, { client }) {
    const [first, ...rest] = leftOut(attempt, 'type-disabled');
    if (!first) return undefined;
    const { keyName, algorithm = '', keyword = 'PubkeyAcceptedAlgorithms' } = first.fields;
    const gone = algorithm === 'ssh-dss' && client !== undefined && compareReleases(client, '10.0') >= 0;
    return {
      weight: CLIENT_WEIGHT.named,
      key: `${accountKey(attempt)} ${keyName}`,
      title: `ssh does not use ${keyName}, a key of type ${algorithm}`,
      proofs: [{ record: first.record, look: keyName }, ...rest.map(({ record, fields }) => ({ record, look: fields.keyName }))],
      advise: () => ({
        summary: `${[first, ...rest].map(({ fields }) => `${fields.keyName} (${fields.algorithm ?? algorithm})`).join(', ')} was not offered: its type is not in ${keyword} of this ssh. No other key was.`,
        causes: [algorithm === 'ssh-dss' ? 'A DSA key: ssh does not use them since 7.0, servers neither.' : `${keyword} in ssh_config, or a crypto policy of the system, leaves the type out.`],
        fixes: [
          newKey(attempt, 'make a key of a modern type, and install it'),
          ...(gone || !ALGORITHM.test(algorithm) ? [] : [{
            ...inHostBlock(attempt, 'where the server knows nothing else, for this server alone', [`${keyword} +${algorithm}`]),
            strength: algorithm === 'ssh-dss' ? 'broken' as const : 'ok' as const,
            ...(algorithm === 'ssh-dss' && { caution: 'DSA keys have 1024 bits and sign in SHA-1; the server has to allow them too.' }),
          }]),
        ],
        unknowns: ['Whether the server would accept the key: it was not asked.'],
      }),
    };
  },
});
