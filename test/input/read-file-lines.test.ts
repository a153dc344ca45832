import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readPlainFile } from '../../src/input/plain-file.js';
import { readFileLines } from '../../src/input/read-file-lines.js';

const directory = mkdtempSync(join(tmpdir(), 'sshlog-lines-'));
const file = join(directory, 'log');
afterAll(() => rmSync(directory, { recursive: true }));

type Line = [line: string, number: number, overLimit: boolean];

async function read(bytes: Uint8Array | string, lineLimit?: number, signal?: AbortSignal): Promise<{ lines: Line[]; read: number }> {
  writeFileSync(file, bytes);
  const lines: Line[] = [];
  const options = { ...(lineLimit !== undefined && { lineLimit }), ...(signal && { signal }) };
  return { read: await readFileLines(readPlainFile(file, signal), (...line) => lines.push(line), options), lines };
}

/** What lines are, said without blocks. */
function expected(bytes: Uint8Array, limit: number): Line[] {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, i) => [line.slice(0, limit), i + 1, line.length > limit]);
}

describe('the lines of a plain file', () => {
  test('are the same as without blocks, any bytes, any limit', async () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.array(fc.constantFrom(10, 13, 0, 65, 255), { maxLength: 80 }).map((codes) => Uint8Array.from(codes)));
    await fc.assert(fc.asyncProperty(bytes, fc.integer({ min: 1, max: 60 }), async (all, limit) => {
      expect(await read(all, limit)).toEqual({ read: all.length, lines: expected(all, limit) });
    }), { numRuns: 200 });
  });

  test.each([65_534, 65_535, 65_536, 65_537, 131_071, 200_000])('go on over the end of a block: a line of %i bytes between others', async (length) => {
    const bytes = Buffer.from(`first\n${'x'.repeat(length)}\n\nlast`);
    for (const limit of [10, 65_536, 1_000_000]) expect((await read(bytes, limit)).lines).toEqual(expected(bytes, limit));
  });

  test('end where the input is ended early', async () => {
    const ended = new AbortController();
    ended.abort();
    expect(await read('a\nb\n', undefined, ended.signal)).toEqual({ read: 0, lines: [] });
  });

  test('a file that is not there is an error of the system', async () => {
    await expect(readFileLines(readPlainFile(join(directory, 'none')), () => {})).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
