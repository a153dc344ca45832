import { expect, it } from 'vitest';
import { hostility } from '../../src/diagnosers/protocol/hostile-text.js';
import { plainText } from '../../src/diagnosers/protocol/plain-text.js';
import { sourceNetwork } from '../../src/diagnosers/source-network.js';
import { analyzeLines } from '../support/analyze-text.js';

it.each([
  ['192.0.2.10', '192.0.2.0/24'],
  ['2001:db8::17', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001::1', '2001:db8:1:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  [undefined, 'unknown'],
])('the network of %s is %s', (ip, network) => {
  expect(sourceNetwork(ip)).toBe(network);
});

it.each([
  ['SSH-2.0-OpenSSH_9.2', undefined],
  ['GET http://192.0.2.1/ HTTP/1.1', undefined],
  ['\x16\x03\x01\x1b[2J', undefined],
  ['SSH-2.0-\x1b[2Jx', 'control-characters'],
  ['SSH-2.0-x\b\b\b', 'control-characters'],
  ['Accepted password for root from 10.9.9.9 port 22 ssh2', 'forged-address'],
])('%j is %s', (text, kind) => {
  expect(hostility(text)).toBe(kind);
});

it.each([
  ['Bad packet length 1195725856', 'GET '],
  ['Bad packet length 3250631155', undefined],
  [undefined, undefined],
])('%s reads %s', (text, characters) => {
  expect(plainText(text)).toBe(characters);
});

it('clients of one network that leave for several reasons: all of them are told, and the advice for each', async () => {
  const left = (pid: number, words: string) => `[${pid}] Received disconnect from 192.0.2.${pid}: ${words}`;
  const lines = [left(1, '11: Bye Bye'), left(2, '3: com.jcraft.jsch.JSchException: Algorithm negotiation fail'), left(3, '11: ')];
  const { findings } = await analyzeLines(lines);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    code: 'client-disconnect', count: 3,
    summary: '3 addresses of 192.0.2.0/24 ended the connection before a login, with codes 11: by application; 3: key exchange failed.',
    causes: ['the client found no algorithm in common with this server', 'a scanner, or a tool that only collects host keys', 'a person or program that changed its mind'],
    fixes: [{ lines: ['LogLevel DEBUG2'] }],
  });
  expect((await analyzeLines([lines[0] ?? ''])).findings[0]?.summary).toBe('192.0.2.1 ended the connection before a login, with code 11: by application.');
});

it.each([
  [['GET / HTTP/1.1', 'GET /x HTTP/1.1'], 'an HTTP request'],
  [['GET / HTTP/1.1', 'x', 'EHLO x'], 'an HTTP request or a mail server\'s greeting or something else'],
  [['x', 'GET / HTTP/1.1'], 'an HTTP request or something else'],
  [['x', 'y'], 'something'],
])('what peers of one network sent instead of an identification: %j is %s', async (banners, sent) => {
  const { findings } = await analyzeLines(banners.map((banner, i) => `[${i + 1}] Bad protocol version identification '${banner}' from 192.0.2.${i + 1} port 50022`));
  expect(findings.map(({ summary }) => summary)).toEqual([`${banners.length} addresses of 192.0.2.0/24 sent ${sent} instead of an SSH identification string. No login was tried.`]);
});
