import * as z from 'zod';
import type { Report } from '../finding.js';

const count = z.int().min(0);
const time = z.iso.datetime().describe('ISO 8601, UTC');
const counted = z.object({ name: z.string(), count });
const absent = z.string().exactOptional();

const severity = z.enum(['error', 'warning', 'info']);
const category = z.enum([
  'negotiation', 'access', 'authentication', 'certificate', 'protocol', 'limits', 'session', 'sftp', 'server', 'attack', 'log', 'network', 'hostkey', 'key-file', 'config',
]);
const algorithms = z.array(z.string());

const mismatch = z.object({
  kind: z.enum(['kex', 'hostkey', 'cipher', 'mac', 'compression']),
  direction: z.enum(['ctos', 'stoc', 'both', 'unknown']),
  clientOffer: algorithms.exactOptional(),
  serverOffer: algorithms.exactOptional(),
});

const negotiation = mismatch.extend({
  common: algorithms,
  offerTruncated: z.boolean(),
  truncated: z.array(z.enum(['client', 'server'])).exactOptional(),
  rekey: z.boolean().exactOptional(),
  next: z.array(mismatch).describe('lists that would fail next, in the order in which the server checks them'),
});

const evidence = z.object({
  file: z.string(),
  line: z.int().min(1),
  text: z.string().describe('the line as the log has it, or its head'),
  mark: z.tuple([count, count]).describe('the part of text to look at: [start, end)').exactOptional(),
});

const lineNumber = z.int().min(1);

const edit = z.object({
  file: z.string(),
  line: lineNumber.describe('the line that is replaced, or in front of which lines are inserted; one behind the last: at the end'),
  replaces: absent.describe('the present text of that line; absent: nothing is replaced'),
  lines: z.array(z.string()),
});

const configured = z.object({
  file: z.string(),
  line: lineNumber,
  text: z.string(),
  mark: z.tuple([count, count]).exactOptional(),
  keyword: z.string(),
  blocks: z.array(z.object({ file: z.string(), line: lineNumber, text: z.string() })).describe('the Match lines that it holds under').exactOptional(),
});

const fix = z.object({
  side: z.enum(['server', 'client', 'ca', 'network']),
  summary: z.string(),
  action: z.enum(['set', 'append', 'create', 'run']),
  file: absent,
  lines: z.array(z.string()).exactOptional(),
  commands: z.array(z.string()).exactOptional(),
  strength: z.enum(['recommended', 'ok', 'weak', 'broken']).exactOptional(),
  adds: z.object({ keyword: z.string(), names: algorithms }).exactOptional().describe('names that the list of this keyword is to take, whatever else it holds'),
  caution: absent,
  edits: z.array(edit).describe('where lines go in the configuration of --sshd-config').exactOptional(),
  advised: z.array(z.string()).describe('with edits: the lines as they would stand in an empty file').exactOptional(),
});

const affected = z.object({
  host: absent,
  pid: z.int().exactOptional(),
  ip: absent,
  port: z.int().exactOptional(),
  user: absent,
  time: time.exactOptional(),
  line: z.int().min(1),
});

/** One problem, as `diagnose --format json` and `ndjson` print it. */
export const findingSchema = z.object({
  code: z.string(),
  category,
  severity,
  title: z.string(),
  summary: z.string(),
  host: absent,
  count: count.describe('connections'),
  attempts: count.describe('tries'),
  firstSeen: time.exactOptional(),
  lastSeen: time.exactOptional(),
  state: z.enum(['new', 'update', 'final']),
  absorbedBy: absent.describe('fingerprint of the attack finding that tells what these sources did'),
  sources: z.array(z.object({ ip: z.string(), count })),
  users: z.array(counted),
  clients: z.array(counted),
  negotiation: negotiation.exactOptional(),
  evidence: z.tuple([evidence], evidence),
  causes: z.array(z.string()),
  fixes: z.array(fix),
  configured: z.array(configured).describe('lines of the configuration of --sshd-config that decide this').exactOptional(),
  unknowns: z.array(z.string()).describe('what the log cannot tell, and which LogLevel would'),
  affected: z.array(affected),
  omitted: z.object({ sources: count, users: count, clients: count, evidence: count, affected: count }),
  fingerprint: z.string().describe('the same in every run: never a line number, pid or time'),
});

const server = z.object({
  host: absent,
  openssh: z.object({ min: absent, max: absent, exact: absent, evidence: z.string() }).exactOptional(),
  logLevel: absent,
  logLevelEvidence: absent,
});

/** What `diagnose --format json` prints. Unknown is absent; readers must accept keys that are not listed here. */
export const reportSchema = z.object({
  schema: z.literal('sshlog.report/1'),
  tool: z.object({ name: z.string(), version: z.string() }),
  input: z.object({
    files: z.array(z.string()),
    lines: count,
    bytes: count,
    recognized: count,
    unknown: count,
    other: count,
    truncated: count,
    firstTime: time.exactOptional(),
    lastTime: time.exactOptional(),
    timeAssumed: z.array(z.enum(['year', 'zone'])),
  }),
  servers: z.array(server),
  connections: z.object({
    total: count,
    accepted: count,
    auth_failed: count,
    too_many_failures: count,
    no_auth: count,
    negotiation_failed: count,
    no_identification: count,
    bad_protocol: count,
    timeout: count,
    refused: count,
    open: count,
  }),
  clientLogs: z.array(z.object({
    file: z.string(), openssh: absent, attempts: count.describe('runs of ssh'),
    paired: count.exactOptional().describe('those whose connections the log of a server has too, and where they are counted'),
  })).exactOptional().describe('those of the files that a client wrote'),
  findings: z.array(findingSchema),
  accepted: count.exactOptional().describe('findings that a baseline accepts, which are not among findings'),
  limits: z.object({ connectionsEndedEarly: count, problemsLeftOut: count }).exactOptional(),
  settings: z.object({
    files: z.array(z.string()).exactOptional(),
    trustedNetworks: count.describe('networks whose addresses are never told as attackers'),
    ignored: z.array(z.object({ code: z.string(), count, reason: absent, expires: absent.describe('the last day on which it is ignored') }))
      .describe('findings that were left out, by code or category'),
  }).exactOptional(),
});

/** Interfaces and intersections as plain object types, so that two spellings of one shape are the same type. */
type Plain<T> = T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
/** Does not compile when schema and type differ, be it in one optional key. */
export const schemaIsReport: Same<Plain<z.output<typeof reportSchema>>, Plain<Report>> = true;

/** The JSON Schema (draft 2020-12) of a report. It allows further keys: later versions may add some. */
export function reportJsonSchema(): object {
  return z.toJSONSchema(reportSchema, { io: 'input' });
}

/** The JSON Schema of a finding, which is what a line of ndjson is. */
export function findingJsonSchema(): object {
  return z.toJSONSchema(findingSchema, { io: 'input' });
}
