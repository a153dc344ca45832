import * as z from 'zod';

const absent = z.string().exactOptional();
const flag = z.boolean().exactOptional();
const number = z.int().exactOptional();
const count = z.int().min(0).exactOptional();
/** sshd counts in 64 bits, and a broken line claims anything: beyond 2^53 a number is rounded, and no safe integer. */
const bytes = z.number().min(0).exactOptional();
// A line that was tampered with may claim any.
const port = z.int().min(0).exactOptional();
const texts = z.array(z.string()).exactOptional();
const algorithms = texts.describe('algorithms in the order of the log, without markers such as ext-info-c');
const key = z.object({ type: z.string(), fingerprint: absent });

/** Where an event stands, who wrote it, and what it is: of every event. */
const envelope = {
  line: z.int().min(1),
  file: z.string().describe('the input as it was named; - is standard input'),
  time: z.iso.datetime().exactOptional().describe('ISO 8601, UTC'),
  timeAssumed: z.array(z.enum(['year', 'zone'])).exactOptional().describe('what the log does not say about the time'),
  host: absent,
  process: z.string(),
  pid: z.int().exactOptional(),
  type: z.string().describe('dotted name, or unknown; later versions may know more'),
  preauth: z.boolean(),
  repeat: z.int().min(2).exactOptional().describe('how often the logger says that the message came'),
};

/** Every field that some type of event has. A field means the same, and has one type, wherever it stands. */
const fields = {
  accepted: flag, active: flag, algorithm: absent, algorithms, allowed: flag, argument: absent,
  atLine: number.describe('line that the message speaks of'),
  atTime: absent.describe('time that the message speaks of, as the log has it'),
  attempt: count, attribute: absent, authenticated: flag, badOptions: count, banner: absent, by: absent,
  ca: key.exactOptional(), caFileMissing: flag, call: absent,
  certificate: z.object({ id: z.string(), serial: absent, ca: key }).exactOptional(),
  channel: number, channelType: absent, child: number.describe('pid'), cipher: absent,
  client: absent.describe('software of the peer, as it says itself'),
  clientHost: absent, clientOffer: algorithms, clientUser: absent, code: number, command: absent, component: flag, compression: absent,
  confirmed: flag, days: number, detail: absent, devices: absent, direction: absent, drawn: count, dropped: count, dummy: flag,
  duration: number.describe('seconds'), enforcing: flag, errno: absent.describe('error of the system by its POSIX name'), error: absent,
  exitStatus: number, expiry: absent, failures: count, family: absent, flag: absent, flagValue: number, flags: texts, flaw: absent,
  forced: flag, found: flag, from: number, hostName: absent.describe('host that the message speaks of'), hostname: absent,
  id: number, ignored: flag, index: count, interface: absent, ip: absent.describe('source address; IPv4 where it is mapped into IPv6'),
  key: key.exactOptional(), keyType: absent, keys: number, kind: absent, limit: number, lines: count, list: absent, listMissing: flag,
  listenIp: absent, listenPort: port, localIp: absent, localPort: port, mac: absent, matched: flag, max: number,
  method: absent.describe('method of authentication (RFC 4252)'), methods: texts, min: number, mismatch: absent,
  mode: absent, module: absent, network: absent, noMethods: flag, of: absent, operation: absent, option: absent, options: texts,
  originator: absent.describe('other end of a forwarding, as the client says'), originatorPort: port, outcome: absent,
  packetType: number, partial: flag, path: absent, pattern: absent, penalty: absent, percent: number, phase: absent, policy: absent,
  port, preferred: number, previous: absent, principal: absent, principals: texts, problem: absent, processed: count,
  protocol: absent, pseudo: texts.describe('markers among the algorithms, such as kex-strict-c-v00@openssh.com'),
  read: bytes, reason: absent, received: bytes, refused: flag, reply: flag, request: absent, requestType: number,
  required: absent, requirement: absent, resolvedHost: absent, result: absent, retries: count, role: absent, rule: absent,
  seconds: number, sent: bytes, sequence: count, serverOffer: algorithms, service: absent, session: number, side: absent,
  signal: number, signed: flag, slots: number, software: absent, source: absent, stage: absent, startups: number, state: absent,
  status: absent, step: absent, subject: absent, subsystem: absent, target: absent, targetIp: absent, targetPort: port, test: flag,
  text: absent.describe('of an unknown message, what it says'), to: number, tty: absent, uid: number, user: absent,
  validUser: flag.describe('false where sshd calls the user invalid'), value: absent, verified: flag, version: absent, written: bytes,
};

/** Fields that only what a client says has; more of it has the names of above. */
const clientFields = {
  about: absent, answer: absent, arguments: absent.describe('behind the program, as the transcript has them'), because: absent, disabled: absent,
  duringIdentification: flag, fatal: flag, fault: absent, final: flag.describe('false where ssh goes on with another address'), fingerprint: absent, fromAgent: flag,
  jump: flag, keyName: absent.describe('path or comment of a key of the client'), keyword: absent.describe('option of ssh_config'), length: number, library: absent,
  marker: absent, name: absent, names: texts, ofAddress: flag, own: number, program: absent, remark: absent, server: number, size: bytes,
  sources: texts, targetHost: absent, turnedAway: absent,
};

/** One line of `events --format ndjson`. */
export const eventSchema = z.object({ ...envelope, ...fields, ...clientFields });

/** The fields that types of events have, for the check that none is missing here. */
export type EventFieldsOfSchema = z.output<z.ZodObject<typeof fields & typeof clientFields>>;

/** The JSON Schema (draft 2020-12) of an event. It allows further keys: later versions may add some. */
export function eventJsonSchema(): object {
  return z.toJSONSchema(eventSchema, { io: 'input' });
}
