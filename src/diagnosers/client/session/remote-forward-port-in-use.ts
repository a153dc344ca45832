import { firstOf } from '../../../attempts/attempt.js';
import { remoteForwardPortInUse as ofServer } from '../../session/remote-forward-port-in-use.js';
import { runOnServer, setInConfig } from '../../server-change.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { isForbidden, isUnclear } from './remote-forward.js';
import { askServer, inHostBlock } from '../advice.js';
import { serverFirst, serverPlace } from './words.js';

export const remoteForwardPortInUse = defineClientDiagnoser({
  meta: ofServer.meta,
  look(attempt, context) {
    const event = firstOf(attempt, 'client.remote-forward-failed');
    if (!event || isForbidden(attempt) || isUnclear(attempt)) return undefined;
    const { port, fatal } = event.fields;
    const low = port !== undefined && port > 0 && port < 1024;
    return {
      ...(fatal && { weight: CLIENT_WEIGHT.named }),
      key: `${port ?? ''}`,
      title: 'the server could not listen for a remote forwarding',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `${serverFirst(attempt)} permits forwarding, but could not listen ${port === undefined ? 'on the socket' : `on port ${port}`}: as a rule something listens there already.`,
        causes: [
          'The session of before, whose end the server has not seen: its port is still held.', 'Another user, or a service, that has this port.',
          ...(low ? ['Ports below 1024 are for root alone.'] : []),
        ],
        fixes: [
          runOnServer('see who listens, and end a session that is dead', [`ss -ltnp${port === undefined || port === 0 ? '' : ` 'sport = :${port}'`}`]),
          inHostBlock(attempt, 'let ssh end where it cannot forward, and notice a dead connection, so that what restarts it tries again', ['ExitOnForwardFailure yes', 'ServerAliveInterval 30']),
          setInConfig(serverPlace(attempt), 'let the server notice sooner that a client is gone', ['ClientAliveInterval 30', 'ClientAliveCountMax 3']),
        ],
        unknowns: [askServer(attempt, context, 'Which error the system gave')],
      }),
    };
  },
});
