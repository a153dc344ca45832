import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogRecord } from '../../src/events.js';
import { createMerge } from '../../src/pipeline/merge.js';

const record = (file: string, line: number, time: number | undefined) => ({ file, line, time }) as LogRecord;

const LANES = fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }), { maxLength: 30 }), { minLength: 1, maxLength: 5 });

describe('merging by time', () => {
  test('gives every record once, each input in its own order, and times in order where the inputs have them so', () => {
    fc.assert(fc.property(LANES, fc.array(fc.nat(), { minLength: 1, maxLength: 50 }), fc.boolean(), (times, turns, sorted) => {
      const inputs = times.map((lane, i) => (sorted ? lane.map((time) => time ?? 0).sort((a, b) => a - b) : lane)
        .map((time, line) => record(String(i), line, time)));
      const given: LogRecord[] = [];
      const merge = createMerge();
      const lanes = inputs.map((input) => ({ waiting: [...input], lane: merge.open((one) => given.push(one)), isOpen: true }));
      for (let turn = 0; lanes.some(({ isOpen }) => isOpen); turn++) {
        const open = lanes.filter(({ isOpen }) => isOpen);
        const one = open[(turns[turn % turns.length] ?? 0) % open.length];
        const next = one?.waiting.shift();
        if (!one) break;
        if (next) one.lane.push(next);
        else {
          one.isOpen = false;
          one.lane.end();
        }
      }
      expect(given).toHaveLength(inputs.flat().length);
      for (const [i, input] of inputs.entries()) expect(given.filter(({ file }) => file === String(i))).toEqual(input);
      if (sorted) expect(given.map(({ time }) => time)).toEqual(given.map(({ time }) => time).sort((a, b) => (a ?? 0) - (b ?? 0)));
    }), { numRuns: 500 });
  });

  test('asks an input to wait that is far ahead, and lets it go on', async () => {
    const merge = createMerge();
    let given = 0;
    const [fast, slow] = [merge.open(() => given++), merge.open(() => given++)];
    let pushed = 0;
    while (fast.ready() === undefined && pushed < 100_000) fast.push(record('fast', pushed, pushed++));
    expect(pushed).toBeLessThan(10_000);
    expect(given).toBe(0);
    const waiting = fast.ready();
    slow.push(record('slow', 1, pushed));
    await waiting;
    expect(given).toBe(pushed);
    expect(fast.ready()).toBeUndefined();
    slow.end();
    fast.end();
    expect(given).toBe(pushed + 1);
  });

  test('a line without a time stays behind the line before it', () => {
    const merge = createMerge();
    const given: string[] = [];
    const take = ({ file, line }: LogRecord) => given.push(`${file}${line}`);
    const [a, b] = [merge.open(take), merge.open(take)];
    for (const [line, time] of [10, undefined, 30].entries()) a.push(record('a', line, time));
    for (const [line, time] of [20, 5, 25].entries()) b.push(record('b', line, time));
    a.end();
    b.end();
    expect(given).toEqual(['a0', 'a1', 'b0', 'b1', 'b2', 'a2']);
  });
});
