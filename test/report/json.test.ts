import { describe, expect, test } from 'vitest';
import { jsonParts } from '../../src/report/json.js';
import { safeJson } from '../../src/report/safe-json.js';
import { analyzeLines } from '../support/analyze-text.js';

describe('the report as JSON', () => {
  test.each([
    ['no finding', ['Nov 20 12:00:00 server sshd[1]: Server listening on 0.0.0.0 port 22.']],
    ['findings', [
      'Nov 20 12:00:00 server sshd[2]: Failed password for fr\x9bed from 192.0.2.1 port 50022 ssh2',
      'Nov 20 12:00:01 server sshd[2]: Connection closed by 192.0.2.1 port 50022 [preauth]',
      'Nov 20 12:00:02 server sshd[3]: Unable to negotiate with 192.0.2.2 port 2: no matching MAC found. Their offer: hmac-md5 [preauth]',
    ]],
  ])('in pieces is what it is as a whole: %s', async (_, lines) => {
    const report = await analyzeLines(lines);
    expect([...jsonParts(report)].join('')).toBe(`${safeJson(report, 2)}\n`);
  });
});
