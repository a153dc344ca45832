import { copyText } from '../../connections/text.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { WEIGHT } from '../weight.js';

export const fidoTouchMissing = defineDiagnoser({
  meta: {
    code: 'fido-touch-missing',
    category: 'authentication',
    severity: 'error',
    summary: 'security key signed without touch or PIN',
    explain: `
A key that lives in a FIDO authenticator (ecdsa-sk, ed25519-sk) says in each signature whether somebody touched it, and whether
a PIN or fingerprint was given. The server asks for what this signature lacks. A touch is required unless the line in
authorized_keys says \`no-touch-required\`; a PIN only where \`verify-required\` or PubkeyAuthOptions asks for it (8.4).

## Usual causes
- The key was made with \`-O no-touch-required\`, and its line in authorized_keys does not say so.
- The line, or PubkeyAuthOptions, asks for verify-required, and the key was made without \`-O verify-required\`.

## How to fix it
Make a key that does what the server asks for:

\`\`\`
ssh-keygen -t ed25519-sk -O verify-required
\`\`\`

or allow this key without a touch, in its line: \`no-touch-required sk-ssh-ed25519@openssh.com AAAA… fred\`.`,
  },
  create: (context) => ({
    'fido.requirement-unmet'({ record, fields }, connection) {
      if (!connection) return;
      const touch = fields.requirement === 'user-presence';
      const user = copyText(fields.user ?? connection.user ?? '');
      const type = copyText(fields.key.type);
      context.suspect(connection, WEIGHT.named, loginProblem(record, connection, {
        key: `${user} ${copyText(fields.key.fingerprint ?? type)} ${fields.requirement}`,
        title: `the security key of ${user} signed without ${touch ? 'a touch' : 'a PIN or fingerprint'}`,
        advise: () => ({
          summary: touch
            ? 'The signature is right, but says that nobody touched the authenticator.'
            : 'The signature is right, but says that the authenticator did not ask for a PIN or fingerprint.',
          causes: [
            touch
              ? 'the key was made with no-touch-required'
              : 'the server asks for verify-required, and the key was made without it',
          ],
          fixes: [
            {
              side: 'client',
              summary: 'make a key that asks for it, and install it',
              action: 'run',
              commands: [`ssh-keygen -t ed25519-sk${touch ? '' : ' -O verify-required'}`],
              strength: 'recommended',
            },
            ...(touch ? [{
              side: 'server' as const,
              summary: 'or let this key in without a touch: put the option before it',
              action: 'set' as const,
              file: 'authorized_keys',
              lines: ['no-touch-required sk-ssh-ed25519@openssh.com AAAA… comment'],
              strength: 'ok' as const,
              caution: 'Programs on the client can then use the key unnoticed.',
            }] : []),
          ],
          unknowns: [],
        }),
      }));
    },
  }),
});
