import { copyText } from '../../connections/text.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { setInConfig } from '../server-change.js';
import { loginAt, patternName } from '../user-name.js';
import { WEIGHT } from '../weight.js';

export const rsaKeyTooSmall = defineDiagnoser({
  meta: {
    code: 'rsa-key-too-small',
    category: 'authentication',
    severity: 'error',
    summary: 'the RSA key is too short',
    explain: `
The user's RSA key has fewer bits than RequiredRSASize asks for (9.1 and later; 1024 by default, 2048 in some distributions and
under their crypto policies). sshd refuses it before it looks into authorized_keys.

## How to fix it
Make a new key and install it while another way in still works:

\`\`\`
ssh-keygen -t ed25519
ssh-copy-id -i ~/.ssh/id_ed25519.pub fred@server
\`\`\`

For hardware that knows only RSA: \`ssh-keygen -t rsa -b 3072\`. \`ssh-keygen -lf key.pub\` shows the size of a key.

## What the log cannot tell
How long the key is, and whether it is in authorized_keys.`,
  },
  create: (context) => ({
    'key.too-small'({ record, fields }, connection) {
      if (!connection) return;
      const type = copyText(fields.keyType);
      context.suspect(connection, WEIGHT.circumstance, loginProblem(record, connection, {
        key: type,
        title: `the ${type} key is shorter than RequiredRSASize allows`,
        advise: ({ where, seen: { users } }) => {
          // Of several, any may be a name that somebody tried: a weaker rule is not for them.
          const user = users.length === 1 ? users[0] : undefined;
          return {
            summary: 'sshd refuses the key for its length, without a look into authorized_keys.',
            causes: ['an old key of 1024 bits or less', 'RequiredRSASize, or a crypto policy, was raised to 2048 or more'],
            fixes: [
              {
                side: 'client',
                summary: 'make a new key and install it',
                action: 'run',
                commands: ['ssh-keygen -t ed25519', `ssh-copy-id -i ~/.ssh/id_ed25519.pub ${loginAt(user, 'SERVER')}`],
                strength: 'recommended',
              },
              {
                ...setInConfig(where, 'until then, accept shorter keys of the users who need it', [
                  `Match User ${patternName(user) ?? 'USER'}`,
                  '    RequiredRSASize 1024',
                ], 'RSA keys of 1024 bits can be broken by those who have the means: only for these users, and only for a time.'),
                action: 'append',
                strength: 'weak',
              },
            ],
            unknowns: ['How long the key is: ssh-keygen -lf on the client tells.'],
          };
        },
      }));
    },
  }),
});
