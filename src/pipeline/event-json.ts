import { asUnicode } from '../connections/text.js';
import type { SshEvent } from '../events.js';
import type { EventJson } from '../report/event-ndjson.js';

/** An event as `sshlog events` prints it: the fields of its type behind those that every event has. */
export function toEventJson({ record, type, fields }: SshEvent): EventJson {
  return {
    ...withoutClash(fields as Record<string, unknown>),
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

/** Fields of some types that are called like one that every event has. */
const CLASHES: Record<string, string> = { host: 'hostName', line: 'atLine', time: 'atTime', file: 'atFile' };

function withoutClash(fields: Record<string, unknown>): Record<string, unknown> {
  if (!('host' in fields || 'line' in fields || 'time' in fields || 'file' in fields)) return fields;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [CLASHES[name] ?? name, value]));
}
