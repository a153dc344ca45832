import type { Connection } from '../../connections/connection.js';
import { releaseOf } from '../../connections/server.js';
import type { EventOf } from '../../events.js';
import { compareReleases } from '../../openssh/version.js';
import type { Handlers } from '../diagnoser.js';
import { createNotes } from '../notes.js';

/** The lowest number from which MaxStartups can drop anything and still let somebody in. */
const LEAST_START = 2;

/** Tells drops of PerSourceMaxStartups from those of MaxStartups, which sshd reports with the same words. */
export interface SourceLimit {
  handlers: Handlers;
  /** Whether only PerSourceMaxStartups can have dropped it. Ask once for each drop. */
  explains(event: EventOf<'connection.dropped'>, connection: Pick<Connection, 'server'> | undefined): boolean;
  /** Whether one that it does not explain cannot have been dropped by it: the release has no such limit, or the listener logs when it looks at it. */
  isExcluded(event: EventOf<'connection.dropped'>, connection: Pick<Connection, 'server'> | undefined): boolean;
}

export function createSourceLimit(): SourceLimit {
  /** Sources that met their own limit: what else is dropped of them below MaxStartups is the same. */
  const sources = createNotes<true>();
  /** DEBUG1: the limit of the source is looked at only where MaxStartups has let the connection pass. */
  let checked = false;
  /** Hosts whose listener logs at DEBUG1. */
  const debugged = createNotes<true>();
  return {
    handlers: {
      'source-limit.checked': ({ record }) => {
        checked = true;
        debugged.add(record.host, '', true);
      },
      'process.forked': ({ record }) => {
        checked = false;
        debugged.add(record.host, '', true);
      },
    },
    isExcluded: (event, connection) => isBefore(event, connection) || debugged.has(event.record.host, ''),
    explains(event, connection) {
      const { record, fields } = event;
      if (isBefore(event, connection)) return false;
      const certain = checked || fields.startups < LEAST_START;
      checked = false;
      if (fields.ip === undefined) return certain;
      if (certain) sources.add(record.host, fields.ip, true);
      return certain || sources.has(record.host, fields.ip);
    },
  };
}

/** PerSourceMaxStartups came with this one. */
const SINCE = '8.5';

/** The release that wrote the line does not have the limit. */
function isBefore({ wording }: EventOf<'connection.dropped'>, connection: Pick<Connection, 'server'> | undefined): boolean {
  const latest = [wording?.until, connection && releaseOf(connection.server).max];
  return latest.some((release) => release !== undefined && compareReleases(release, SINCE) < 0);
}
