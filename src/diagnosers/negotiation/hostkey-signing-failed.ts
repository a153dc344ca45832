import type { Connection } from '../../connections/connection.js';
import type { SshEvent } from '../../events.js';
import type { Fix } from '../../finding.js';
import { cryptoPolicyNotes } from '../../openssh/crypto-policy.js';
import { defineDiagnoser } from '../diagnoser.js';
import { runOnServer, setInConfig, whereabouts, type Whereabouts } from '../server-change.js';
import { nameReason } from './name-reason.js';

export const hostkeySigningFailed = defineDiagnoser({
  meta: {
    code: 'hostkey-signing-failed',
    category: 'negotiation',
    severity: 'error',
    summary: 'the server could not sign with its host key',
    explain: `
Both sides had agreed on everything, and then the server could not prove who it is: the key of the agreed type was gone, or signing with it failed.

## Usual causes
- A crypto policy or FIPS mode that forbids the hash: SHA-1, which ssh-rsa needs.
- HostKeyAgent: the agent does not run any more, or refuses.
- The key is in a smart card or HSM that does not answer.
- sshd was upgraded under the running listener: restart it.

## How to fix it
Offer signatures with SHA-2, which the same RSA key can make from 7.2 on:

\`\`\`
HostKeyAlgorithms ssh-ed25519,rsa-sha2-512,rsa-sha2-256
\`\`\``,
  },
  create: (context) => {
    return {
      'hostkey.signing-failed': (event, connection) => report(event, event.fields.reason, connection),
      'hostkey.vanished': (event, connection) => report(event, undefined, connection),
    };

    function report({ record }: SshEvent, reason: string | undefined, connection: Connection | undefined): void {
      nameReason(context, connection, {
        host: record.host,
        key: reason ?? 'gone',
        title: 'the server could not sign with its host key',
        proofs: [{ record }],
        connection,
        advise: () => ({
          summary: `The algorithms were agreed on, but the server could not use its host key${reason === undefined ? '' : ` (${reason.slice(0, 120)})`}.`,
          causes: ['A crypto policy or FIPS mode forbids the hash of the signature (SHA-1 with ssh-rsa).', 'The agent of HostKeyAgent, a smart card or an HSM does not answer.', 'The key was removed, or sshd was upgraded under the running listener.'],
          fixes: [
            signWithSha2(whereabouts(record, connection), context.configuration()?.knows(record.host) ?? false),
            runOnServer('see which keys sshd has', ['sshd -T | grep -i hostkey', 'ls -l /etc/ssh/ssh_host_*']),
          ],
          unknowns: ['Which key it was: LogLevel DEBUG1 shows the algorithm that was agreed on.'],
        }),
      });
    }
  },
});

/** @param known the configuration, to which the fix will be fitted */
function signWithSha2(where: Whereabouts, known: boolean): Fix {
  return setInConfig(where, 'sign with SHA-2 only', ['HostKeyAlgorithms ssh-ed25519,rsa-sha2-512,rsa-sha2-256'], [
    'The keyword needs 7.0, rsa-sha2 7.2. A client that knows ssh-rsa alone gets no further then.',
    ...(known ? [] : ['Replace the present HostKeyAlgorithms line, if there is one: sshd takes the first.', ...cryptoPolicyNotes(where.family, where.range)]),
  ].join(' '));
}
