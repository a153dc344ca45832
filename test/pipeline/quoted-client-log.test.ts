import { describe, expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';

const LOG = [
  'OpenSSH_9.2p1 Debian-2+deb12u10, OpenSSL 3.0.22 25 Aug 2026',
  'debug1: Next authentication method: publickey',
  'debug1: Offering public key: /home/fred/.ssh/id_rsa RSA SHA256:H1xhOET8KmYgtB6AKWoeR9Pxuph+18HzO1I2MMnl94s',
  'debug1: Authentications that can continue: publickey',
  'debug1: No more authentication methods to try.',
  'fred@192.0.2.250: Permission denied (publickey).',
];

describe('a log of ssh, as people quote it', () => {
  it.each([['> ', ''], ['    ', ''], ['\t', ''], ['`', '`'], ['| ', '']])('%j', async (before, behind) => {
    const plain = await analyzeLines(LOG);
    const quoted = await analyzeLines(LOG.map((line) => `${before}${line}${behind}`));
    expect(plain.findings.map(({ code }) => code)).toContain('key-not-authorized');
    expect(quoted.findings.map(({ code }) => code)).toEqual(plain.findings.map(({ code }) => code));
  });
});
