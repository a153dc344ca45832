import type { EventOf } from '../../events.js';
import type { Handlers } from '../diagnoser.js';
import { createNotes } from '../notes.js';

/** The lowest number from which MaxStartups can drop anything and still let somebody in. */
const LEAST_START = 2;

/** Tells drops of PerSourceMaxStartups from those of MaxStartups, which sshd reports with the same words. */
export interface SourceLimit {
  handlers: Handlers;
  /** Whether only PerSourceMaxStartups can have dropped it. Ask once for each drop. */
  explains(event: EventOf<'connection.dropped'>): boolean;
}

export function createSourceLimit(): SourceLimit {
  /** Sources that met their own limit: what else is dropped of them below MaxStartups is the same. */
  const sources = createNotes<true>();
  /** DEBUG1: the limit of the source is looked at only where MaxStartups has let the connection pass. */
  let checked = false;
  return {
    handlers: {
      'source-limit.checked': () => void (checked = true),
      'process.forked': () => void (checked = false),
    },
    explains({ record, fields }) {
      const certain = checked || fields.startups < LEAST_START;
      checked = false;
      if (fields.ip === undefined) return certain;
      if (certain) sources.add(record.host, fields.ip, true);
      return certain || sources.has(record.host, fields.ip);
    },
  };
}
