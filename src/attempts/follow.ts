import { replayNegotiation } from '../connections/negotiation.js';
import { createProposalAssembler } from '../connections/proposals.js';
import { copyText } from '../connections/text.js';
import type { ClientEvent, ClientEventType, ClientRecord, ClientWording } from '../events/client/index.js';
import type { Peer } from '../events.js';
import { type Attempt, MAX_OF_TYPE, MAX_OUTPUT, type Stage, STAGES } from './attempt.js';

/** The stage that an event proves at least. */
const STAGE_OF: Partial<Record<ClientEventType, Stage>> = {
  'client.connecting': 'connecting',
  'client.connect-failed': 'connecting',
  'client.name-not-resolved': 'connecting',
  'client.proxy-command': 'connecting',
  'client.connected': 'identification',
  'client.own-version': 'identification',
  'client.greeting-line': 'identification',
  'client.identification-invalid': 'identification',
  'client.major-mismatch': 'identification',
  'client.server-version': 'key-exchange',
  'client.authenticating': 'key-exchange',
  'kexinit.sent': 'key-exchange',
  'negotiation.failed': 'key-exchange',
  'client.host-key-received': 'key-exchange',
  'client.host-key-warning': 'key-exchange',
  'client.host-key-refused': 'key-exchange',
  'client.host-key-verification-failed': 'key-exchange',
  'client.methods': 'authentication',
  'client.method-chosen': 'authentication',
  'client.partial-success': 'authentication',
  'client.password-refused': 'authentication',
  'client.prompted': 'authentication',
  'client.permission-denied': 'authentication',
  'client.authenticated': 'session',
  'client.exit-status': 'session',
  'client.session-started': 'session',
  'client.command-sent': 'session',
  'client.request-refused': 'session',
  'client.remote-forward-failed': 'session',
  'client.server-silent': 'session',
  'client.session-lost': 'session',
  'client.channel-refused': 'connecting',
};

/** What a session alone can say: who says it has logged in, though without -v no line tells of that. */
const PROVES_LOGIN = new Set<ClientEventType>([
  'client.session-started', 'client.command-sent', 'client.request-refused', 'client.remote-forward-failed', 'client.server-silent', 'client.message-too-long',
]);
/** What would have ended the run, had it not gone on to a login: a banner of the server can read like that. */
const ENDINGS: readonly ClientEventType[] = ['client.permission-denied', 'client.closed-by-server', 'client.connection-reset', 'client.disconnect-received', 'client.gave-up', 'client.closed', 'negotiation.failed'];

/** Events that are too many and say too little to be kept one by one. */
const NOT_KEPT = new Set<ClientEventType>(['client.trace', 'unknown', 'kexinit.list', 'kexinit.flag', 'kexinit.proposal', 'compat.looked-up']);

/** Brings an attempt up to date with an event of its own. */
export function follow(attempt: Attempt, event: ClientEvent): void {
  const { record } = event;
  attempt.lastLine = record.line;
  attempt.lastTime = record.time ?? attempt.lastTime;
  if (record.endsInCr && !attempt.hasCrLf && isOfLogger(event.wording)) {
    attempt.hasCrLf = true;
    dropOutput(attempt);
  }
  const level = record.level.startsWith('debug') ? Number(record.level[5]) : 0;
  if (level > attempt.verbosity) attempt.verbosity = level;
  if (event.type === 'unknown') noteOutput(attempt, record);
  if (PROVES_LOGIN.has(event.type)) attempt.authenticated = true;
  reach(attempt, STAGE_OF[event.type]);
  note(attempt, event);
  followKeyExchange(attempt, event);
  if (!NOT_KEPT.has(event.type)) keep(attempt, event);
}

function reach(attempt: Attempt, stage: Stage | undefined): void {
  if (stage !== undefined && STAGES.indexOf(stage) > STAGES.indexOf(attempt.stage)) attempt.stage = stage;
}

/** Input comes in blocks, and a kept line must not keep its block. */
function keep(attempt: Attempt, event: ClientEvent): void {
  const kept = attempt.events.get(event.type);
  const copy = { ...event, record: own(event.record) } as ClientEvent;
  if (!kept) attempt.events.set(event.type, [copy]);
  else if (kept.length < MAX_OF_TYPE) kept.push(copy);
  else {
    kept[MAX_OF_TYPE - 1] = copy;
    attempt.leftOut++;
  }
}

/** No message of ssh is longer, and no finding shows as much. What a server prints has no end. */
const MAX_KEPT = 4096;

function own(record: ClientRecord): ClientRecord {
  const raw = copyText(record.raw.slice(0, MAX_KEPT));
  return { ...record, raw, text: record.text === record.raw ? raw : copyText(record.text.slice(0, MAX_KEPT)) };
}

