import { firstOf } from '../../../attempts/attempt.js';
import { nonSftpRefused as ofServer } from '../../session/non-sftp-refused.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { destination } from '../advice.js';
import { serverWord } from './words.js';
import { runOnClient } from '../../run-on-client.js';

export const nonSftpRefused = defineClientDiagnoser({
  meta: ofServer.meta,
  look(attempt) {
    const event = firstOf(attempt, 'client.sftp-only');
    if (!event) return undefined;
    return {
      weight: CLIENT_WEIGHT.named,
      key: attempt.user ?? '',
      title: 'a shell or a command was asked for where only sftp is allowed',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `The account at ${serverWord(attempt)} is for sftp alone, and something else was asked for.`,
        causes: ['ForceCommand internal-sftp holds for the account.', 'scp with the old protocol (before 9.0, or -O), rsync and git need a shell there.'],
        fixes: [runOnClient('use sftp', [`sftp ${destination(attempt)}`]), runOnClient('or scp of 9.0 and later, without -O (8.7 and 8.8: -s)', [`scp FILE ${destination(attempt)}:`])],
        unknowns: [],
      }),
    };
  },
});
