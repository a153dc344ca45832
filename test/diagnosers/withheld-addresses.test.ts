import { describe, expect, it } from 'vitest';
import { analyze, parseLine } from '../../src/index.js';

const MASKS = ['<ip>', '[redacted]', '{client-ip}', 'x.x.x.x', 'XX.XX.XX.XX', 'xxx.xxx.xxx.xxx', '192.0.2.***', '192.0.x.x', '***', 'a.b.c.d', 'REMOVED', 'IP_ADDRESS', 'my-ip', '2001:db8:xxxx::1'];
const KEY = 'ED25519 SHA256:KvsWkNxD2kYVdzBd/WlKIrVd4r7Vc3Y0JNBXVxXBnUo';

/** Four logins of a log whose addresses somebody has written over. */
const pasted = (address: string) => `Nov 20 21:00:02 web1 sshd[2755]: Invalid user admin from ${address} port 33028
Nov 20 21:00:02 web1 sshd[2755]: Connection closed by invalid user admin ${address} port 33028 [preauth]
Nov 20 21:01:02 web1 sshd[2756]: Failed password for fred from ${address} port 33029 ssh2
Nov 20 21:01:04 web1 sshd[2756]: Connection closed by authenticating user fred ${address} port 33029 [preauth]
Nov 20 21:02:02 web1 sshd[2757]: Failed publickey for alice from ${address} port 33030 ssh2: ${KEY}
Nov 20 21:02:04 web1 sshd[2757]: Connection closed by authenticating user alice ${address} port 33030 [preauth]
Nov 20 21:03:02 web1 sshd[2758]: Accepted password for bob from ${address} port 33031 ssh2
`;

describe('an address that somebody wrote over before the log was shown', () => {
  it.each(MASKS)('%s hides where a login came from, not why it failed', async (address) => {
    const report = await analyze(pasted(address), { latest: Date.UTC(2026, 10, 21) });
    expect(report.input.unknown).toBe(0);
    expect(report.findings.map(({ code, sources }) => [code, sources])).toEqual([['bad-password', []], ['key-not-authorized', []], ['invalid-user', []]]);
    expect(report.connections).toMatchObject({ total: 4, accepted: 1 });
  });

  it('is no address', () => {
    const event = parseLine('sshd[42]: Failed password for fred from 192.0.2.xx port 33029 ssh2');
    expect(event).toMatchObject({ type: 'auth.failed', user: 'fred', port: 33029 });
    expect(event).not.toHaveProperty('ip');
  });

  it.each(['client.example.net', 'localhost', '999.1.1.1', '010.0.0.1', 'of'])('is not seen in %s', (word) => {
    expect(parseLine(`sshd[42]: Failed password for fred from ${word} port 33029 ssh2`)).toMatchObject({ type: 'unknown' });
  });
});
