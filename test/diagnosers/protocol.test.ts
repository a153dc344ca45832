import { expect, it } from 'vitest';
import { hostility } from '../../src/diagnosers/protocol/hostile-text.js';
import { plainText } from '../../src/diagnosers/protocol/plain-text.js';
import { sourceNetwork } from '../../src/diagnosers/source-network.js';

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
