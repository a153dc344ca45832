import type { AlgorithmKind } from '../../events.js';
import type { Fix, Negotiation } from '../../finding.js';
import { defineDiagnoser } from '../diagnoser.js';
import { setting } from '../negotiation/setting.js';
import { showListsFix } from '../negotiation/show-lists.js';

function nothingKnown(kind: AlgorithmKind): Negotiation {
  return { kind, direction: 'unknown', common: [], offerTruncated: false, next: [] };
}

/** The finding of the failure itself, which stands beside this one, says it all. */
function withoutCaution({ caution, ...fix }: Fix): Fix {
  return fix;
}

export const logLevelTooLow = defineDiagnoser({
  meta: {
    code: 'log-level-too-low',
    category: 'log',
    severity: 'info',
    summary: 'a failure is logged without its details',
    explain: `
sshd says how much it logs with LogLevel. The default, INFO, tells that a negotiation failed, and from 7.0 on what the client
offered. Through 6.9 some failures name no algorithm at all, and no release logs the server's own lists at INFO.

- VERBOSE adds "Connection from" for every connection: the address, before anything else happens.
- DEBUG1 adds the client's software and the algorithms that were agreed on.
- DEBUG2 adds both complete proposals.

## How to see more
Set it in sshd_config, reload, let the client try again, and set it back:

\`\`\`
LogLevel DEBUG2
\`\`\`

DEBUG levels log private data of all users and a hundred lines for every connection. A Match block (from 7.6 on LogLevel may stand
in one) takes effect only when the user name is known: too late for the key exchange. For one client, a second sshd on another
port is better:

\`\`\`
$(command -v sshd) -p 2222 -o PidFile=/var/run/sshd-2222.pid -D -e -o LogLevel=DEBUG2 2> sshd.log
\`\`\``,
  },
  create: (context) => ({
    'negotiation.failed'(event, connection) {
      if (event.fields.clientOffer || connection?.proposed || !connection) return;
      const { server } = connection;
      const { file, pid } = event.record;
      const hasPids = pid !== undefined;
      context.report({
        host: server.host,
        key: 'negotiation',
        title: 'the log does not show why a negotiation failed',
        proofs: [{ record: event.record }],
        connection,
        advise: (seen) => ({
          summary: 'sshd reports the failure but none of the algorithms: at this LogLevel the reason is not in the log.',
          causes: [],
          fixes: [withoutCaution(showListsFix(setting({ negotiation: nothingKnown(event.fields.kind), server, wording: event.wording, clients: seen.clients, file, hasPids })))],
          unknowns: ['Which algorithms client and server offered: LogLevel DEBUG2 would tell.'],
        }),
      });
    },
  }),
});
