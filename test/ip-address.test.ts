import net from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isIP, isIPv4, isIPv6, numberOfIPv4 } from '../src/ip-address.js';

const pieces = fc.constantFrom('0', '1', '00', '01', '7', '25', '255', '256', 'ffff', 'Ab', '12345', 'g', '::', ':', ':', '.', '192.0.2.1', '%eth0', '%', ' ', '\n', '٣');
const groups = fc.array(fc.constantFrom('0', 'fe80', 'FFFF', '1', ''), { minLength: 1, maxLength: 10 });

const isAsNodeSays = (text: string) => {
  expect([text, isIP(text), isIPv4(text), isIPv6(text)]).toEqual([text, net.isIP(text), net.isIPv4(text), net.isIPv6(text)]);
};

test('what is an address, Node says as well', () => {
  const options = { numRuns: 3000 };
  fc.assert(fc.property(fc.ipV4(), isAsNodeSays), options);
  fc.assert(fc.property(fc.ipV6(), isAsNodeSays), options);
  fc.assert(fc.property(fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')), isAsNodeSays), options);
  fc.assert(fc.property(groups.map((parts) => parts.join(':')), isAsNodeSays), options);
  fc.assert(fc.property(groups, fc.ipV4(), (parts, last) => isAsNodeSays([...parts, last].join(':'))), options);
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 3, maxLength: 5 }), (parts) => isAsNodeSays(parts.join('.'))), options);
});

test.each(['', ':', '::', '::1', '1::', '1::2::3', ':::', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8', '1:2:3:4::5:6:7:8', ':1:2:3:4:5:6:7:8',
  '1:2:3:4:5:6:7:8:', '1:2:3:4:5:6:192.0.2.1', '1:2:3:4:5:6:7:192.0.2.1', '::ffff:192.0.2.1', '::192.0.2.1:1', '::ffff:0192.0.2.1', '192.0.2.1::', '1::2:',
  'fe80::1%eth0', 'fe80::1%', 'fe80::1%a%b', '::%1', '010.0.0.1', '1.2.3', '1.2.3.4.5', '1.2.3.4 ', '127.0.0.1\n', '::1\n', 'UNKNOWN', 'a.b.c.d'])('%j', isAsNodeSays);

test('an IPv4 address is a number, and no two are the same one', () => {
  expect([numberOfIPv4('0.0.0.0'), numberOfIPv4('192.0.2.10'), numberOfIPv4('255.255.255.255')]).toEqual([0, 0xc000_020a, 2 ** 32 - 1]);
  expect([numberOfIPv4('::1'), numberOfIPv4('UNKNOWN')]).toEqual([undefined, undefined]);
});
