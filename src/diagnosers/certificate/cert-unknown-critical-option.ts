import { copyText } from '../../connections/text.js';
import { WEIGHT } from '../weight.js';
import { describe, holder, LOOK, presented, reissue, unnamed } from './presented.js';
import { certificateRefusal } from './refusal.js';
import type { Told } from '../login-problem.js';
import type { Advice } from '../diagnoser.js';

export const certUnknownCriticalOption = certificateRefusal(
  {
    code: 'cert-unknown-critical-option',
    category: 'certificate',
    severity: 'error',
    summary: 'a critical option sshd does not know',
    explain: `
Critical options restrict a certificate; a server that does not know one must refuse it. (Extensions grant something, and
unknown ones are ignored.) sshd knows force-command, source-address (both since 5.6) and verify-required (since 8.4). A known
option that is there twice or damaged is refused as well.

## Usual causes
- A misspelt option, or an extension that was signed as critical: \`-O critical:name\` instead of \`-O extension:name\`.
- A CA with options of its own vendor, or verify-required with a server before 8.4.

## How to fix it
\`\`\`
ssh-keygen -s user_ca -I fred@corp -n fred -O force-command=/usr/bin/backup -V -5m:+52w id_ed25519.pub
\`\`\`

or upgrade the server, where a newer release knows the option.

## What the log cannot tell
Nothing is hidden here but the name of the certificate, which through 10.0 only VERBOSE shows.`,
  },
  { 'unsupported-critical-options': WEIGHT.circumstance, 'invalid-options': WEIGHT.circumstance },
  (told) => advise(told, undefined),
  (suspect) => ({
    'certificate.critical-option-unsupported'(event, connection) {
      const option = copyText(event.fields.option);
      suspect(
        event,
        connection,
        {
          title: 'the certificate has a critical option that sshd does not know',
          key: option,
          advise: (told) => advise(told, option),
        },
      );
    },
  }),
);

function advise(told: Told, option: string | undefined): Advice {
  return {
    summary: `The critical ${option === undefined ? 'options' : `option "${option.slice(0, 100)}"`} `
      + `of ${describe(presented(told))} of ${holder(told)} `
      + `${option === undefined ? 'are' : 'is'} nothing that sshd can honour; it must refuse then.`,
    causes: [
      'The option is misspelt, or an extension was signed as critical.',
      'The CA uses options of its own vendor.',
      'The server is older than the option (verify-required needs 8.4).',
    ],
    fixes: [LOOK, reissue(told, 'sign the key again without that option; what only grants something is an extension')],
    unknowns: unnamed(told.connection),
  };
}
