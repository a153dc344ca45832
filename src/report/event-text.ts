import type { EventJson } from './event-ndjson.js';
import { printable, printableWord } from './safe-text.js';
import { clock } from './wording.js';

function value(of: unknown): string {
  if (Array.isArray(of)) return of.map((item) => printableWord(String(item))).join(',');
  return printableWord(String(of));
}

/** Nested fields are told by their path: `key.type=ssh-ed25519`. */
function pairs(fields: object, path = ''): string[] {
  return Object.entries(fields).flatMap(([name, of]: [string, unknown]) => {
    if (of === undefined) return [];
    if (typeof of === 'object' && of !== null && !Array.isArray(of)) return pairs(of, `${path}${name}.`);
    return [`${printable(path + name)}=${value(of)}`];
  });
}

/** One line that a person can read and `grep` can search: place, time, program, type, `name=value` (quoted if it has blanks). */
export function formatEventText(event: EventJson): string {
  const { line, file, time, timeAssumed: _, host, process, pid, type, preauth, repeat, ...fields } = event;
  const parts = [
    `${printable(file)}:${line}`,
    ...(time === undefined ? [] : [clock(time)]),
    ...(host === undefined ? [] : [printableWord(host)]),
    printable(process) + (pid === undefined ? '' : `[${pid}]`),
    printable(type),
    ...pairs(fields),
    ...(preauth ? ['[preauth]'] : []),
    ...(repeat === undefined ? [] : [`x${repeat}`]),
  ];
  return `${parts.join(' ')}\n`;
}
