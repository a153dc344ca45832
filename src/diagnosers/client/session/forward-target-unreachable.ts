import { eventsOf } from '../../../attempts/attempt.js';
import type { Errno } from '../../../events/vocabulary.js';
import { plainHost } from '../../session/forward-words.js';
import { forwardTargetUnreachable as ofServer } from '../../session/forward-target-unreachable.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { isWholePurpose, targetOf, targetWords } from './forward-facts.js';
import { destination } from '../advice.js';
import { askMore, serverFirst } from './words.js';
import { runOnClient } from '../../run-on-client.js';

const WORDS: Partial<Record<Errno, string>> = {
  ECONNREFUSED: 'nothing listens on that port there', ETIMEDOUT: 'no answer came', EHOSTUNREACH: 'there is no route to it', ENETUNREACH: 'there is no route to its network',
};

export const forwardTargetUnreachable = defineClientDiagnoser({
  meta: ofServer.meta,
  look(attempt) {
    const events = eventsOf(attempt, 'client.channel-refused').filter(({ fields }) => fields.reason === 'connect-failed');
    const [event] = events;
    if (!event) return undefined;
    const target = targetOf(attempt, event);
    const host = plainHost(target?.host);
    const isJump = isWholePurpose(attempt);
    const { errno } = event.fields;
    const words = errno === undefined ? undefined : WORDS[errno];
    const from = isJump ? 'The jump host' : serverFirst(attempt);
    return {
      ...(isJump && { weight: CLIENT_WEIGHT.exact }),
      key: `${target?.host ?? ''} ${target?.port ?? ''}`,
      title: isJump ? 'the jump host cannot reach the target' : 'the target of a forwarding cannot be reached from the server',
      proofs: [{ record: event.record }],
      attempts: events.length,
      advise: () => ({
        summary: `${from} could not connect to ${targetWords(target)}${words === undefined ? '' : `: ${words}`}. The login there succeeded.`,
        causes: [
          host === 'localhost' || host === '127.0.0.1' ? 'Nothing listens on that port of the server itself, or only on one of 127.0.0.1 and ::1: localhost is the server here, not this machine.'
            : 'Nothing listens on that port of the target, or a firewall stands before it.',
          'The name means something else there than here, or nothing: it is the server that looks it up.',
          ...(isJump ? ['The target\'s sshd is down, or listens on another port.'] : []),
        ],
        fixes: [
          ...(host === undefined || !target ? [runOnClient('try the same from there', [`ssh ${destination(attempt)} nc -vz TARGET PORT`])]
            : [runOnClient('try the same from there', [`ssh ${destination(attempt)} getent hosts ${host}`, `ssh ${destination(attempt)} nc -vz ${host} ${target.port}`])]),
          ...(isJump ? [runOnClient('name the target and its port as the jump host knows them', ['ssh -J JUMP -p PORT USER@TARGET'])] : []),
        ],
        unknowns: target ? [] : askMore(attempt, 'Which target it was'),
      }),
    };
  },
});
