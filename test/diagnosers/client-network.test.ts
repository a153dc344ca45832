import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.js';
import { codes, CONNECTED, findingsOf, IDENTIFIED } from '../support/client-log.js';


describe('the way to the server', () => {
  it.each([
    ['Connection refused', 'connection-refused'],
    ['Connection timed out', 'connect-timeout'],
    ['Operation timed out', 'connect-timeout'],
    ['No route to host', 'no-route-to-host'],
    ['Network is unreachable', 'network-unreachable'],
    ['Permission denied', 'network-unreachable'],
    ['Operation not permitted', 'network-unreachable'],
    ['Unknown error', 'network-unreachable'],
  ])('%s is %s', async (words, code) => {
    expect(codes(await findingsOf(`ssh: connect to host server.example.org port 22: ${words}`))).toEqual([code]);
  });

  it('says of an error that it does not know no more than that', async () => {
    const [known] = await findingsOf('ssh: connect to host server.example.org port 22: Operation not permitted');
    expect(known?.summary).toContain('does not let ssh connect');
    const [unknown] = await findingsOf('ssh: connect to host server.example.org port 22: Unknown error');
    expect(unknown).toMatchObject({ title: 'the connection cannot be made', unknowns: [expect.stringContaining('What the error means')] });
  });

  it('names the addresses that were tried', async () => {
    const [finding] = await findingsOf(
      'OpenSSH_9.2p1, OpenSSL 3.0.22 25 Aug 2026', 'debug1: Connecting to dual [2001:db8::17] port 22.', 'debug1: connect to address 2001:db8::17 port 22: Connection refused',
      'debug1: Connecting to dual [192.0.2.250] port 22.', 'debug1: connect to address 192.0.2.250 port 22: Connection refused', 'ssh: connect to host dual port 22: Connection refused',
    );
    expect(finding?.summary).toContain('2001:db8::17, 192.0.2.250');
  });

  it('is no finding where another address took the connection', async () => {
    expect(codes(await findingsOf(
      'OpenSSH_9.2p1, OpenSSL 3.0.22 25 Aug 2026', 'debug1: Connecting to dual [2001:db8::17] port 22.', 'debug1: connect to address 2001:db8::17 port 22: Network is unreachable',
      'debug1: Connecting to dual [192.0.2.250] port 22.', 'debug1: Connection established.', 'debug1: Remote protocol version 2.0, remote software version OpenSSH_9.2',
      'Authenticated to dual ([192.0.2.250]:22) using "publickey".', 'debug1: Exit status 0',
    ))).toEqual([]);
  });

  it.each(['Name or service not known', 'Temporary failure in name resolution', 'nodename nor servname provided, or not known', 'Nom ou service inconnu'])('no address: %s', async (words) => {
    expect(codes(await findingsOf(`ssh: Could not resolve hostname db1: ${words}`))).toEqual(['name-not-resolved']);
  });

  it('does not put a name that is no name into a command', async () => {
    for (const name of ['-oProxyCommand=id', '$(id)', '`id`', 'a;id']) {
      const [finding] = await findingsOf(`ssh: Could not resolve hostname ${name}: Name or service not known`);
      for (const command of finding?.fixes.flatMap(({ commands = [] }) => commands) ?? []) expect(command).not.toContain(name);
    }
  });
});

