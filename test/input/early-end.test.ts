import { getEventListeners } from 'node:events';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readFileLines } from '../../src/input/read-file-lines.js';
import { readLines } from '../../src/input/read-lines.js';

describe('an input that ends early', () => {
  /** Gives lines, then waits for ever. */
  const silent = (text: string) => {
    const stream = new Readable({ read() {} });
    stream.push(text);
    return stream;
  };

  test('at a signal: no error, the lines so far', async () => {
    const controller = new AbortController();
    const stream = silent('a\nb\nhal');
    const lines: string[] = [];
    const reading = readLines(
      stream,
      (line) => {
        lines.push(line);
        if (line === 'b') setTimeout(() => controller.abort(), 20);
      },
      { signal: controller.signal },
    );
    expect(await reading).toBe(7);
    expect(lines.slice(0, 2)).toEqual(['a', 'b']);
    expect(stream.destroyed).toBe(true);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  test('at a signal that was there before: nothing is read', async () => {
    const lines: string[] = [];
    await readLines(silent('a\n'), (line) => lines.push(line), { signal: AbortSignal.abort() });
    expect(lines).toEqual([]);
  });

  test('at an error: the lines up to there, then the error', async () => {
    for (const pause of [0, 5]) {
      const failing = async function* () {
        for (let i = 0; i < 20; i++) yield Buffer.from(`a${i}\nb${i}\n`);
        if (pause > 0) await new Promise((resume) => setTimeout(resume, pause));
        throw new Error('EIO: i/o error, read');
      };
      const lines: string[] = [];
      await expect(readLines(Readable.from(failing(), { objectMode: false }), (line) => lines.push(line))).rejects.toThrow('EIO');
      expect(lines).toHaveLength(40);
      await expect(readFileLines(failing(), (line) => lines.push(line))).rejects.toThrow('EIO');
      expect(lines).toHaveLength(80);
    }
  });

  test('at an error of who takes the lines: that error', async () => {
    const failing = () => {
      throw new TypeError('defect');
    };
    await expect(readLines(Readable.from([Buffer.from('a\nb\n')], { objectMode: false }), failing)).rejects.toThrow(TypeError);
    await expect(readFileLines(Readable.from([Buffer.from('a\nb\n')], { objectMode: false }), failing)).rejects.toThrow(TypeError);
  });
});
