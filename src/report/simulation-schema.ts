import * as z from 'zod';
import type { Simulation } from '../simulate/simulation.js';
import { findingSchema, reportSchema } from './schema.js';

const count = z.int().min(0);
const time = z.iso.datetime().describe('ISO 8601, UTC');
const absent = z.string().exactOptional();
const counted = z.array(z.object({ name: z.string(), count })).describe('most frequent first');
const verdict = z.enum(['connects', 'locked-out', 'cannot-tell']);
const kind = z.enum(['kex', 'hostkey', 'cipher', 'mac', 'compression']);
const list = z.enum(['kex', 'hostkey', 'cipher-ctos', 'mac-ctos', 'compression-ctos', 'cipher-stoc', 'mac-stoc', 'compression-stoc']);
const name = z.string().exactOptional();
const evidence = findingSchema.shape.evidence.def.items[0];

const setting = z.object({
  keyword: z.string(),
  file: absent.describe('absent where no line sets it: the default of the release holds'),
  line: z.int().min(1).exactOptional(),
});

const chosen = z.object({
  kex: name, hostkey: name, 'cipher-ctos': name, 'mac-ctos': name, 'compression-ctos': name, 'cipher-stoc': name, 'mac-stoc': name, 'compression-stoc': name,
}).describe('algorithms by list; what is not certain is absent, <implicit> is the MAC of an AEAD cipher');

/** A line of `simulate --format ndjson` without its `type`, and an entry of `clients`. */
const clientSchema = z.object({
  verdict,
  today: z.enum(['connects', 'locked-out', 'unknown']).describe('how it fares today, as the log shows it'),
  basis: z.enum(['proposals', 'agreed', 'failure', 'none']).describe('what the log shows of its negotiation'),
  host: absent,
  client: absent.describe('software that the client says it is'),
  count: count.describe('connections'),
  logins: count.describe('those of them that logged in'),
  firstSeen: time.exactOptional(),
  lastSeen: time.exactOptional(),
  sources: counted,
  users: counted,
  omitted: z.object({ sources: count, users: count }),
  evidence,
  before: chosen,
  after: chosen,
  weaker: z.array(z.object({ list, from: z.string(), to: z.string() })),
  failures: z.array(z.object({
    kind,
    direction: z.enum(['ctos', 'stoc', 'both', 'unknown']),
    clientOffer: z.array(z.string()).exactOptional(),
    serverOffer: z.array(z.string()),
    setting,
  })).describe('lists without a common algorithm; the first is what sshd would report'),
  exceptions: findingSchema.shape.fixes.describe('what would let it in'),
  unknowns: z.array(z.string()),
});

const loginSchema = z.object({
  verdict,
  host: absent,
  user: z.string(),
  methods: z.array(z.string()).describe('methods that together logged the user in'),
  key: z.object({ type: z.string(), algorithm: absent }).exactOptional(),
  ca: absent.describe('type of the key that signed the certificate'),
  count,
  firstSeen: time.exactOptional(),
  lastSeen: time.exactOptional(),
  sources: counted,
  omitted: z.object({ sources: count }),
  evidence,
  reasons: z.array(z.object({ text: z.string(), setting })).describe('why it would be refused, or what is not known'),
});

const tally = z.object({ connects: count, lockedOut: count, cannotTell: count });
const { tool, input, servers } = reportSchema.shape;

/** What `simulate --format json` prints. */
export const simulationSchema = z.object({
  schema: z.literal('sshlog.simulate/1'),
  tool,
  input,
  servers,
  change: z.object({
    file: absent.describe('the new configuration'),
    today: z.object({ file: z.string() }).exactOptional().describe('today\'s configuration, where it was given'),
    target: absent.describe('the release that is upgraded to'),
  }),
  summary: z.object({
    clients: tally.extend({
      alreadyLockedOut: count.describe('of lockedOut, those that cannot connect today either'),
      weaker: count.describe('of connects, those that get a weaker algorithm than today'),
    }),
    logins: tally,
  }),
  clients: z.array(clientSchema),
  logins: z.array(loginSchema),
  assumptions: z.array(z.string()),
  omitted: z.object({ clients: count, logins: count }).describe('connections of clients and users that there was no room for'),
});

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
type Plain<T> = T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
/** Does not compile when schema and type differ, be it in one optional key. */
export const schemaIsSimulation: Same<Plain<z.output<typeof simulationSchema>>, Plain<Simulation>> = true;

/** The JSON Schema (draft 2020-12) of a simulation. It allows further keys: later versions may add some. */
export function simulationJsonSchema(): object {
  return z.toJSONSchema(simulationSchema, { io: 'input' });
}