/** Unknown lines that ssh's logging functions have not written: a remote command has, or the server's banner. */
function noteOutput(attempt: Attempt, record: ClientRecord): void {
  attempt.unknownLines++;
  if (record.text === '' || record.level !== 'info' || (attempt.hasCrLf && record.endsInCr)) return;
  if (attempt.output.length < MAX_OUTPUT) attempt.output.push(own(record));
}

/** The log turns out to keep line ends: lines before that lack ssh's own were not ssh's. */
function dropOutput(attempt: Attempt): void {
  for (const [type, events] of attempt.events) {
    const kept = events.filter(({ record, wording }) => record.endsInCr || !isOfLogger(wording));
    if (kept.length > 0) attempt.events.set(type, kept);
    else attempt.events.delete(type);
  }
}

/** Whether the line ends in CR LF wherever a log has kept that. */
function isOfLogger(wording: ClientWording | undefined): boolean {
  return wording !== undefined && (wording.ends ?? 'crlf') === 'crlf';
}

/** How a connection failed, with the address that it had: without -v nothing else names it. */
const NAMES_SERVER = new Set<ClientEventType>(['negotiation.failed', 'client.closed-by-server', 'client.connection-reset', 'client.packet-failed', 'client.timed-out', 'client.identification-invalid']);

function note(attempt: Attempt, event: ClientEvent): void {
  if (NAMES_SERVER.has(event.type)) {
    const { ip, port } = event.fields as Peer;
    if (ip !== undefined) attempt.ip ??= copyText(ip);
    if (ip !== undefined) attempt.port ??= port;
  }
  switch (event.type) {
    case 'client.started':
      attempt.software = event.fields.software;
      break;
    case 'client.command':
      attempt.command = event.fields;
      break;
    case 'client.proxy-command':
      attempt.proxied = true;
      break;
    case 'client.connecting':
      attempt.hostName = event.fields.hostName;
      attempt.ip = event.fields.ip ?? attempt.ip;
      attempt.port = event.fields.port;
      break;
    case 'client.connect-failed':
    case 'client.name-not-resolved':
      attempt.hostName ??= event.fields.hostName;
      if ('port' in event.fields) {
        attempt.ip ??= event.fields.ip;
        attempt.port ??= event.fields.port;
      }
      break;
    case 'client.authenticating':
      attempt.hostName = event.fields.hostName;
      attempt.port = event.fields.port;
      attempt.user = event.fields.user;
      break;
    case 'client.server-version':
      attempt.serverSoftware = event.fields.software;
      break;
    case 'client.host-key-asked':
    case 'client.host-key-refused':
      attempt.hostName ??= withoutPort(event.fields.hostName);
      if ('ip' in event.fields) attempt.ip ??= event.fields.ip;
      break;
    case 'client.permission-denied':
    case 'client.prompted':
      attempt.user ??= event.fields.user;
      attempt.hostName ??= event.fields.hostName;
      break;
    case 'client.authenticated':
      attempt.authenticated = true;
      for (const type of ENDINGS) attempt.events.delete(type);
      break;
    case 'client.stdio-forward':
      attempt.carries = true;
      break;
    case 'client.stdio-forward-failed':
      attempt.carries = false;
      break;
    case 'client.session-lost':
    case 'client.closed-by-server':
    case 'client.connection-reset':
      attempt.hostName ??= event.fields.hostName;
      attempt.ip ??= event.fields.ip;
      attempt.port ??= event.fields.port;
      break;
    case 'client.server-silent':
    case 'client.closed':
      attempt.hostName ??= event.fields.hostName;
      break;
  }
}

/** known_hosts writes `[name]:port` where the port is not 22. */
function withoutPort(name: string | undefined): string | undefined {
  return name?.startsWith('[') ? name.slice(1, name.lastIndexOf(']')) : name;
}

function followKeyExchange(attempt: Attempt, event: ClientEvent): void {
  switch (event.type) {
    case 'kexinit.sent':
      attempt.assembler = createProposalAssembler('client');
      break;
    case 'kexinit.proposal':
      (attempt.assembler ??= createProposalAssembler('client')).begin(event.fields.side);
      break;
    case 'kexinit.list':
      (attempt.assembler ??= createProposalAssembler('client')).list(event.fields, event.record);
      break;
    case 'kexinit.flag': {
      if (event.fields.flag !== 'reserved') break;
      const exchange = attempt.assembler?.end();
      if (!exchange || attempt.exchange) break;
      attempt.exchange = exchange;
      attempt.mismatches = replayNegotiation(exchange);
      break;
    }
    case 'client.host-key-received':
      // Both have agreed: lists that do not show it were cut by what wraps long lines (PowerShell at the width of its window).
      attempt.mismatches = [];
      break;
  }
}
