import type { PacketProblem } from '../../events.js';
import type { Diagnoser } from '../diagnoser.js';
import { WEIGHT } from '../weight.js';
import { type Trouble, troubleDiagnoser } from './peer-trouble.js';

/** The diagnoser of packets that make no sense in one way. They can come behind a login, too. */
export function packetTrouble(problem: PacketProblem, trouble: Pick<Trouble, 'meta' | 'title' | 'advise'>): Diagnoser {
  return troubleDiagnoser({
    ...trouble,
    weight: WEIGHT.named,
    afterLogin: true,
    handlers: (note) => ({
      'connection.failed'(event, connection) {
        if (event.fields.problem === problem) note(event, connection, event.fields.reason);
      },
    }),
  });
}
