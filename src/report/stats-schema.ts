import * as z from 'zod';
import { reportSchema } from './schema.js';
import { sftpTotals } from './session-schema.js';
import type { Stats } from './stats.js';

const count = z.int().min(0);
const byName = z.record(z.string(), count);

const census = z.object({
  distinct: count.describe('different names; at least as many where uncounted is not 0'),
  top: z.array(z.object({ name: z.string(), count })).describe('most frequent first'),
  omitted: count.describe('names that top has no room for'),
  uncounted: count.describe('how often names came that were new when 100,000 were known'),
});

const { tool, input, connections } = reportSchema.shape;

/** What `stats --format json` prints. */
export const statsSchema = z.object({
  schema: z.literal('sshlog.stats/1'),
  tool,
  input,
  connections: connections.extend({
    withoutAddress: count.describe('connections none of whose lines names an address: sources lacks them'),
    sources: census.describe('of all connections but those in refused'),
    clients: census,
  }),
  unexpectedClients: census.describe('clients that knownClients of the configuration does not list').exactOptional(),
  attempts: z.object({
    failed: count.describe('failed tries, never the probe none'),
    byMethod: byName,
    sources: census,
    users: census,
    invalidUsers: census,
  }),
  logins: z.object({
    accepted: count,
    byMethod: byName,
    certificates: count.describe('of the method publickey, those with a certificate, where the log shows it'),
    users: census,
    sources: census,
    fromSourcesWithFailures: count.describe('addresses that both failed and got in'),
  }),
  negotiationFailures: z.object({ total: count, byKind: byName }),
  listener: z.object({
    refused: byName.describe('lines of the listener, by reason'),
    throttling: z.object({ episodes: count, dropped: count.describe('as sshd sums up each episode that ended') }),
  }),
  sftp: sftpTotals.extend({ users: census }),
  algorithms: z.object({
    connections: count.describe('connections whose log shows any'),
    kex: census,
    hostkey: census,
    cipher: census,
    mac: census,
    compression: census,
  }),
  timeline: z.array(z.object({ time: z.iso.datetime().describe('beginning of the hour, UTC'), accepted: count, failed: count })),
  timelineOmitted: count.describe('tries without a time, or in more hours than are kept'),
});

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
type Plain<T> = T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
/** Does not compile when schema and type differ, be it in one optional key. */
export const schemaIsStats: Same<Plain<z.output<typeof statsSchema>>, Plain<Stats>> = true;

/** The JSON Schema (draft 2020-12) of the statistics. It allows further keys: later versions may add some. */
export function statsJsonSchema(): object {
  return z.toJSONSchema(statsSchema, { io: 'input' });
}
