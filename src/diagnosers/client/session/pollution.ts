import { type Attempt, eventsOf, firstOf, lastOf } from '../../../attempts/attempt.js';
import type { ClientRecord } from '../../../events/client/index.js';

/** What runs on the server for scp of the older protocol: it sends (-f) or takes (-t). */
const COPY = /^(?:\S{0,200}\/)?scp (?:-\S{1,20} ){0,10}-[ft] /;

/**
 * The text whose first four bytes were read as the length of a packet (most significant first); undefined where they are not
 * what a program prints.
 */
export function textOfLength(length: number): string | undefined {
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(length / 2 ** shift) % 256);
  const isText = bytes.every((byte) => (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13 || byte === 27 || byte >= 0xc2);
  if (!isText || bytes[0] === undefined || length > 0xffffffff) return undefined;
  return String.fromCharCode(...bytes).replace(/[^ -~]/g, '.');
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
