import { replayNegotiation } from '../connections/negotiation.js';
import { createProposalAssembler } from '../connections/proposals.js';
import { copyText } from '../connections/text.js';
import type { ClientEvent, ClientEventType } from '../events/client/index.js';
import { type Attempt, MAX_OF_TYPE, type Stage, STAGES } from './attempt.js';

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
  'client.methods': 'authentication',
  'client.method-chosen': 'authentication',
  'client.partial-success': 'authentication',
  'client.password-refused': 'authentication',
  'client.prompted': 'authentication',
  'client.permission-denied': 'authentication',
  'client.authenticated': 'session',
  'client.exit-status': 'session',
};

/** Events that are too many and say too little to be kept one by one. */
const NOT_KEPT = new Set<ClientEventType>(['client.trace', 'unknown', 'kexinit.list', 'kexinit.flag', 'kexinit.proposal', 'compat.looked-up']);

/** Brings an attempt up to date with an event of its own. */
export function follow(attempt: Attempt, event: ClientEvent): void {
  const { record } = event;
  attempt.lastLine = record.line;
  attempt.lastTime = record.time ?? attempt.lastTime;
  if (record.endsInCr) attempt.hasCrLf = true;
  const level = record.level.startsWith('debug') ? Number(record.level[5]) : 0;
  if (level > attempt.verbosity) attempt.verbosity = level;
  if (event.type === 'unknown') attempt.unknownLines++;
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
  const record = { ...event.record, raw: copyText(event.record.raw), text: copyText(event.record.text) };
  const own = { ...event, record } as ClientEvent;
  if (!kept) attempt.events.set(event.type, [own]);
  else if (kept.length < MAX_OF_TYPE) kept.push(own);
  else {
    kept[MAX_OF_TYPE - 1] = own;
    attempt.leftOut++;
  }
}

function note(attempt: Attempt, event: ClientEvent): void {
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
    case 'client.permission-denied':
    case 'client.prompted':
      attempt.user ??= event.fields.user;
      attempt.hostName ??= event.fields.hostName;
      break;
    case 'client.authenticated':
      attempt.authenticated = true;
      break;
  }
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
  }
}
