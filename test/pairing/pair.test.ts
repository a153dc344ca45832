import { describe, expect, it } from 'vitest';
import { describeDifference } from '../../src/pairing/difference.js';
import { saySkew } from '../../src/pairing/saying.js';
import { pairsOf } from '../support/two-logs.js';

const KEY = 'SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM';

/** A run with -v that fails to log in. */
function run(user: string, { key = KEY, software = 'OpenSSH_9.2p1', ip = '192.0.2.250', time = '' } = {}): string[] {
  return [
    `${software}, OpenSSL 3.0.22 25 Aug 2026`, `debug1: Connecting to server.example.net [${ip}] port 22.`, 'debug1: Connection established.',
    `debug1: Local version string SSH-2.0-${software}`, 'debug1: Remote protocol version 2.0, remote software version OpenSSH_9.2p1',
    `debug1: Authenticating to server.example.net:22 as '${user}'`, 'debug1: Authentications that can continue: publickey',
    'debug1: Next authentication method: publickey', `debug1: Offering public key: /home/jdoe/.ssh/id_ed25519 ED25519 ${key}`,
    'debug1: Authentications that can continue: publickey', 'debug1: No more authentication methods to try.', `${user}@server.example.net: Permission denied (publickey).`,
  ].map((line) => (time === '' ? line : `${time} ${line}`));
}

/** The connection of a server's log at VERBOSE; `client` at DEBUG1. */
function failed(pid: number, user: string, { key = KEY, client = '', local = '192.0.2.250 port 22', time = '12:00:00', port = 40000 + pid } = {}): string[] {
  const at = `[${pid} ${time}]`;
  return [
    `${at} Connection from 192.0.2.10 port ${port} on ${local} rdomain ""`,
    ...(client === '' ? [] : [`${at} debug1: Remote protocol version 2.0, remote software version ${client}`]),
    `${at} Failed publickey for ${user} from 192.0.2.10 port ${port} ssh2: ED25519 ${key}`,
    `${at} Connection closed by authenticating user ${user} 192.0.2.10 port ${port} [preauth]`,
  ];
}

const told = ({ pairs }: ReturnType<typeof pairsOf>) => pairs.map(({ attempt, connection }) => [attempt.firstLine, connection.pid]);

describe('an attempt and a connection are one', () => {
  it('by user and key, among those of others', () => {
    const other = 'SHA256:oGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM';
    const found = pairsOf(run('bob'), [...failed(1, 'alice'), ...failed(2, 'bob', { key: other }), ...failed(3, 'bob'), '[4] Connection from 192.0.2.99 port 4 on 192.0.2.250 port 22', '[4] Connection closed by 192.0.2.99 port 4 [preauth]']);
    expect(told(found)).toEqual([[1, 3]]);
    expect(found.pairs[0]).toMatchObject({ byExclusion: false, differences: [], skew: undefined });
  });

  it('by the order of several that are alike', () => {
    expect(told(pairsOf([...run('bob'), ...run('bob')], [...failed(1, 'bob'), ...failed(2, 'bob')]))).toEqual([[1, 1], [13, 2]]);
  });

  it('but not where several fit as well and ended differently', () => {
    const locked = ['[2] Connection from 192.0.2.10 port 40002 on 192.0.2.250 port 22', '[2] User bob not allowed because account is locked', `[2] Failed publickey for invalid user bob from 192.0.2.10 port 40002 ssh2: ED25519 ${KEY}`, '[2] Connection closed by invalid user bob 192.0.2.10 port 40002 [preauth]'];
    expect(told(pairsOf(run('bob'), [...failed(1, 'bob'), ...locked]))).toEqual([]);
  });

  it('never where the one was let in and the other was not, or as another user', () => {
    const accepted = ['[2] Connection from 192.0.2.10 port 40002 on 192.0.2.250 port 22', `[2] Accepted publickey for bob from 192.0.2.10 port 40002 ssh2: ED25519 ${KEY}`];
    expect(told(pairsOf(run('bob'), accepted))).toEqual([]);
    expect(told(pairsOf(run('bob'), failed(1, 'alice')))).toEqual([]);
  });

  it('never where it did not come to a connection', () => {
    expect(told(pairsOf(['ssh: connect to host server.example.net port 22: Connection refused'], failed(1, 'bob')))).toEqual([]);
  });

  it('by exclusion where little is known, and then says so', () => {
    const { pairs } = pairsOf(['Permission denied (publickey).'], ['[1] Connection closed by 192.0.2.10 port 40001 [preauth]']);
    expect(pairs).toMatchObject([{ byExclusion: true }]);
    expect(pairsOf(['Permission denied (publickey).'], ['[1] Connection closed by 192.0.2.10 port 40001 [preauth]', '[2] Connection closed by 192.0.2.11 port 40001 [preauth]']).pairs).toEqual([]);
  });
});

describe('what differs between the two', () => {
  it('is another place: a relay', () => {
    const { pairs } = pairsOf(run('bob'), failed(1, 'bob', { local: '10.0.0.5 port 2022' }));
    expect(pairs[0]?.differences).toEqual([{ what: 'place', client: '192.0.2.250 port 22', server: '10.0.0.5 port 2022' }]);
    expect(describeDifference(pairs[0]?.differences[0] as never)).toContain('port forwarding, a relay, a load balancer');
  });

  it('is the software: not the same, unless the keys and times prove it', () => {
    expect(told(pairsOf(run('bob'), failed(1, 'bob', { key: 'SHA256:oGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM', client: 'PuTTY_Release_0.78' })))).toEqual([]);
    const { pairs } = pairsOf(run('bob'), failed(1, 'bob', { client: 'Inspector_1.0' }));
    expect(pairs[0]?.differences).toMatchObject([{ what: 'client-software', server: 'Inspector_1.0' }]);
  });

  it('is the clock', () => {
    const { pairs } = pairsOf(run('bob', { time: 'Nov 20 11:58:30 laptop ssh[77]:' }), failed(1, 'bob', { time: '12:00:00' }));
    expect(pairs[0]?.skew).toBe(90_000);
    expect(saySkew(90_000)).toEqual(["By these two logs the server's clock is 90 seconds ahead of the client's."]);
    expect(saySkew(-7_200_000)[0]).toContain('two time zones');
  });
});

it('stays fast with as many as are kept', () => {
  const client = Array.from({ length: 200 }, () => run('bob')).flat();
  const server = Array.from({ length: 2000 }, (_, i) => failed(i + 1, 'bob')).flat();
  const begin = performance.now();
  pairsOf(client, server);
  expect(performance.now() - begin).toBeLessThan(20_000);
});
