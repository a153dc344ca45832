import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { followFile } from '../../src/input/follow-file.js';

vi.mock('node:fs/promises', async (original) => {
  const system = await original<typeof import('node:fs/promises')>();
  return {
    ...system,
    open: async (path: string) => Object.assign(await system.open(path), {
      read: () => Promise.reject(Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' })),
    }),
  };
});

test('what cannot be read any more is an error once, not again and again', async () => {
  const path = join(tmpdir(), `sshlog-broken-${process.pid}`);
  writeFileSync(path, 'one\n');
  const errors: unknown[] = [];
  for await (const content of followFile(path)) {
    await content.toArray().catch((error: unknown) => errors.push(error));
    if (errors.length > 2) break;
  }
  rmSync(path);
  expect(errors).toEqual([expect.objectContaining({ code: 'EIO' })]);
});
