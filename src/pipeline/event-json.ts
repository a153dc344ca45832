import { asUnicode } from '../connections/text.js';
import type { SshEvent } from '../events.js';
import type { EventJson } from '../report/event-ndjson.js';

/** An event as `sshlog events` prints it: the fields of its type behind those that every event has. */
export function toEventJson({ record, type, fields }: SshEvent): EventJson {
  return {
    ...(fields as Record<string, unknown>),
    line: record.line,
    file: record.file,
    ...(record.time !== undefined && { time: new Date(record.time).toISOString() }),
    ...(record.timeAssumed.length > 0 && { timeAssumed: [...record.timeAssumed] }),
    ...(record.host !== undefined && { host: asUnicode(record.host) }),
    process: record.process,
    ...(record.pid !== undefined && { pid: record.pid }),
    type,
    preauth: record.preauth,
    ...(record.repeat > 1 && { repeat: record.repeat }),
  };
}
