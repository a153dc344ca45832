import { type Attempt, firstOf } from '../../../attempts/attempt.js';
import type { ClientEventOf } from '../../../events/client/index.js';
import type { FindingMeta } from '../../../finding.js';
import { connectionLost as lostOnServer } from '../../limits/connection-lost.js';
import { connectionReset as resetOnServer } from '../../protocol/connection-reset.js';
import { CLIENT_WEIGHT, type ClientContext, type ClientDiagnoser, type ClientProblem, defineClientDiagnoser } from '../diagnoser.js';
import { askServer, inHostBlock } from '../advice.js';
import { serverWord } from './words.js';

type Lost = ClientEventOf<'client.session-lost'>;

function lossDiagnoser(meta: FindingMeta, is: (event: Lost) => boolean, title: string, words: string): ClientDiagnoser {
  return defineClientDiagnoser({
    meta,
    look(attempt, context) {
      const event = firstOf(attempt, 'client.session-lost');
      return event && is(event) ? problem(attempt, context, event) : undefined;
    },
  });

  function problem(attempt: Attempt, context: ClientContext, { record }: Lost): ClientProblem {
    const ended = firstOf(attempt, 'client.gave-up')?.fields.program === 'sftp';
    return {
      weight: CLIENT_WEIGHT.ending,
      key: attempt.hostName ?? '',
      title,
      proofs: [{ record }],
      advise: () => ({
        summary: `The connection to ${serverWord(attempt)} broke under the session: ${words}.`,
        causes: [
          'A firewall, NAT or VPN on the way forgot the connection, or cut it.', 'The network of this machine changed, or it slept.', 'The server was restarted, or its process ended without a word.',
          ...(ended ? ['The server gave up as the sftp session began: a ChrootDirectory whose owner or mode is wrong does that.'] : []),
        ],
        fixes: [inHostBlock(attempt, 'send something more often than the shortest idle timeout on the way', ['ServerAliveInterval 30', 'ServerAliveCountMax 4'])],
        unknowns: [askServer(attempt, context, 'Whether the server ended it or something on the way')],
      }),
    };
  }
}

const isSilence = ({ fields }: Lost): boolean => fields.errno === 'ETIMEDOUT' || fields.errno === 'EHOSTUNREACH' || fields.errno === 'ENETUNREACH' || fields.errno === 'ENETDOWN' || fields.errno === 'EHOSTDOWN';

/**
 * To a server a reset is a client that left; here it is a session that is lost. A write into a connection that the other end has
 * reset gives "Broken pipe"; a read, "Connection reset by peer".
 */
export const sessionReset = lossDiagnoser({ ...resetOnServer.meta, severity: 'error' }, (event) => !isSilence(event), 'the connection broke under a session', 'the other end reset it, or was no longer there');
export const sessionUnreachable = lossDiagnoser(lostOnServer.meta, isSilence, 'the connection of a session was lost', 'the server could not be reached any more');
