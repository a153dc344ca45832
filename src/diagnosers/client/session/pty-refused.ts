import { type Attempt, eventsOf, lastOf } from '../../../attempts/attempt.js';
import { setInConfig } from '../../server-change.js';
import { defineClientDiagnoser } from '../diagnoser.js';
import { destination } from '../advice.js';
import { askMore, serverFirst, serverPlace } from './words.js';
import { runOnClient } from '../../run-on-client.js';

/** What -v shows of who forbids it. */
function culprit(attempt: Attempt): 'key' | undefined {
  if (eventsOf(attempt, 'client.server-remark').some(({ fields }) => fields.remark === 'pty-disabled')) return 'key';
  const options = lastOf(attempt, 'client.key-options')?.fields.options;
  return options && !options.includes('pty') ? 'key' : undefined;
}

export const ptyRefused = defineClientDiagnoser({
  meta: {
    code: 'pty-refused',
    category: 'session',
    severity: 'warning',
    summary: 'the server gave the session no terminal',
    explain: `
The login succeeded, and the server declined the request for a terminal (pty-req): "PTY allocation request failed on channel 0". From 6.3 on ssh -tt then
gives up; without -t the session goes on without a terminal: no prompt, no editing of lines, no full-screen programs.

## Usual causes
- The key's line in authorized_keys has \`no-pty\` or \`restrict\`; at -v the server says "Pty allocation disabled", or lists \`key options\` without \`pty\`.
- \`PermitTTY no\` (6.4 and later) in sshd_config, perhaps in a Match block.
- The server has no free terminals, or /dev/pts is not mounted (containers, chroots).

## How to fix it
Commands do without a terminal:

\`\`\`
ssh -T SERVER COMMAND
\`\`\`

Where a terminal is meant to be allowed: take \`no-pty\` off the key's line, put \`pty\` behind \`restrict\`, or set \`PermitTTY yes\`. For /dev/pts:
\`mount -t devpts devpts /dev/pts\`.

## What the log cannot tell
Without -v it does not say who forbids it. A lack of terminals is an error in the server's log (openpty, "session_pty_req: ... session_pty_req failed").`,
  },
  look(attempt) {
    const event = eventsOf(attempt, 'client.request-refused').find(({ fields }) => fields.request === 'pty');
    if (!event) return undefined;
    const ofKey = culprit(attempt) === 'key';
    return {
      key: attempt.hostName ?? '',
      title: 'the server gave the session no terminal',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: ofKey
          ? `${serverFirst(attempt)} refused a terminal: the key is restricted by its line in authorized_keys (no-pty or restrict).`
          : `${serverFirst(attempt)} refused a terminal for the session.`,
        causes: ofKey ? ['The line of the key has no-pty, or restrict without pty: it is meant for commands alone.']
          : ['The line of the key has no-pty or restrict.', 'PermitTTY no in sshd_config.', 'The server has no free terminal, or no /dev/pts.'],
        fixes: [
          runOnClient('do without a terminal', [`ssh -T ${destination(attempt)} COMMAND`]),
          ...(ofKey ? [{ side: 'server' as const, summary: 'if the key is to have a terminal: take no-pty off its line, or put pty behind restrict', action: 'set' as const, file: '~/.ssh/authorized_keys', lines: ['restrict,pty ssh-ed25519 AAAA... NAME'] }]
            : [setInConfig(serverPlace(attempt), 'if terminals are meant to be allowed', ['PermitTTY yes'], 'PermitTTY needs 6.4.')]),
        ],
        unknowns: ofKey ? [] : askMore(attempt, 'Whether it is the key\'s line that forbids it'),
      }),
    };
  },
});
