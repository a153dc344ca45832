import { type Attempt, eventsOf, firstOf, lastOf } from '../../../attempts/attempt.js';
import type { ClientRecord } from '../../../events/client/index.js';
import { charactersOf } from '../../protocol/plain-text.js';

/** What runs on the server for scp of the older protocol: it sends (-f) or takes (-t). */
const COPY = /^(?:\S{0,200}\/)?scp (?:-\S{1,20} ){0,10}-[ft] /;

/** Letters, white space, the beginning of a colour, UTF-8. */
const PRINTED = /^[ -~\t\n\r\x1b\xc2-\xff]{4}$/; // oxlint-disable-line no-control-regex -- that is what programs print

/**
 * The text whose first four bytes were read as the length of a packet (most significant first); undefined where they are not
 * what a program prints.
 */
export function textOfLength(length: number): string | undefined {
  const characters = charactersOf(length);
  return length <= 0xffffffff && PRINTED.test(characters) ? characters.replace(/[^ -~]/g, '.') : undefined;
}

/**
 * The line that broke a copy by the older protocol: scp waits for a byte that says well or ill, and shows whatever comes instead.
 * Only with -v the log tells that scp ran, and that no step of the transfer was taken.
 */
export function copyPollution(attempt: Attempt): ClientRecord | undefined {
  const sent = lastOf(attempt, 'client.command-sent');
  if (!sent || !('command' in sent.fields) || !COPY.test(sent.fields.command)) return undefined;
  if (eventsOf(attempt, 'client.copy-step').length > 0 || firstOf(attempt, 'client.transfer-failed') || firstOf(attempt, 'client.program-not-run')) return undefined;
  const status = lastOf(attempt, 'client.exit-status');
  if (status?.fields.status !== 0) return undefined;
  return attempt.output.find(({ line }) => line > sent.record.line);
}
