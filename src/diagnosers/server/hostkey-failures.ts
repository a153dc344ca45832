import { copyText } from '../../connections/text.js';
import type { EventOf } from '../../events.js';
import type { Handlers } from '../diagnoser.js';
import { createNotes } from '../notes.js';

/** What a line about a host key file that was not loaded means; undefined where another line has said it already. */
export type HostKeyFailure = 'missing' | 'unreadable' | undefined;

/** Reads the lines about one file together: a reason, where sshd gives one, comes before the line that it was not loaded. */
export interface HostKeyFailures {
  handlers: Handlers;
  /** Ask once for each line. */
  classify(event: EventOf<'hostkey.not-loaded'>): HostKeyFailure;
}

export function createHostKeyFailures(): HostKeyFailures {
  const explained = createNotes<number>();
  return {
    handlers: {
      'hostkey.permissions': ({ record, fields }) => explained.add(record.host, copyText(fields.path), record.line),
    },
    classify({ record, fields }) {
      const { path, reason, errno } = fields;
      // Keys that nobody asked for: the default paths, which from 8.0 on are mentioned at DEBUG1 only.
      if (path === undefined || record.level.startsWith('debug')) return undefined;
      const line = explained.get(record.host, path);
      if (line !== undefined && record.line - line < 10) return undefined;
      if (reason === undefined || errno === 'ENOENT') return 'missing';
      explained.add(record.host, copyText(path), record.line);
      return 'unreadable';
    },
  };
}
