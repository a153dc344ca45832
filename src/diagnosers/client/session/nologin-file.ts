import { type Attempt, firstOf } from '../../../attempts/attempt.js';
import { nologinFile as ofServer } from '../../access/nologin-file.js';
import { runOnServer } from '../../server-change.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { askMore, serverFirst } from './words.js';

/** sshd ends with this when the file is there (session.c, do_nologin). */
const STATUS_OF_NOLOGIN = 254;

/** A message of the day may announce a shutdown too, but then the session goes on. */
function wasTurnedAway(attempt: Attempt): boolean {
  const status = firstOf(attempt, 'client.exit-status');
  if (status) return status.fields.status === STATUS_OF_NOLOGIN;
  return firstOf(attempt, 'client.closed') === undefined && attempt.output.length === 0;
}

export const nologinFile = defineClientDiagnoser({
  meta: ofServer.meta,
  look(attempt) {
    const event = firstOf(attempt, 'client.logins-closed');
    if (!event || !wasTurnedAway(attempt)) return undefined;
    return {
      weight: CLIENT_WEIGHT.named,
      key: '',
      title: 'a nologin file keeps everybody but root out',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `${serverFirst(attempt)} lets nobody but root in at present, and shows the text of its nologin file.`,
        causes: ['The system is booting, or hangs in it.', 'A shutdown is scheduled, or under way.', 'A file from maintenance was forgotten.'],
        fixes: [
          runOnServer('see the file and whether a boot or a shutdown is going on', ['ls -l /etc/nologin /run/nologin /var/run/nologin', 'systemctl list-jobs']),
          runOnServer('if nothing of that kind is going on, take it away', ['rm /etc/nologin']),
        ],
        unknowns: askMore(attempt, 'Whether the session ended with status 254, as sshd does with such a file'),
      }),
    };
  },
});
