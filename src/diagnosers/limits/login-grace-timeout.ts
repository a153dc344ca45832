import type { Fix } from '../../finding.js';
import { allFrom } from '../../openssh/version.js';
import { wouldTell } from '../at-level.js';
import { defineDiagnoser } from '../diagnoser.js';
import { howMany } from '../how-many.js';
import { runOnServer, setInConfig, whereabouts, type Whereabouts } from '../server-change.js';
import { runOnClient } from '../run-on-client.js';

export const loginGraceTimeout = defineDiagnoser({
  meta: {
    code: 'login-grace-timeout',
    category: 'limits',
    severity: 'warning',
    summary: 'not logged in within LoginGraceTime',
    explain: `
A connection was there for LoginGraceTime (by default 120 seconds) and had not logged in. sshd ended it. Until then it counted for
MaxStartups.

## Usual causes
- Somebody, or a program, that waits at a prompt: a password that nobody types, a key with a passphrase, a security key to touch.
- A scanner that opens connections and leaves them.
- A login that takes long: name service (UseDNS), PAM with a directory that does not answer, AuthorizedKeysCommand.
- Packets that get lost: an MTU that is too large behind a VPN stops just the key exchange, whose packets are the first long ones.

## How to fix it
Find the slow step: at DEBUG1 the time between two lines shows it. \`UseDNS no\` and a timeout for the directory help often. A longer
LoginGraceTime helps nobody but guessers.

## What the log cannot tell
Below DEBUG1 how far the connection had come.`,
  },
  create: (context) => ({
    'login.timeout'(event, connection) {
      const { record } = event;
      context.report({
        host: record.host,
        key: 'login-grace-timeout',
        title: 'connections were open for LoginGraceTime without a login',
        proofs: [{ record }],
        connection,
        advise: ({ ips, moreIps }) => ({
          summary: `${ips.length === 1 ? `The client at ${ips[0]}` : ips.length > 1 ? `Clients at ${howMany(ips, moreIps)} addresses` : 'A client'} had not logged in when LoginGraceTime was over; sshd ended the connection.`,
          causes: [
            'A prompt that nobody answered (password, passphrase, security key), or a program that waits for one.',
            'A scanner that leaves connections open.',
            'A slow login: DNS, PAM or AuthorizedKeysCommand waiting for a server that does not answer.',
            'Long packets that get lost (MTU), so that the key exchange never ends.',
          ],
          fixes: [
            withoutLookups(whereabouts(record, connection)),
            runOnClient('programs: fail rather than ask, so that the connection does not wait', ['ssh -o BatchMode=yes -o ConnectTimeout=10 -v SERVER true']),
          ],
          unknowns: [
            ...(ips.length === 0 ? ['From where it came: 9.8 writes the two addresses in the wrong order, and nothing else in this log tells them apart; LogLevel VERBOSE shows the address of each connection.'] : []),
            ...wouldTell('DEBUG1', connection, 'How far the login had come: LogLevel DEBUG1 shows each step with its time.'),
          ],
        }),
      });
    },
  }),
});

/** From 6.8 on sshd looks no names up unless it is told to: first see whether it is. */
function withoutLookups(where: Whereabouts): Fix {
  return allFrom(where.range, '6.8')
    ? runOnServer('see how long LoginGraceTime is, and whether name lookups or the directory of accounts take the time', ['sshd -T | grep -i logingracetime', 'sshd -T | grep -i usedns', 'time getent passwd USER'],
      'A LoginGraceTime below 30 seconds ends logins of people too. Where UseDNS is yes, set it to no. An answer of getent that takes seconds: see the service behind it (sssd, winbind, nslcd).')
    : setInConfig(where, 'take name lookups out of the login', ['UseDNS no']);
}
