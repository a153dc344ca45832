import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLogClock } from '../../src/records/log-clock.js';
import { createRecordReader, ENVELOPES } from '../../src/records/reader.js';

const samples = ENVELOPES.flatMap(({ samples: all }) => all.map(({ line }) => line));
const FRAMES = ['99 <86>1 2026-11-20T12:00:00Z server sshd 1 - - text', '__CURSOR=x', '__REALTIME_TIMESTAMP=1', 'MESSAGE', 'MESSAGE=text', ''];

const latin1 = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 80 }).map((text) => text.replaceAll('\n', ''));
/** A real line, cut or with something else in its middle: the formats are entered before they fail. */
const damaged = fc.tuple(fc.constantFrom(...samples, ...FRAMES), fc.constantFrom(...samples), fc.nat(200), fc.nat(200), latin1)
  .map(([one, other, at, to, noise]) => one.slice(0, at) + noise + other.slice(to));
const line = fc.oneof(latin1, damaged, fc.constantFrom(...samples, ...FRAMES), damaged.map((text) => `${text}\r`));

const clock = createLogClock({ latest: Date.UTC(2026, 10, 21) });

test('no line makes an envelope throw, or say what cannot be', () => {
  fc.assert(fc.property(line, (text) => {
    for (const { read } of ENVELOPES) {
      const header = read(text, clock);
      if (!header) continue;
      const { message, time, pid, host } = header;
      const sane = typeof message === 'string' && (time === undefined || Number.isFinite(time)) && (pid === undefined || Number.isSafeInteger(pid)) && host !== '';
      expect(sane, JSON.stringify(header)).toBe(true);
    }
  }), { numRuns: 2000 });
});

test('no sequence of lines makes the reader throw, and none tells more records than it has lines', () => {
  fc.assert(fc.property(fc.array(line, { maxLength: 30 }), fc.boolean(), (lines, overLimit) => {
    let records = 0;
    const reader = createRecordReader('log', createLogClock(), {
      record: ({ text, time, line: number }) => {
        records++;
        if (typeof text !== 'string' || number > lines.length) throw new Error(`line ${number}: ${typeof text}`);
        if (time !== undefined) new Date(time).toISOString();
      },
      other: () => records++,
    });
    lines.forEach((text, i) => reader.line(text, i + 1, overLimit && i % 7 === 0));
    reader.end();
    // Frames stand in one line as many as there is room for.
    if (!/^\d+ </.test(lines.find((text) => text !== '' && text !== '\r') ?? '')) expect(records).toBeLessThanOrEqual(lines.length);
  }), { numRuns: 1000 });
});

/** Lines of 40 KB that begin like something and go on with what a careless pattern tries again at every place. */
const LONG = ['', ...samples].flatMap((start) => [' ', '1', 'a', '[', '\\', '"', '> ', '\x1b[', '- ', '<1.', '{"', 'x|', '{"a":', 'sshd[1]: '].map((part) => [start, part] as const));

describe('length costs no more than length', () => {
  test('of a line of any beginning', () => {
    // Quadratic time would be minutes.
    for (const [start, part] of LONG) {
      const text = start + part.repeat(Math.ceil(40_000 / part.length));
      for (const { read } of ENVELOPES) read(text, clock);
      const reader = createRecordReader('log', createLogClock(), { record: () => {}, other: () => {} });
      reader.line(text, 1, false);
      reader.line(text, 2, false);
      reader.end();
    }
  });
});
