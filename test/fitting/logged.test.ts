import { describe, expect, it } from 'vitest';
import { connectionOf } from '../../src/input/local-sshd.js';
import type { Report } from '../../src/finding.js';
import { analyze } from '../../src/index.js';

const SETTINGS = ['Port 22', 'MACs hmac-sha2-512', 'AllowUsers root'];
const REFUSED = 'Unable to negotiate with 192.0.2.30 port 50022: no matching MAC found. Their offer: hmac-sha1 [preauth]';

const syslog = (pid: number, text: string) => `2026-11-20T12:00:00.000000+00:00 gate sshd[${pid}]: ${text}\n`;
const read = (path: string, pid: number, settings = SETTINGS) => settings.map((setting, i) => syslog(pid, `debug3: ${path}:${i + 1} setting ${setting} `)).join('');
const mac = ({ findings }: Report) => findings.find(({ code }) => code === 'no-common-mac');

describe('a log at DEBUG3', () => {
  it('shows the configuration: what is set, where, and what to change', async () => {
    const found = mac(await analyze(read('/etc/ssh/sshd_config', 100) + syslog(101, REFUSED), { openssh: '9.2' }));
    expect(found).toMatchObject({
      negotiation: { serverOffer: ['hmac-sha2-512'] },
      configured: [{ file: '/etc/ssh/sshd_config', line: 2, text: 'MACs hmac-sha2-512', keyword: 'MACs' }],
    });
    expect(found?.fixes.flatMap(({ edits = [] }) => edits)).toEqual([{ file: '/etc/ssh/sshd_config', line: 2, replaces: 'MACs hmac-sha2-512', lines: ['MACs hmac-sha2-512,hmac-sha1'] }]);
  });

  it('shows the configuration that was read last', async () => {
    const log = read('/etc/ssh/sshd_config', 100, ['MACs hmac-sha2-256']) + read('/etc/ssh/sshd_config', 100, ['MACs hmac-sha2-512']) + syslog(101, REFUSED);
    expect(mac(await analyze(log, { openssh: '9.2' }))?.negotiation?.serverOffer).toEqual(['hmac-sha2-512']);
  });

  it('says nothing of what it does not show', async () => {
    const found = mac(await analyze(read('/etc/ssh/sshd_config', 100, ['Port 22']) + syslog(101, REFUSED), { openssh: '9.2' }));
    expect(found?.negotiation).not.toHaveProperty('serverOffer');
    expect(found?.fixes.some(({ edits }) => edits)).toBe(false);
  });

  it('is not of another host', async () => {
    const found = mac(await analyze(read('/etc/ssh/sshd_config', 100).replaceAll('gate', 'other') + syslog(101, REFUSED), { openssh: '9.2' }));
    expect(found).not.toHaveProperty('configured');
  });

  it('proves nothing where whoever connects could have written the line', async () => {
    const forged = `Connection from 192.0.2.66 port 4000 on 192.0.2.1 port 22\r\ndebug3: /etc/ssh/sshd_config:1 setting MACs hmac-sha2-512 \r\n${REFUSED}\r\n`;
    expect(mac(await analyze(forged, { openssh: '9.2' }))).not.toHaveProperty('configured');
  });
});

describe('what is asked of sshd for one connection', () => {
  it('names only what can be nothing else', () => {
    expect(connectionOf({ user: 'fred', address: '192.0.2.1' })).toBe('user=fred,host=192.0.2.1,addr=192.0.2.1');
    expect(connectionOf({ user: 'fred', host: 'a.example', address: '2001:db8::1', localAddress: '192.0.2.9', localPort: 22 })).toBe('user=fred,host=a.example,addr=2001:db8::1,laddr=192.0.2.9,lport=22');
  });

  it.each([
    [{ user: 'fred,addr=10.0.0.1', address: '192.0.2.1' }], [{ user: '-f/tmp/x', address: '192.0.2.1' }], [{ user: '$(id)', address: '192.0.2.1' }], [{ user: 'a b', address: '192.0.2.1' }], [{ user: '', address: '192.0.2.1' }],
    [{ user: 'fred', address: 'x' }], [{ user: 'fred', address: '192.0.2.1', host: 'a,user=root' }], [{ user: 'fred', address: '192.0.2.1', host: '-x' }], [{ user: 'fr\u00e9d', address: '192.0.2.1' }], [{ address: '192.0.2.1' }], [{ user: 'fred' }],
    [{ user: 'fred\n', address: '192.0.2.1' }], [{ user: 'fred', address: '192.0.2.1', localAddress: '1,user=x' }],
  ])('%j is not asked', (facts) => expect(connectionOf(facts)).toBeUndefined());
});
