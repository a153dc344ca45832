import { asl } from './asl.js';
import { cri } from './cri.js';
import { dockerJson } from './docker-json.js';
import type { Envelope, Header } from './envelope.js';
import { iso8601 } from './iso8601.js';
import { journalRemark } from './journal-remark.js';
import { journaldJson } from './journald-json.js';
import { journaldShort } from './journald-short.js';
import { jsonFields } from './json-fields.js';
import type { LogClock } from './log-clock.js';
import { macosJson } from './macos-json.js';
import { macosLog } from './macos-log.js';
import { withoutColours, withoutQuotes } from './markup.js';
import { pasted } from './pasted.js';
import { prefixed } from './prefixed.js';
import { rfc3164 } from './rfc3164.js';
import { rfc5424 } from './rfc5424.js';
import { syslogPri } from './syslog-pri.js';
import { syslogPriority } from './syslog-priority.js';
import { syslogYear } from './syslog-year.js';
import { timestamped } from './timestamped.js';
import { createUsualLine } from './usual-line.js';
import { windows } from './windows.js';

/** Every format that is told apart by content. A new one is a file beside these and a name here. */
export const ENVELOPES: readonly Envelope[] = [
  rfc3164, iso8601, rfc5424, journaldJson, pasted, syslogPri, syslogPriority, syslogYear, asl, journaldShort, journalRemark,
  macosLog, macosJson, windows, dockerJson, cri, timestamped, prefixed, jsonFields,
];

const ANY = ENVELOPES.filter(({ first }) => first === undefined);
const FIRST = new Map([...new Set(ENVELOPES.flatMap(({ first = '' }) => [...first]))].map((character) => [
  character.charCodeAt(0),
  ENVELOPES.filter(({ first }) => first === undefined || first.includes(character)),
]));

/** Reads headers; the format of the line before is almost always that of the next. */
export interface HeaderReader {
  header(line: string): Header | undefined;
  /** The same of a line that is like the one before and like almost every line; undefined also where only a closer look tells. */
  usual(line: string): Header | undefined;
  /** The line without what stands around its text, if anything does. */
  plain(line: string): string;
}

export function createHeaderReader(clock: LogClock): HeaderReader {
  let envelope: Envelope = rfc3164;
  /**
   * A header stood at the beginning of a line, so this is no quotation: what is indented here goes on a message of several lines
   * (journalctl -o short), and those can be a stranger's text.
   */
  let plainSeen = false;

  function read(line: string): Header | undefined {
    const header = envelope.read(line, clock);
    if (header) return header;
    for (const other of FIRST.get(line.charCodeAt(0)) ?? ANY) {
      const found = other === envelope ? undefined : other.read(line, clock);
      if (found) {
        envelope = other;
        return found;
      }
    }
    return undefined;
  }

  const usualLine = createUsualLine(clock);
  const plain = (line: string) => (plainSeen ? withoutColours(line) : withoutQuotes(withoutColours(line)));

  return {
    plain,
    usual: (line) => (!plainSeen ? undefined : envelope === rfc3164 ? usualLine.syslog(line) : envelope === iso8601 ? usualLine.iso(line) : undefined),
    header(line) {
      const header = read(line);
      if (header) {
        plainSeen = true;
        return header;
      }
      const undressed = plain(line);
      const found = undressed === line ? undefined : read(undressed);
      return found?.carries ? undefined : found;
    },
  };
}
