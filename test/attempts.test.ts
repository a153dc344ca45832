import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Attempt } from '../src/attempts/attempt.js';
import { outcomeOf } from '../src/attempts/outcome.js';
import { createClientSide } from '../src/pipeline/client-side.js';

/** The runs that a log holds, in the order in which they end. */
function attemptsOf(text: string): Attempt[] {
  const seen = new Set<Attempt>();
  const side = createClientSide({ timezone: 'UTC', year: 2026, onClientEvent: (_event, attempt) => attempt && seen.add(attempt) });
  const input = side.open('ssh.log');
  text.split('\n').forEach((line, index, lines) => {
    if (index < lines.length - 1 || line !== '') input.line(line, index + 1, false);
  });
  input.end(text.length);
  side.finish(undefined);
  return [...seen];
}

const fixture = (name: string): string => readFileSync(`fixtures/client/session/${name}.log`, 'latin1');
const crlf = (lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('');
const outcomes = (attempts: readonly Attempt[]) => attempts.map((attempt) => outcomeOf(attempt));

const started = ['OpenSSH_9.2p1 Debian-2, OpenSSL 3.0.22 25 Aug 2026', 'debug1: Connecting to server.example.org [192.0.2.250] port 22.', 'debug1: Connection established.',
  'debug1: Remote protocol version 2.0, remote software version OpenSSH_9.2', "debug1: Authenticating to server.example.org:22 as 'fred'"];
const asked = [...started, 'debug1: Authentications that can continue: publickey', 'debug1: Next authentication method: publickey'];
const loggedIn = [...asked, 'Authenticated to server.example.org ([192.0.2.250]:22) using "publickey".', 'debug1: Entering interactive session.'];

describe('runs in one log', () => {
  it.each([['with', ''], ['without', '\r']])('are told apart %s carriage returns', (_title, without) => {
    const log = without === '' ? fixture('several-attempts') : fixture('several-attempts').replaceAll('\r', '');
    const attempts = attemptsOf(log);
    expect(attempts.map(({ hostName, port }) => [hostName, port])).toEqual([['server.example.invalid', undefined], ['server.example.net', 2222], ['server.example.net', 22]]);
    expect(outcomes(attempts)).toEqual([undefined, undefined, 'accepted']);
  });

  it('are told apart without -v', () => {
    expect(attemptsOf(crlf([
      'ssh: Could not resolve hostname a.example.org: Name or service not known', 'ssh: connect to host b.example.org port 22: Connection refused',
      'fred@c.example.org: Permission denied (publickey).', 'fred@d.example.org: Permission denied (publickey).', 'Connection to e.example.org closed by remote host.',
      'Connection to f.example.org closed by remote host.',
    ])).map(({ hostName }) => hostName)).toEqual(['a.example.org', 'b.example.org', 'c.example.org', 'd.example.org', 'e.example.org', 'f.example.org']);
  });

  it('begin at the command lines of a transcript', () => {
    const attempts = attemptsOf('fred@client:~$ ssh a\nPermission denied (publickey).\nfred@client:~$ sftp b\nReceived message too long 1400204832\nfred@client:~$ ssh c\nLast login: today\nfred@c:~$ exit\nConnection to c closed.\n');
    expect(attempts.map(({ command }) => `${command?.program} ${command?.arguments}`)).toEqual(['ssh a', 'sftp b', 'ssh c']);
  });

  it('keep the two lines of one end together', () => {
    expect(attemptsOf(crlf(['kex_exchange_identification: Connection closed by remote host', 'Connection closed by 192.0.2.250 port 22']))).toHaveLength(1);
    expect(attemptsOf(crlf(['Read from remote host h.example.org: Connection reset by peer', 'client_loop: send disconnect: Broken pipe']))).toHaveLength(1);
    expect(attemptsOf(`${crlf(['client_loop: send disconnect: Broken pipe'])}\rConnection closed.  \nConnection closed\r\n`)).toHaveLength(1);
  });

  it('of several processes are told apart in a syslog', () => {
    const lines = (pid: number, host: string) => [`debug1: Connecting to ${host} [192.0.2.250] port 22.`, 'debug1: Connection established.',
      'debug1: Remote protocol version 2.0, remote software version OpenSSH_9.2', `debug1: Authenticating to ${host}:22 as 'fred'`, 'debug1: Authentications that can continue: publickey']
      .map((line) => `Nov 20 12:00:00 client ssh[${pid}]: ${line}`);
    const [one, two] = [lines(100, 'a.example.org'), lines(200, 'b.example.org')];
    const mixed = one.flatMap((line, index) => [line, two[index] ?? '']);
    const log = [...mixed, 'Nov 20 12:00:01 client ssh[200]: debug1: Authentication succeeded (publickey).', 'Nov 20 12:00:02 client ssh[100]: fred@a.example.org: Permission denied (publickey).'];
    const attempts = attemptsOf(`${log.join('\n')}\n`);
    expect(attempts.map(({ hostName, authenticated }) => [hostName, authenticated])).toEqual([['a.example.org', false], ['b.example.org', true]]);
  });

  it('are bounded, however many processes a syslog has', () => {
    const log = Array.from({ length: 5000 }, (_, pid) => `Nov 20 12:00:00 client ssh[${pid + 1}]: ssh: connect to host h${pid} port 22: Connection refused\n`).join('');
    expect(attemptsOf(log)).toHaveLength(5000);
  });
});

describe('a jump host', () => {
  it('that lets the connection through is a run of its own, before the one it carries', () => {
    const attempts = attemptsOf(fixture('jump-success'));
    expect(attempts.map(({ hostName, authenticated }) => [hostName, authenticated])).toEqual([['server.example.net', true], ['jump.example.net', true]]);
    expect(attempts[0]?.hops).toEqual([attempts[1]]);
    expect(attempts[0]?.events.get('client.exit-status')).toHaveLength(1);
  });

  it('that fails is the one that failed', () => {
    const attempts = attemptsOf(fixture('jump-auth-failure'));
    const hop = attempts.find(({ outer }) => outer !== undefined);
    expect(hop?.hostName).toBe('jump.example.net');
    expect(hop?.events.get('client.permission-denied')).toHaveLength(1);
    expect(attempts[0]?.events.has('client.permission-denied')).toBe(false);
  });

  it('of a jump host is found as well', () => {
    const hop = (host: string) => [`debug1: Connecting to ${host} [192.0.2.1] port 22.`, 'debug1: Connection established.', 'debug1: Remote protocol version 2.0, remote software version OpenSSH_9.2',
      `debug1: Authenticating to ${host}:22 as 'fred'`, `Authenticated to ${host} ([192.0.2.1]:22) using "publickey".`, 'debug1: Entering interactive session.'];
    const version = 'OpenSSH_9.2p1, OpenSSL 3.0.22 25 Aug 2026';
    const attempts = attemptsOf(crlf([
      version, 'debug1: Setting implicit ProxyCommand from ProxyJump: ssh -J j1 -v -W [%h]:%p j2', 'debug1: Executing proxy command: exec ssh -J j1 -v -W [t]:22 j2',
      version, 'debug1: Setting implicit ProxyCommand from ProxyJump: ssh -v -W [%h]:%p j1', 'debug1: Executing proxy command: exec ssh -v -W [j2]:22 j1',
      version, ...hop('j1'), 'debug1: Remote protocol version 2.0, remote software version OpenSSH_8.0', "debug1: Authenticating to j2:22 as 'fred'", 'Authenticated to j2 (via proxy) using "publickey".',
      'debug1: Entering interactive session.', 'debug1: Remote protocol version 2.0, remote software version OpenSSH_7.4', "debug1: Authenticating to t:22 as 'fred'",
      'debug1: Authentications that can continue: publickey', 'fred@t: Permission denied (publickey).',
    ]));
    expect(attempts.map(({ hostName, authenticated }) => [hostName, authenticated])).toEqual([['t', false], ['j2', true], ['j1', true]]);
    expect(attempts[0]?.events.has('client.permission-denied')).toBe(true);
  });
});

describe('what a session prints', () => {
  const forged = ['Permission denied (publickey).', 'ssh: connect to host other.example.org port 22: Connection refused', 'debug1: Authentications that can continue: none',
    'Connection closed by 192.0.2.9 port 22', 'kex_exchange_identification: Connection closed by remote host', 'Received disconnect from 192.0.2.9 port 22:2: Too many authentication failures',
    'Unable to negotiate with 192.0.2.9 port 22: no matching cipher found. Their offer: 3des-cbc'];

  it.each(forged)('is not taken for a line of ssh: %s', (line) => {
    const attempts = attemptsOf(`${crlf(loggedIn)}${line}\n${crlf(['debug1: Exit status 0'])}`);
    expect(attempts).toHaveLength(1);
    expect(outcomes(attempts)).toEqual(['accepted']);
    expect(attempts[0]?.unknownLines).toBe(1);
    expect([...attempts[0]?.events.keys() ?? []].filter((type) => /denied|refused|failed|closed|disconnect|reset/.test(type))).toEqual([]);
  });

  it.each(forged.slice(0, 2))('is not taken for one where the log lost its line ends: %s', (line) => {
    const attempts = attemptsOf([...loggedIn, line, 'debug1: Exit status 0', ''].join('\n'));
    expect(attempts).toHaveLength(1);
    expect([...attempts[0]?.events.keys() ?? []].filter((type) => /denied|failed/.test(type))).toEqual([]);
  });

  it.each(forged)('is not taken for one as a banner: %s', (line) => {
    const attempts = attemptsOf(`${crlf(started)}${line}\n${crlf(loggedIn.slice(started.length))}${crlf(['debug1: Exit status 0'])}`);
    expect(attempts).toHaveLength(1);
    expect(outcomes(attempts)).toEqual(['accepted']);
  });

  it('is not taken for one as a banner with line ends like those of ssh, when the login succeeds', () => {
    const attempts = attemptsOf(crlf([...asked, 'Permission denied (publickey).', ...loggedIn.slice(asked.length), 'debug1: Exit status 0']));
    expect(attempts).toHaveLength(1);
    expect(attempts[0]?.events.has('client.permission-denied')).toBe(false);
  });

  it('does not hide a failure by a forged success', () => {
    const attempts = attemptsOf(`${crlf(asked)}debug1: Authentication succeeded (publickey).\n${crlf(['fred@server.example.org: Permission denied (publickey).'])}`);
    expect(outcomes(attempts)).toEqual(['auth_failed']);
    const bold = attemptsOf(crlf([...asked, 'debug1: Authentication succeeded (publickey).', 'fred@server.example.org: Permission denied (publickey).']));
    expect(bold.some(({ events }) => events.has('client.permission-denied'))).toBe(true);
  });

  it('is dropped where the line ends show only later that ssh did not write it', () => {
    const attempts = attemptsOf(`Permission denied (publickey).\n${crlf(['Connection to server.example.org closed.'])}`);
    expect(attempts.every(({ events }) => !events.has('client.permission-denied'))).toBe(true);
  });
});
