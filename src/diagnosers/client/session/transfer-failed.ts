import { eventsOf, firstOf } from '../../../attempts/attempt.js';
import type { TransferFailure } from '../../../events/client/index.js';
import type { FindingMeta } from '../../../finding.js';
import { sftpNoSuchFile as missingOnServer } from '../../sftp/sftp-no-such-file.js';
import { sftpPermissionDenied as deniedOnServer } from '../../sftp/sftp-permission-denied.js';
import { type ClientDiagnoser, defineClientDiagnoser } from '../diagnoser.js';
import { pathInDoubleQuotes } from '../names.js';
import { destination } from '../advice.js';
import { serverWord } from './words.js';
import { runOnClient } from '../../run-on-client.js';

/** A path from the home of the account that a shell takes as it stands. */
const RELATIVE = /^[A-Za-z0-9_.][\w@%+=:,./-]{0,399}$/;

interface Kind {
  meta: FindingMeta;
  reason: TransferFailure;
  title: string;
  words: string;
  causes: string[];
  /** What to run on the server for the path. */
  look: string;
}

function transferDiagnoser({ meta, reason, title, words, causes, look }: Kind): ClientDiagnoser {
  return defineClientDiagnoser({
    meta,
    look(attempt) {
      const events = eventsOf(attempt, 'client.transfer-failed').filter(({ fields }) => fields.reason === reason);
      // Where two lines tell of one file, the one with its name.
      const event = events.find(({ fields }) => fields.path !== undefined) ?? events[0];
      if (!event) return undefined;
      const path = event.fields.path;
      const quoted = path && (pathInDoubleQuotes(path) ?? (RELATIVE.test(path) ? path : undefined));
      return {
        key: path ?? '',
        title,
        proofs: [{ record: event.record, ...(path !== undefined && { look: path }) }],
        attempts: events.length,
        advise: () => ({
          summary: `The login at ${serverWord(attempt)} succeeded; ${words}`,
          causes,
          fixes: !quoted ? [] : [runOnClient('see what is there; where the account is in a chroot, the path counts from its root', [`ssh ${destination(attempt)} "${look} ${quoted}"`])],
          unknowns: path === undefined && firstOf(attempt, 'client.command-sent') === undefined ? ['Which file: sftp -v, or the line in front, tells.'] : [],
        }),
      };
    },
  });
}

export const sftpPermissionDenied = transferDiagnoser({
  meta: deniedOnServer.meta,
  reason: 'permission-denied',
  title: 'the server denied an operation on a file',
  words: 'the system there did not let the account read or write a file.',
  causes: ['Owner and mode of the file, or of a directory above it, do not let the account.', 'In a chroot the root itself belongs to root: only directories below it can be written.', 'The sftp server is read-only (-R) or denies some requests (-P).'],
  look: 'namei -l',
});

export const sftpNoSuchFile = transferDiagnoser({
  meta: missingOnServer.meta,
  reason: 'no-such-file',
  title: 'a file is not on the server',
  words: 'a file or directory that was named is not there.',
  causes: ['A mistake in the path, or in its letters\' case.', 'A path that does not begin with / counts from the home of the account.', 'In a chroot, paths count from its root.'],
  look: 'ls -ld',
});
