import type { SshEvent } from '../events.js';
import type { ClientEvent } from '../events/client/index.js';
import { allFrom } from '../openssh/version.js';
import { decodeEscapes } from './escapes.js';
import { releaseOf, type Server } from './server.js';
import { asUnicode, isAscii } from './text.js';

/**
 * Decodes what sshd escaped in the texts of an event, in place, so that one user is one user: a line that the
 * unprivileged child wrote was escaped twice through 10.2, the next line by the monitor once.
 */
export function decodeTexts(event: SshEvent, server: Server): void {
  // Almost no line has anything to decode, and then none of its fields has.
  if (!needsDecoding(event.record.text)) return;
  const times = event.record.preauth && !allFrom(releaseOf(server), '10.3') ? 2 : 1;
  decodeFields(event.fields as Record<string, unknown>, (text) => decodeEscapes(text, times));
}

/** The same of a client's event: ssh's logging functions escape once, and what a prompt, a shell or scp prints stands as it is. */
export function decodeClientTexts({ record, fields, wording }: ClientEvent): void {
  if (!needsDecoding(record.text)) return;
  const ofLogger = wording !== undefined && (wording.ends ?? 'crlf') === 'crlf';
  decodeFields(fields as Record<string, unknown>, ofLogger ? (text) => decodeEscapes(text, 1) : asUnicode);
}

function decodeFields(fields: Record<string, unknown>, decode: (text: string) => string): void {
  for (const name in fields) {
    const value = fields[name];
    if (typeof value === 'string') fields[name] = decode(value);
    else if (typeof value === 'object' && value !== null) decodeFields(value as Record<string, unknown>, decode);
  }
}

/** OpenSSH escapes with backslashes; other bytes above 127 come from programs that do not. */
function needsDecoding(text: string): boolean {
  return text.includes('\\') || !isAscii(text);
}
