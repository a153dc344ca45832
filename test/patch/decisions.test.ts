import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIAGNOSERS } from '../../src/diagnosers/index.js';
import { DECISIONS } from '../../src/patch/decisions.data.js';
import { analyzeFile } from '../support/analyze-file.js';

/**
 * Findings whose lines for sshd_config, where they have no strength, are never for a patch: they hold a path, a port or a group that is an
 * example, name a block to look for, or are a step on the way (LogLevel DEBUG2, which log-level-too-low advises too); or they come of a
 * client's log, which does not show what the server's configuration is.
 */
const EXAMPLES = [
  'bad-config-option', 'bad-config-value', 'bind-address-in-use', 'bind-address-unassignable', 'cert-ca-untrusted', 'cert-principal-mismatch', 'chroot-bad-ownership',
  'chroot-log-socket-missing', 'connection-refused-by-config', 'group-not-in-allowgroups', 'hostkey-missing', 'loopback-source', 'no-common-compression', 'no-common-hostkey',
  'no-common-kex', 'non-sftp-refused', 'password-needed-in-batch-mode', 'sftp-stream-polluted',
];

describe('decisions about fixes', () => {
  it('are about codes that exist', () => {
    const codes = DIAGNOSERS.map(({ meta }) => meta.code);
    expect(Object.keys(DECISIONS).filter((code) => !codes.includes(code))).toEqual([]);
  });

  it('are made for every finding whose lines have no strength', async () => {
    const undecided = new Set<string>();
    for (const log of readdirSync('fixtures', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'))) {
      for (const { code, fixes } of (await analyzeFile(join('fixtures', log))).findings) {
        const isBare = fixes.some(({ side, file, strength }) => side === 'server' && file === 'sshd_config' && strength === undefined);
        if (isBare && !Object.hasOwn(DECISIONS, code)) undecided.add(code);
      }
    }
    expect([...undecided].toSorted()).toEqual(EXAMPLES);
  });
});
