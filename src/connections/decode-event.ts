import type { SshEvent } from '../events.js';
import { allFrom } from '../openssh/version.js';
import { decodeEscapes } from './escapes.js';
import { releaseOf, type Server } from './server.js';
import { isAscii } from './text.js';

/**
 * Decodes what sshd escaped in the texts of an event, in place, so that one user is one user: a line that the
 * unprivileged child wrote was escaped twice through 10.2, the next line by the monitor once.
 */
export function decodeTexts(event: SshEvent, server: Server): void {
  // Almost no line has anything to decode, and then none of its fields has.
  if (!needsDecoding(event.record.text)) return;
  const times = event.record.preauth && !allFrom(releaseOf(server), '10.3') ? 2 : 1;
  decodeFields(event.fields as Record<string, unknown>, times);
}

function decodeFields(fields: Record<string, unknown>, times: 1 | 2): void {
  for (const name in fields) {
    const value = fields[name];
    if (typeof value === 'string') fields[name] = decodeEscapes(value, times);
    else if (typeof value === 'object' && value !== null) decodeFields(value as Record<string, unknown>, times);
  }
}

/** sshd escapes with backslashes; other bytes above 127 come from programs that do not. */
function needsDecoding(text: string): boolean {
  return text.includes('\\') || !isAscii(text);
}
