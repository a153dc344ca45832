import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import type { FindingMeta } from '../../src/finding.js';
import { formatCodes } from '../../src/report/codes.js';
import { formatExplanation } from '../../src/report/explain.js';

const EXPLAIN = `
sshd and the client could not agree on a **MAC**, the checksum that protects every packet
(see \`MACs\` in \`man sshd_config\`).

## How to fix it
Prefer the client's side:

- update the client; every release of OpenSSH since 5.9 knows \`hmac-sha2-256\` and \`hmac-sha2-512\`
- or accept an older MAC
  for a while:

\`\`\`
# a line that is long enough to be wrapped if it were not code, which must stay as it is written
MACs +hmac-sha1

sshd -t
\`\`\`

1. first
2. second

## What the log cannot tell
The server's list, below \`LogLevel DEBUG2\`.
`;

const METAS: FindingMeta[] = [
  { code: 'no-common-mac', category: 'negotiation', severity: 'error', summary: 'no MAC in common', explain: EXPLAIN },
  {
    code: 'authorized-keys-bad-permissions', category: 'authentication', severity: 'warning', explain: '',
    summary: 'authorized_keys or a directory above it can be written by others: sshd ignores it',
  },
  { code: 'bad-packet-length', category: 'protocol', severity: 'info', summary: '', explain: 'Text.' },
];
const plain = { width: 80, chalk: new Chalk({ level: 0 }) };
const coloured = { width: 80, chalk: new Chalk({ level: 3 }) };

test('codes: aligned, one line each, within 100 columns', async () => {
  const text = formatCodes(METAS, plain);
  await expect(text).toMatchFileSnapshot('snapshots/codes.txt');
  expect(text.split('\n')).toHaveLength(METAS.length + 1);
  for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(100);
  expect(stripVTControlCharacters(formatCodes(METAS, coloured))).toBe(text);
  expect(formatCodes([], plain)).toBe('');
});

test('explain: prose is wrapped, code is not', async () => {
  for (const [i, meta] of METAS.entries()) {
    const text = formatExplanation(meta, plain);
    if (i === 0) await expect(text).toMatchFileSnapshot('snapshots/explain.txt');
    expect(stripVTControlCharacters(formatExplanation(meta, coloured))).toBe(text);
    const long = text.split('\n').filter((line) => stringWidth(line) > 80);
    expect(long.every((line) => line.includes('which must stay as it is written'))).toBe(true);
  }
});
