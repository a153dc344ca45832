import type { SshEvent } from '../events.js';
import { DEFAULT_THRESHOLDS } from '../diagnosers/attack/thresholds.js';
import { createConnectionNotes } from '../diagnosers/connection-notes.js';
import type { DiagnoserContext } from '../diagnosers/diagnoser.js';
import { DIAGNOSERS } from '../diagnosers/index.js';
import { clientRegistry } from '../messages/client/registry.js';
import { clientMessageOf } from '../messages/client-messages.data.js';
import type { LineExplanation } from '../report/explain-line.js';
import { meaningOf } from '../report/meanings.js';
import type { ClientEvent } from '../events/client/index.js';
import { createClientLines } from '../records/client-lines.js';
import { asInFiles } from '../records/gathered.js';
import { createLogClock } from '../records/log-clock.js';
import { createAnalyzer } from './analyzer.js';
import { isOfClient } from './client-side.js';
import { toEventJson } from './event-json.js';

/** What one pasted line means, of the server or of a client; with or without the header of the log, or what grep put in front of it. */
export function explainLine(text: string): LineExplanation {
  // Patterns for clients are tried at every place of the line, so its length is bounded.
  const [line = ''] = asInFiles([text.trim().slice(0, 4096)]);
  const seen: SshEvent[] = [];
  const analyzer = createAnalyzer({ onEvent: (event) => seen.push(event) });
  const input = analyzer.open('-');
  input.line(Buffer.from(line, 'utf8').toString('latin1'), 1, false);
  input.end(line.length);
  const { findings } = analyzer.report('');
  const [event] = seen;
  // A header or a level marker says that sshd wrote it.
  const client = event && (!event.record.bare || event.record.level === 'fatal' || event.record.level === 'error') ? undefined : clientMessageOf(line);
  // The registry knows lines of ssh only to tell that the log is not the server's.
  const server = event?.type === 'client-log.line' && client ? undefined : event;
  const said = client || (server && server.type !== 'unknown' && server.type !== 'client-log.line') ? undefined : eventOfClient(line);
  return {
    ...(said && { ofClient: { event: toEventJson(said), ...(said.wording && { wording: said.wording }) } }),
    ...(server && !said && {
      server: {
        event: toEventJson(server),
        meaning: meaningOf(server.type, server.fields),
        ...(server.wording && { wording: server.wording }),
        shows: findings.map(({ code }) => code),
        listeners: listenersOf(server).filter((code) => findings.every((finding) => finding.code !== code)),
      },
    }),
    ...(client && { client: { meaning: client.meaning, serverLog: client.serverLog, codes: [...client.codes] } }),
  };
}

/** What a line of ssh says, with or without header; undefined where it is none. */
function eventOfClient(line: string): ClientEvent | undefined {
  let event: ClientEvent | undefined;
  const lines = createClientLines('-', createLogClock({}), {
    knows: isOfClient,
    record(record) {
      const match = clientRegistry.match(record.text, record.level, undefined);
      if (match) event = { type: match.pattern.emits, record, fields: match.fields, wording: match.pattern } as ClientEvent;
      return match !== undefined;
    },
    other() {},
  });
  lines.line(Buffer.from(line, 'utf8').toString('latin1'), 1, false);
  return event;
}

/** Codes of the diagnosers that take this type of event into account. */
export function listenersOf({ type }: Pick<SshEvent, 'type'>): string[] {
  const context: DiagnoserContext = {
    thresholds: DEFAULT_THRESHOLDS, configuration: () => undefined, isTrusted: () => false,
    report: () => {}, suspect: () => {}, hasRoom: () => true, suspectAgain: () => false, leaveOut: () => {}, isOutweighed: () => false,
    perConnection: createConnectionNotes, shared: (make) => make(),
  };
  return DIAGNOSERS.filter(({ create }) => Object.hasOwn(create(context), type)).map(({ meta }) => meta.code);
}