describe('a server that closes', () => {
  it('before its identification', async () => {
    expect(codes(await findingsOf(...CONNECTED, 'kex_exchange_identification: Connection closed by remote host', 'Connection closed by 192.0.2.250 port 22'))).toEqual(['closed-before-identification']);
  });

  it('during the key exchange', async () => {
    expect(codes(await findingsOf(...IDENTIFIED, 'Connection closed by 192.0.2.250 port 22'))).toEqual(['closed-during-kex']);
  });

  it('without -v nothing tells when, and that is said', async () => {
    const [finding] = await findingsOf('Connection closed by 192.0.2.250 port 22');
    expect(finding?.code).toBe('closed-during-kex');
    expect(finding?.unknowns.join(' ')).toContain('How far the connection had come');
  });

  it.each([['Not allowed at this time', 'per-source-penalty'], ['Exceeded MaxStartups', 'max-startups'], ['Welcome', 'closed-before-identification']])('in front of it: %s', async (words, code) => {
    expect(codes(await findingsOf(...CONNECTED, `debug1: kex_exchange_identification: banner line 0: ${words}`, 'kex_exchange_identification: Connection closed by remote host'))).toEqual([code]);
  });

  it('after a refusal that is a greeting only', async () => {
    expect(codes(await findingsOf(...CONNECTED, 'debug1: kex_exchange_identification: banner line 0: Not allowed at this time',
      'debug1: Remote protocol version 2.0, remote software version OpenSSH_9.9', 'debug1: SSH2_MSG_KEXINIT sent', 'Connection closed by 192.0.2.250 port 22'))).toEqual(['closed-during-kex']);
  });
});

describe('ProxyCommand', () => {
  it.each([
    '/bin/bash: line 1: /usr/bin/corkscrew: No such file or directory', 'sh: 1: exec: ncat: not found', 'zsh:1: command not found: ncat', '/bin/sh: /usr/local/bin/proxy: Permission denied',
  ])('%s', async (line) => {
    const text = `${line}\nkex_exchange_identification: Connection closed by remote host\r\nConnection closed by UNKNOWN port 65535\r\n`;
    expect(codes((await analyze(text, { file: 'ssh.log' })).findings)).toEqual(['proxy-command-failed']);
  });

  it('that ended in silence is not said to be missing', async () => {
    expect(codes(await findingsOf('debug1: Executing proxy command: exec nc server 22', 'kex_exchange_identification: Connection closed by remote host', 'Connection closed by UNKNOWN port 65535')))
      .toEqual(['closed-before-identification']);
  });
});

describe('a connection on which nothing comes any more', () => {
  const DISPATCH = 'ssh_dispatch_run_fatal: Connection to 192.0.2.250 port 22: ';
  const LOGIN = [...IDENTIFIED, 'debug1: Authentications that can continue: publickey,password', 'debug1: Next authentication method: password'];
  const SESSION = [...LOGIN, 'Authenticated to server.example.org ([192.0.2.250]:22) using "password".', 'debug1: Entering interactive session.'];

  it.each([
    ['banner-timeout', ['kex_exchange_identification: read: Operation timed out', 'banner exchange: Connection to 192.0.2.250 port 22: Operation timed out']],
    ['banner-timeout', ['ssh_exchange_identification: read: Connection timed out']],
    ['banner-timeout', ['banner exchange: Connection to 192.0.2.250 port 22: Operation timed out']],
    ['connection-reset', ['kex_exchange_identification: write: Broken pipe']],
    ['closed-during-kex', [`${DISPATCH}Operation timed out`]],
    ['closed-during-kex', [...IDENTIFIED, `${DISPATCH}Connection timed out`]],
    ['closed-during-kex', [...IDENTIFIED, 'Connection to 192.0.2.250 port 22 timed out']],
    ['connection-reset', [...IDENTIFIED, `${DISPATCH}Broken pipe`]],
    ['login-failed-unexplained', [...LOGIN, 'Connection to 192.0.2.250 port 22 timed out']],
    ['connection-reset', [...SESSION, 'Connection reset by 192.0.2.250 port 22']],
    ['connection-lost', [...SESSION, `${DISPATCH}No route to host`]],
  ])('%s: %s', async (code, lines) => {
    expect(codes(await findingsOf(...lines))).toEqual([code]);
    expect(codes((await analyze(lines.map((line) => `${line}\n`).join(''), { file: 'ssh.log' })).findings)).toEqual([code]);
  });

  it('is not said to have been closed', async () => {
    for (const lines of [[...IDENTIFIED, `${DISPATCH}Operation timed out`], [...LOGIN, `${DISPATCH}Operation timed out`]]) {
      const [finding] = await findingsOf(...lines);
      expect(`${finding?.title} ${finding?.summary}`).not.toMatch(/closed|ended/);
    }
  });
});
