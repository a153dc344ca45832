import { describe, expect, it } from 'vitest';
import { parseLine } from '../../src/index.js';

const said = (text: string) => parseLine(`Nov 20 12:00:00 server sshd[4242]: ${text}`);

describe('an address that was masked before the log was shown', () => {
  it.each([
    'x.x.x.x', 'xxx.xxx.xxx.xxx', 'XX.XX.XX.XX', '192.0.x.x', 'xxx.xxx.100.114', '192.0.*.*', '***.***.***.***', 'a.b.c.d',
    'aaa.bbb.ccc.ddd', 'xxxxx', '*****', '2001:db8:xxxx::x', '<ip>', '[redacted]', '<my-server>', 'REMOVED', 'MY_IP_HOME',
    'my-ip', 'ip_address', 'redacted',
  ])('%s', (address) => {
    expect(said(`Failed password for fred from ${address} port 50022 ssh2`)).toMatchObject({ type: 'auth.failed', user: 'fred' });
    expect(said(`Accepted publickey for fred from ${address} port 50022 ssh2`)).toMatchObject({ type: 'auth.accepted', user: 'fred' });
    expect(said(`Connection from ${address} port 50022 on ${address} port 22`)).toMatchObject({ type: 'connection.opened' });
    expect(said(`Failed password for fred from ${address} port 50022 ssh2`)).not.toHaveProperty('ip');
  });

  it.each(['client.example.net', 'mail.example.co.uk', 'server', 'web-1'])('is not %s, the name of a host', (name) => {
    expect(said(`Failed password for fred from ${name} port 50022 ssh2`)?.type).toBe('unknown');
  });

  it('gives way to the real one behind a name that looks like one', () => {
    expect(said('Failed none for invalid user a from x.x.x.x port 1 ssh2 from 192.0.2.7 port 50022 ssh2'))
      .toMatchObject({ user: 'a from x.x.x.x port 1 ssh2', ip: '192.0.2.7', port: 50022 });
  });
});
