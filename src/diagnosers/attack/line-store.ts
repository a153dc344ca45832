import { copyText, isAscii } from '../../connections/text.js';
import type { LogRecord } from '../../events.js';
import { ownRecord } from '../own-record.js';
import { asInteger } from '../columns.js';

/** Lines that are remembered. */
const MAX_LINES = 32_768;
/** Bytes that these lines may have together: about 120 each. */
const MAX_BYTES = 4_194_304;
/** What lines have in common is looked for among so many. */
const MAX_ORIGINS = 8;

/** What many lines have in common: where they come from, and how they are marked. */
export type Origin = Omit<LogRecord, 'line' | 'raw' | 'text' | 'time' | 'pid' | 'repeat'>;

/**
 * The last lines of attacks. Every failed password may become evidence, hours later, and hardly any does: as objects they would
 * live just long enough to be the garbage that costs most. Here they are bytes in one buffer that is written round and round.
 */
export interface LineStore {
  origin(record: LogRecord): Origin;
  /** @returns under which number it is found again */
  keep(record: LogRecord, origin: Origin): number;
  /** The line with that number; undefined once newer ones took its place. */
  recall(kept: number): LogRecord | undefined;
}

/** Gives what lines have in common; the same object for those that have the same, as long as it is among the last few. */
export function createOrigins(): LineStore['origin'] {
  let origins: Origin[] = [];
  return (record) => {
    const known = origins.find((origin) => isFrom(record, origin));
    if (known) return known;
    const made = originOf(record);
    origins = [made, ...origins].slice(0, MAX_ORIGINS);
    return made;
  };
}

export function createLineStore(): LineStore {
  const bytes = Buffer.allocUnsafeSlow(MAX_BYTES);
  /** Where in all bytes that were ever written the line begins, and its length. */
  const starts = new Float64Array(MAX_LINES);
  const lengths = new Uint16Array(MAX_LINES);
  /** Where in the line its text stands. */
  const textStarts = new Uint16Array(MAX_LINES);
  const textLengths = new Uint16Array(MAX_LINES);
  const times = new Float64Array(MAX_LINES);
  const numbers = new Float64Array(MAX_LINES);
  const pids = new Float64Array(MAX_LINES);
  const repeats = new Float64Array(MAX_LINES);
  const from: Origin[] = [];
  /** Lines that are not one byte a character, or whose text does not stand in them as it is. */
  const odd: (LogRecord | undefined)[] = [];
  let written = 0;
  /** Where in the buffer the next line goes: `written` is beyond what an integer of V8 holds, so that its remainder is dear. */
  let next = 0;
  let lines = 0;
  let latest: LogRecord | undefined;

  return {
    origin: createOrigins(),
    keep(record, origin) {
      // Several diagnosers keep the same line.
      if (record === latest) return lines - 1;
      latest = record;
      const at = lines % MAX_LINES;
      const { raw, text } = record;
      const textStart = startOf(text, raw);
      odd[at] = undefined;
      if (raw.length > 1024 || textStart < 0 || !isAscii(raw)) odd[at] = ownRecord(record);
      else {
        // A line does not go round the end of the buffer.
        if (next + raw.length > MAX_BYTES) {
          written += MAX_BYTES - next;
          next = 0;
        }
        bytes.write(raw, next, 'latin1');
        starts[at] = written;
        written += raw.length;
        next += raw.length;
        lengths[at] = raw.length;
        textStarts[at] = textStart;
        textLengths[at] = text.length;
        times[at] = record.time ?? Number.NaN;
        numbers[at] = record.line;
        pids[at] = record.pid ?? -1;
        repeats[at] = record.repeat;
        from[at] = origin;
      }
      return lines++;
    },
    recall(kept) {
      if (kept < lines - MAX_LINES) return undefined;
      const at = kept % MAX_LINES;
      const whole = odd[at];
      if (whole) return whole;
      const start = starts[at] ?? 0;
      const origin = from[at];
      if (!origin || written - start > MAX_BYTES) return undefined;
      const raw = bytes.toString('latin1', start % MAX_BYTES, start % MAX_BYTES + (lengths[at] ?? 0));
      const textStart = textStarts[at] ?? 0;
      const time = times[at] ?? Number.NaN;
      const pid = pids[at] ?? -1;
      return recordFrom(origin, {
        line: asInteger(numbers[at] ?? 0), raw, text: raw.slice(textStart, textStart + (textLengths[at] ?? 0)), time: Number.isNaN(time) ? undefined : time,
        pid: pid < 0 ? undefined : asInteger(pid), repeat: asInteger(repeats[at] ?? 1),
      });
    },
  };
}

/** A record from what it has in common with others, and the rest. */
export function recordFrom(origin: Origin, { line, raw, text, time, pid, repeat }: Omit<LogRecord, keyof Origin>): LogRecord {
  const { file, source, timeAssumed, host, process, level, levelShown, preauth, cut, bare, joined } = origin;
  // In the order of all records: V8 has one shape for them then.
  const record: LogRecord = { file, source, line, raw, text, time, timeAssumed, host, process, pid, level, levelShown, preauth, cut, repeat, bare };
  if (joined) record.joined = joined;
  return record;
}

function originOf({ file, source, timeAssumed, host, process, level, levelShown, preauth, cut, bare, joined }: LogRecord): Origin {
  return {
    file, source, timeAssumed, host: host === undefined ? undefined : copyText(host), process: copyText(process), level, levelShown, preauth, cut, bare,
    ...(joined && { joined }),
  };
}

function isFrom(a: LogRecord, b: Origin): boolean {
  return a.preauth === b.preauth && a.file === b.file && a.host === b.host && a.process === b.process && a.source === b.source && a.cut === b.cut
    && a.level === b.level && a.levelShown === b.levelShown && a.bare === b.bare && a.timeAssumed === b.timeAssumed && a.joined === b.joined;
}

/** Where in a line its text stands; -1 where it does not. Almost every text ends its line, or stands before its mark ` [preauth]`. */
export function startOf(text: string, raw: string): number {
  // V8 compares two strings by words, but what one may start with by characters.
  const last = raw.length - text.length;
  if (last >= 0 && raw.slice(last) === text) return last;
  const marked = last - ' [preauth]'.length;
  return marked >= 0 && raw.slice(marked, marked + text.length) === text ? marked : raw.lastIndexOf(text);
}
