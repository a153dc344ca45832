import type { EventOf, LogRecord } from '../../events.js';
import type { Handlers } from '../diagnoser.js';
import { createNotes } from '../notes.js';
import { ownRecord } from '../own-record.js';

/** sshd writes the line about a connection right behind its remark on the throttling; what comes this much later is another. */
const AT_ONCE = 1000;

/** What sshd counted of the connections that it turned away. */
interface Counted {
  /** In the episodes that are over. */
  over: number;
  /** In the one that goes on. */
  running: number;
  /** From 10.0 on: of those that it did not name. */
  unnamed: number;
}

/** What sshd says around the connections that it drops: all there is where LogLevel or a filter leaves errors alone. */
export interface Throttling {
  handlers: Handlers;
  /** Its last remark has the line about a connection that belongs to it. */
  named(host: string | undefined): void;
  /** A sentence with its own count, to be added to others; empty where it has none. */
  words(host: string | undefined): string;
}

/** @param report what to do with a remark that no line about a connection follows */
export function createThrottling(report: (record: LogRecord) => void): Throttling {
  const waiting = createNotes<LogRecord | undefined>();
  const counts = createNotes<Counted>();

  function settle(host: string | undefined): void {
    const record = waiting.get(host, '');
    waiting.add(host, '', undefined);
    if (record) report(record);
  }

  function count(host: string | undefined, change: Partial<Counted>): void {
    counts.add(host, '', { over: 0, running: 0, unnamed: 0, ...counts.get(host, ''), ...change });
  }

  function remark({ record }: EventOf<'throttling.began'> | EventOf<'throttling.continued'>): void {
    settle(record.host);
    waiting.add(record.host, '', ownRecord(record));
  }

  return {
    handlers: {
      'throttling.began': remark,
      'throttling.continued'(event) {
        remark(event);
        count(event.record.host, { running: event.fields.dropped });
      },
      'throttling.ended'({ record, fields }) {
        settle(record.host);
        count(record.host, { over: (counts.get(record.host, '')?.over ?? 0) + fields.dropped, running: 0 });
      },
      'drops.summarized'({ record, fields }) {
        if (fields.reason === 'max-startups') count(record.host, { unnamed: (counts.get(record.host, '')?.unnamed ?? 0) + fields.dropped });
      },
      connectionEnded({ server: { host }, lastTime }) {
        const time = waiting.get(host, '')?.time;
        if (time !== undefined && lastTime !== undefined && lastTime - time > AT_ONCE) settle(host);
      },
    },
    named: (host) => waiting.add(host, '', undefined),
    words(host) {
      const { over, running, unnamed } = counts.get(host, '') ?? { over: 0, running: 0, unnamed: 0 };
      if (unnamed > 0) return ` sshd counted ${unnamed} more that it did not name.`;
      return over + running > 0 ? ` sshd counted ${over + running} that it turned away${running > 0 ? ' so far' : ''}.` : '';
    },
  };
}
