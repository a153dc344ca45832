import { type Attempt, firstOf } from '../../../attempts/attempt.js';
import type { ClientEventOf } from '../../../events/client/index.js';
import type { Errno } from '../../../events.js';
import type { FindingMeta } from '../../../finding.js';
import { connectionLost as lostOnServer } from '../../limits/connection-lost.js';
import { connectionReset as resetOnServer } from '../../protocol/connection-reset.js';
import { CLIENT_WEIGHT, type ClientContext, type ClientDiagnoser, type ClientProblem, defineClientDiagnoser } from '../diagnoser.js';
import { askServer, inHostBlock } from '../advice.js';
import { serverWord } from './words.js';

type Lost = ClientEventOf<'client.session-lost' | 'client.connection-reset' | 'client.timed-out'>;

function lossDiagnoser(meta: FindingMeta, is: (event: Lost) => boolean, title: string, words: string): ClientDiagnoser {
  return defineClientDiagnoser({
    meta,
    look(attempt, context) {
      const event = lossOf(attempt);
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

/** Behind a login the words of a connection that breaks before it are those of a session that breaks. */
function lossOf(attempt: Attempt): Lost | undefined {
  const behindLogin = attempt.authenticated ? firstOf(attempt, 'client.connection-reset') ?? firstOf(attempt, 'client.timed-out') : undefined;
  return firstOf(attempt, 'client.session-lost') ?? behindLogin;
}

const SILENT: ReadonlySet<Errno | undefined> = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EHOSTDOWN']);
const isSilence = ({ type, fields }: Lost): boolean => type === 'client.timed-out' || ('errno' in fields && SILENT.has(fields.errno));

/**
 * To a server a reset is a client that left; here it is a session that is lost. A write into a connection that the other end has
 * reset gives "Broken pipe"; a read, "Connection reset by peer".
 */
export const sessionReset = lossDiagnoser({ ...resetOnServer.meta, severity: 'error' }, (event) => !isSilence(event), 'the connection broke under a session', 'the other end reset it, or was no longer there');
export const sessionUnreachable = lossDiagnoser(lostOnServer.meta, isSilence, 'the connection of a session was lost', 'the server could not be reached any more');
