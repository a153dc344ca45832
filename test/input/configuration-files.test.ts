import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfiguration } from '../../src/configuration/index.js';
import { configurationFiles } from '../../src/input/configuration-files.js';

const directory = mkdtempSync(join(tmpdir(), 'sshlog-configuration-'));
afterAll(() => rmSync(directory, { recursive: true }));

describe('files that an Include names', () => {
  const read = (pattern: string) => {
    const main = join(directory, 'sshd_config');
    writeFileSync(main, `Include ${directory}/${pattern}\n`);
    return readConfiguration(main, configurationFiles(main));
  };

  it('are files: a directory beside them is nothing', () => {
    mkdirSync(join(directory, 'd', 'old'), { recursive: true });
    writeFileSync(join(directory, 'd', 'plain.conf'), 'Port 2222\n');
    const { settings, problems } = read('d/*');
    expect([settings.map(({ args }) => args), problems]).toEqual([[['2222']], []]);
  });

  it.skipIf(spawnSync('mkfifo', [join(directory, 'pipe')]).status !== 0)('are no pipes: nobody may ever write to one', () =>
    expect(read('pipe').problems.map(({ reason }) => reason)).toEqual([`${directory}/pipe cannot be included: it is a pipe`]));
});
