import type { SshEvent } from '../../events.js';
import type { ClientEvent } from '../../events/client/index.js';
import type { Pattern } from '../../messages/define.js';
import { leavesOf, redactFields } from './fields.js';
import type { Names } from './names.js';
import { rawOf, redactText } from './text.js';
import { maskWords } from './words.js';

/** Whether events have to be changed: addresses and fingerprints tell what they are wherever they stand. */
export function changesEvents({ classes }: Names): boolean {
  return classes.has('user') || classes.has('host') || classes.has('key');
}

/**
 * Replaces, in place, the names in an event and in its record by pseudonyms.
 * @param raw texts of the event as the log has them, before they were decoded
 */
export function redactEvent(event: SshEvent | ClientEvent, pattern: Pattern | undefined, raw: ReadonlyMap<string, string>, names: Names): void {
  const { record } = event;
  if (event.type === 'unknown' || pattern === undefined) {
    record.text = maskWords(record.text, names);
    if (event.type === 'unknown') event.fields.text = record.text;
  } else {
    redactFields(event.type, event.fields, names);
    const leaves = leavesOf(event.fields).map(([path, value]) => ({ path, raw: raw.get(path) ?? value, value }));
    record.text = redactText(record.text, pattern, leaves, names);
  }
  record.raw = rawOf(record, record.text);
}
