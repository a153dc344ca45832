import type { Level, LogRecord } from '../events.js';
import type { ClientRecord } from '../events/client/index.js';
import { createHeaderReader } from './envelopes.js';
import type { Header } from './envelope.js';
import { readLevel } from './level.js';
import type { LogClock } from './log-clock.js';
import { marksBefore, shownText, withoutCodeMarks, withoutProgram } from './markup.js';
import { isClientProgram } from './programs.js';
import { makeRecord } from './record.js';

/** What ssh prints itself begins like this, also behind a time that a tool put in front (ts, script -t). */
const PRINTED = /^(?:debug[123]: |OpenSSH_)/;

/** Reads the lines of one client's log, in order. Lines are latin1 text without line feed; a CR at the end is kept. */
export interface ClientLines {
  /** @param front what stands in front of the line in the input, to be shown with it */
  line(line: string, number: number, overLimit: boolean, front?: string): void;
  /** The log goes on in this file; line numbers begin anew. */
  goOn(file: string): void;
}

export interface ClientSink {
  /** Whether a text is one of ssh's. */
  knows(text: string, level: Level): boolean;
  /** @returns whether it is known as one of ssh's */
  record(record: ClientRecord): boolean;
  /** A line of another program's log. */
  other(): void;
}

/** Reads what ssh wrote, whatever is printed among it. */
export function createClientLines(file: string, clock: LogClock, sink: ClientSink, source: string = file): ClientLines {
  let place = { file, source };
  /** Whether ssh's lines have the header of a syslog, from the first that was known. */
  let headed: boolean | undefined;
  /** The marks in front of every line of a log that somebody quotes or indents, from the first that is known as ssh's. */
  let marks: string | undefined;
  const headers = createHeaderReader(clock);

  function knows(line: string): boolean {
    const { text, level } = readLevel(line);
    return sink.knows(text, level);
  }

  /** The line without what people and PowerShell put around it. What is indented further is no line of ssh's. */
  function undressed(line: string): string {
    marks ??= [marksBefore(line), ''].find((found) => knows(without(found, line)));
    return marks === undefined ? line : without(marks, line);
  }

  function headerOf(line: string): Header | undefined {
    const header = headers.header(line);
    if (!header || header.carries) return undefined;
    // Where ssh wrote without one, a session has printed it: somebody reads a log on the server, or wants us to read his.
    if (headed === false && header.program !== undefined) return undefined;
    return header.program === undefined ? (PRINTED.test(header.message) ? header : undefined) : header;
  }

  return {
    line(raw, number, overLimit, front = '') {
      const line = shownText(raw);
      const header = headerOf(line);
      const text = header?.message ?? undressed(line);
      if (text === '' || (header?.program !== undefined && !isClientProgram(header.program))) return sink.other();
      const record: LogRecord = makeRecord(place, number, front + line, text, header, undefined, overLimit);
      const isKnown = sink.record({ ...record, process: header?.program ?? 'ssh', pid: header?.pid, endsInCr: raw.endsWith('\r') });
      if (isKnown) headed ??= header?.program !== undefined;
    },
    goOn(next) {
      place = { file: next, source };
    },
  };
}

function without(marks: string, line: string): string {
  return withoutProgram(withoutCodeMarks(line.startsWith(marks) ? line.slice(marks.length) : line));
}
