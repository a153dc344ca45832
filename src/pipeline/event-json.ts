import { asUnicode } from '../connections/text.js';
import type { EventFields, SshEvent } from '../events.js';
import type { ClientEvent, ClientEventFields } from '../events/client/index.js';
import type { EventFieldsOfSchema } from '../report/event-schema.js';
import type { EventJson } from '../report/event-ndjson.js';

/** An event, of a server or of a client, as `sshlog events` prints it: the fields of its type behind those that every event has. */
export function toEventJson({ record, type, fields }: SshEvent | ClientEvent): EventJson {
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
const CLASHES = { host: 'hostName', line: 'atLine', time: 'atTime', file: 'atFile' } as const;
export type Clashes = typeof CLASHES;

function withoutClash(fields: Record<string, unknown>): Record<string, unknown> {
  // A status of sftp is a word; that of a command is called as sshd's `exitStatus`.
  if (typeof fields['status'] === 'number') return { exitStatus: fields['status'] };
  if (!('host' in fields || 'line' in fields || 'time' in fields || 'file' in fields)) return fields;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [(CLASHES as Record<string, string>)[name] ?? name, value]));
}

/** What a schema says of a value: a literal is of its type. */
type Widened<T> = T extends string ? string : T extends number ? number : T extends boolean ? boolean
  : T extends readonly (infer Item)[] ? Widened<Item>[] : T extends object ? { [K in keyof T]: Widened<T[K]> } : T;
type Named<K extends string> = K extends keyof Clashes ? Clashes[K] : K;
type ValueOf<T, K extends string> = T extends { [N in K]?: infer Value } ? (K extends keyof T ? Value : never) : never;
/** The fields of all types of events as those of one. */
type Merged<T, K extends string = T extends unknown ? Extract<keyof T, string> : never> = {
  [Name in K as Named<Name>]?: Widened<Exclude<ValueOf<T, Name>, undefined>>;
};
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
type Plain<T> = T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
type ClientFieldsAsPrinted = Omit<ClientEventFields, 'client.exit-status'>[Exclude<keyof ClientEventFields, 'client.exit-status'>] | { exitStatus: number };
/** Does not compile when the schema of an event lacks a field, has one too many, or has it with another type. */
export const schemaHasAllFields: Same<Plain<EventFieldsOfSchema>, Plain<Merged<EventFields[keyof EventFields] | ClientFieldsAsPrinted>>> = true;
