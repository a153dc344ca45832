import * as z from 'zod';
import type { SessionRow } from './session.js';

const count = z.int().min(0);
const time = z.iso.datetime().describe('ISO 8601, UTC');
const absent = z.string().exactOptional();
const names = z.array(z.string()).exactOptional().describe('one name, or client to server and server to client where they differ');
const key = z.object({ type: z.string(), fingerprint: absent });

/** The counts of sftp, for the schemas of a session and of the statistics. */
export const sftpTotals = z.object({
  sessions: count,
  filesRead: count,
  filesWritten: count,
  bytesRead: count.describe('octets that clients downloaded'),
  bytesWritten: count.describe('octets that clients uploaded'),
  removed: count,
  renamed: count,
  denied: count.describe('requests answered with Permission denied'),
});

/** One connection, as `sessions --format ndjson` prints it on a line and `json` in `sessions`. */
export const sessionSchema = z.object({
  file: z.string(),
  line: z.int().min(1).describe('first line of the connection'),
  host: absent,
  pid: z.int().exactOptional(),
  start: time.exactOptional(),
  end: time.exactOptional(),
  duration: z.number().min(0).describe('seconds from the first to the last line').exactOptional(),
  user: absent,
  ip: absent,
  port: z.int().exactOptional(),
  client: absent.describe('software that the client says it is'),
  method: absent.describe('method of authentication that was accepted'),
  key: key.exactOptional(),
  certificate: z.object({ id: z.string(), serial: absent, ca: key }).exactOptional(),
  failures: count.describe('tries to log in that failed'),
  algorithms: z.object({ kex: names, hostkey: names, cipher: names, mac: names, compression: names }).exactOptional(),
  sftp: sftpTotals.exactOptional(),
  outcome: z.enum([
    'accepted', 'auth_failed', 'too_many_failures', 'no_auth', 'negotiation_failed', 'no_identification', 'bad_protocol', 'timeout',
    'refused', 'open',
  ]),
  code: absent.describe('code of the finding that says why'),
});

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
type Plain<T> = T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
/** Does not compile when schema and type differ, be it in one optional key. */
export const schemaIsSession: Same<Plain<z.output<typeof sessionSchema>>, Plain<SessionRow>> = true;

/** The JSON Schema (draft 2020-12) of one session. It allows further keys: later versions may add some. */
export function sessionJsonSchema(): object {
  return z.toJSONSchema(sessionSchema, { io: 'input' });
}
