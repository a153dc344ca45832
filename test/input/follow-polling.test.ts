import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { followFile } from '../../src/input/follow-file.js';
import { readLines } from '../../src/input/read-lines.js';
import { until } from '../support/cli.js';

vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  watch: () => {
    throw Object.assign(new Error('ENOSPC: System limit for number of file watchers reached'), { code: 'ENOSPC' });
  },
}));

test('where the system does not tell of changes, they are seen by looking', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sshlog-poll-'));
  const path = join(directory, 'log');
  writeFileSync(path, 'one\n');
  const lines: string[] = [];
  const controller = new AbortController();
  const following = (async () => {
    for await (const content of followFile(path, { signal: controller.signal })) {
      await readLines(content, (line) => lines.push(line), { signal: controller.signal });
    }
  })();
  await until(() => lines.length === 1);
  appendFileSync(path, 'two\n');
  await until(() => lines.length === 2);
  renameSync(path, `${path}.1`);
  appendFileSync(`${path}.1`, 'three\n');
  writeFileSync(path, 'four\n');
  await until(() => lines.length === 4);
  controller.abort();
  await following;
  expect(lines).toEqual(['one', 'two', 'three', 'four']);
  rmSync(directory, { recursive: true });
});
