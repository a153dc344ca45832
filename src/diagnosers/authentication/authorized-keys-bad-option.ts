import type { Connection } from '../../connections/connection.js';
import { copyText } from '../../connections/text.js';
import type { LineRefusal, LogRecord } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { loginProblem } from '../login-problem.js';
import { WEIGHT } from '../weight.js';
import { showLine } from './file-of-keys.js';

const REFUSALS: Partial<Record<LineRefusal, string>> = {
  'principals-without-ca': 'principals= stands without cert-authority',
  'cert-authority-misplaced': 'cert-authority stands at a plain key, or is missing where a certificate was offered',
  'from-invalid': 'the list of from= is malformed',
  'options-unreadable': 'the options cannot be read',
};

export const authorizedKeysBadOption = defineDiagnoser({
  meta: {
    code: 'authorized-keys-bad-option',
    category: 'authentication',
    severity: 'error',
    summary: 'options of a line in authorized_keys are bad',
    explain: `
Options stand before the key, separated by commas, without blanks outside of quotes. Where sshd does not understand one of
them it ignores the whole line, and the key in it does not count: an option that restricts must not get lost.

## Usual causes
- An option that this release does not know: \`restrict\` needs 7.2, \`expiry-time\` 7.7, \`verify-required\` 8.4.
- A missing quote, or a quote inside a command that has no backslash: \`command="echo \\"hi\\""\`.
- A blank after a comma.
- A line that an editor or a mail program has wrapped.

## How to fix it
Look at the line, and write it as sshd(8) says in AUTHORIZED_KEYS FILE FORMAT:

\`\`\`
restrict,pty,from="192.0.2.0/24",command="/usr/bin/backup" ssh-ed25519 AAAA… fred@laptop
\`\`\`

\`ssh-keygen -lf authorized_keys\` lists the keys of the file; a line that it leaves out is broken.

## What the log cannot tell
To 7.6 the line is logged at INFO, with the text behind the options that were understood; from 7.7 on only DEBUG1 shows it.
To 7.6 it is the line of the key that was offered, or of its CA; from 7.7 on whether that key stands in it is not said.`,
  },
  create: (context) => {
    return {
      'authorized-keys.bad-options'({ record, fields }, connection) {
        suspect(record, connection, {
          path: fields.path,
          line: fields.line,
          why: fields.reason ?? `from here on: ${optionsOf(fields.value)}`,
          // To 7.6 sshd reads the options of a line once it has found the key, or its CA, in it.
          isOffered: fields.reason === undefined,
        });
      },
      'authorized-keys.line-refused'({ record, fields }, connection) {
        const why = REFUSALS[fields.reason];
        if (why !== undefined) suspect(record, connection, { path: fields.path, line: fields.line, why, isOffered: false });
      },
    };

    function suspect(record: LogRecord, connection: Connection | undefined, found: {
      path: string | undefined; line: number | undefined; why: string; isOffered: boolean,
    }): void {
      if (!connection) return;
      const { line, isOffered } = found;
      const path = copyText(found.path ?? connection.login.keyFile ?? 'the file of keys');
      const why = copyText(found.why);
      const place = line === undefined ? path : `${path}, line ${line}`;
      context.suspect(connection, WEIGHT.circumstance, loginProblem(record, connection, {
        key: place,
        title: `sshd ignores a key: bad options in ${place}`,
        ...(found.path !== undefined && { look: found.path }),
        advise: () => ({
          summary: isOffered
            ? `The key that was offered is one that this line is for, but the line does not count, as sshd does not understand its options: ${why}.`
            : `A line with an option that sshd does not understand does not count: ${why}.`,
          causes: [
            'an option that this release does not know, or a typing error',
            'a quote that is not closed, or a blank behind a comma',
          ],
          fixes: line === undefined ? [] : showLine(path, line),
          unknowns: isOffered ? [] : ['Whether the key that was offered stands in this line.'],
        }),
      }));
    }
  },
});

/** The options without the key that follows them; the log shows what is left of the line. */
function optionsOf(rest: string | undefined): string {
  return (rest ?? '').split(' ')[0] ?? '';
}
