import { firstOf } from '../../../attempts/attempt.js';
import { maxSessions as ofServer } from '../../session/max-sessions.js';
import { setInConfig } from '../../server-change.js';
import { defineClientDiagnoser } from '../diagnoser.js';
import { askServer, destination } from '../advice.js';
import { serverPlace, serverWord } from './words.js';
import { runOnClient } from '../../run-on-client.js';

export const maxSessions = defineClientDiagnoser({
  meta: ofServer.meta,
  look(attempt, context) {
    const event = firstOf(attempt, 'client.shared-session-refused');
    if (!event) return undefined;
    return {
      key: attempt.hostName ?? '',
      title: 'a shared connection got no further session',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `ssh asked for another session on a connection to ${serverWord(attempt)} that is shared (ControlMaster), and the server refused: as many as MaxSessions allows are open. ssh then makes a connection of its own.`,
        causes: ['Many windows or jobs share one connection; MaxSessions is 10 by default.', 'MaxSessions was lowered, or is 1, which turns sharing off.'],
        fixes: [
          runOnClient('make a connection of its own', [`ssh -o ControlMaster=no -o ControlPath=none ${destination(attempt)}`]),
          runOnClient('see and end what shares the connection', [`ssh -O check ${destination(attempt)}`, `ssh -O stop ${destination(attempt)}`]),
          setInConfig(serverPlace(attempt), 'allow more sessions on one connection (default 10)', ['MaxSessions 30']),
        ],
        unknowns: [askServer(attempt, context, 'How many sessions are allowed')],
      }),
    };
  },
});
