import type { Connection } from '../../connections/connection.js';
import type { SshEvent } from '../../events.js';
import { defineDiagnoser } from '../diagnoser.js';
import { networkOf } from '../source-network.js';
import { ownRecord } from '../own-record.js';
import type { LogRecord } from '../../events.js';
import { hostility } from './hostile-text.js';
import { whoItWas } from './peer-trouble.js';
import { keepScannersOut } from './scanners.js';

export const hostileBanner = defineDiagnoser({
  meta: {
    code: 'hostile-banner',
    category: 'protocol',
    severity: 'info',
    summary: 'identification made to mislead readers',
    explain: `
The first line of a peer is logged as it came. This one holds characters that act on the terminal of whoever reads the log (escape
sequences, backspace, line ends), or an address of its own, so that careless tools take it for the source of the line.

sshd writes control characters in octal (\\033), so the log itself is safe to read. Tools that decode them, and scripts that look for
"from ADDRESS" from the left, are what this is aimed at.

## Usual causes
- A scanner that tests log viewers and scripts.
- An attempt to get an innocent address blocked by a script that reads the log.

## How to fix it
Nothing in sshd. Check your own scripts: take the address from the end of a line, never the first one that looks like an address, and
print log text only with control characters escaped. fail2ban's filters for sshd are anchored that way; home-made ones often are not.

## What the log cannot tell
Identifications that sshd accepts are logged from LogLevel DEBUG1 on only, refused ones at INFO (from 9.5 on at VERBOSE).`,
  },
  create: (context) => {
    const noted = context.perConnection<LogRecord>();
    return {
      'identification.received': (event, connection) => look(event, connection, event.fields.client),
      'identification.bad': (event, connection) => look(event, connection, event.fields.banner),
      connectionEnded(connection) {
        const record = noted.get(connection);
        if (!record) return;
        context.report({
          host: connection.server.host,
          key: networkOf(connection),
          title: 'identification strings that are made to mislead',
          proofs: [{ record }],
          connection,
          advise: (seen) => ({
            summary: `${whoItWas(seen)} sent an identification with control characters or an address in it: it is aimed at those who read the log.`,
            causes: ['a scanner that tests log viewers and scripts', 'an attempt to get an innocent address blocked'],
            fixes: [keepScannersOut()],
            unknowns: [],
          }),
        });
      },
    };

    function look({ record }: SshEvent, connection: Connection | undefined, text: string | undefined): void {
      if (text === undefined || !connection || noted.has(connection) || hostility(text) === undefined) return;
      noted.set(connection, ownRecord(record));
    }
  },
});
