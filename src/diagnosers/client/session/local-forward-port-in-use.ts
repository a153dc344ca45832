import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { endedByForwarding, localFailure } from './local-forward.js';
import { destination, inHostBlock } from '../advice.js';
import { runOnClient } from '../../run-on-client.js';

export const localForwardPortInUse = defineClientDiagnoser({
  meta: {
    code: 'local-forward-port-in-use',
    category: 'session',
    severity: 'warning',
    summary: 'the port of a local forwarding is taken on the client',
    explain: `
ssh was to listen on a port of this machine (ssh -L, -D or LocalForward), and something listens there already: "bind [127.0.0.1]:5432: Address already in use",
"cannot listen to port: 5432". The login is not concerned: the session goes on without the forwarding, unless ExitOnForwardFailure is set.

## Usual causes
- Another ssh with the same forwarding: LocalForward stands in ssh_config, so that each further session asks for it again.
- The service itself runs on this machine (a database, a web server).
- A port that another program took by chance.

## How to fix it
\`\`\`
ss -ltnp 'sport = :5432'
ssh -L 15432:localhost:5432 SERVER
\`\`\`

For sessions that need no forwarding: \`ssh -o ClearAllForwardings=yes SERVER\`. A forwarding for all sessions belongs to one connection that is shared
(ControlMaster), or into a Host block of its own.`,
  },
  look(attempt) {
    const failure = localFailure(attempt, 'EADDRINUSE');
    if (!failure) return undefined;
    const { port } = failure;
    return {
      ...(endedByForwarding(attempt) && { weight: CLIENT_WEIGHT.named }),
      key: `${port ?? ''}`,
      title: 'a local forwarding could not listen: its port is taken on this machine',
      proofs: [{ record: failure.event.record }],
      advise: () => ({
        summary: `ssh could not listen on ${port === undefined ? 'a port' : `port ${port}`} of this machine for a forwarding: something listens there already.`,
        causes: ['Another ssh of yours with the same forwarding, perhaps by LocalForward in ssh_config.', 'The service itself, or another program, has this port here.'],
        fixes: [
          runOnClient('see who has it', [`ss -ltnp${port === undefined ? '' : ` 'sport = :${port}'`}`]),
          runOnClient('take another port', [`ssh -L OTHER:TARGET:PORT ${destination(attempt)}`]),
          inHostBlock(attempt, 'if the other ssh is meant to hold it: let further sessions do without forwardings', ['ClearAllForwardings yes'], 'It drops all forwardings of this Host block: put the one that shall stay into a block with a name of its own.'),
        ],
        unknowns: [],
      }),
    };
  },
});
