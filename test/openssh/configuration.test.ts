import { expect, test } from 'vitest';
import {
  acceptsModifier, compressionLine, configurationLine, directiveFor, directiveKnown,
} from '../../src/openssh/configuration.js';
import {
  hostKeyCommand, hostKeyFile, hostKeyTypeOf, isCertificate, withoutCertificate,
} from '../../src/openssh/host-keys.js';

const only = (release: string) => ({ min: release, max: release });

test('keywords', () => {
  expect(directiveFor('mac')).toBe('MACs');
  expect(directiveKnown('kex', only('5.3'))).toBe('no');
  expect(directiveKnown('kex', { min: '5.3', max: '6.7' })).toBe('unknown');
  expect(directiveKnown('hostkey', only('6.9'))).toBe('no');
  expect(directiveKnown('hostkey', only('6.9'), 'client')).toBe('yes');
  expect(directiveKnown('cipher', {})).toBe('yes');
  expect(acceptsModifier('+', only('7.0'))).toBe(true);
  expect(acceptsModifier('-', only('7.4'))).toBe(false);
  expect(acceptsModifier('^', { min: '8.0' })).toBe(false);
  expect(configurationLine('cipher', ['aes128-ctr', 'aes256-ctr'], { add: false })).toBe('Ciphers aes128-ctr,aes256-ctr');
});


test('a line to paste holds no words of a client that are no name of an algorithm', () => {
  const names = ['aes256-ctr', ';reboot', 'x y', '203.0.113.66', '"', '#', '', 'gss-gex-sha1-toWM5Slw5Ew8Mqkay+al2g==', 'aes256-gcm@openssh.com'];
  expect(configurationLine('cipher', names, { add: false })).toBe('Ciphers aes256-ctr,gss-gex-sha1-toWM5Slw5Ew8Mqkay+al2g==,aes256-gcm@openssh.com');
});

test('compressionLine', () => {
  expect(compressionLine('zlib@openssh.com', only('5.3'))).toBe('Compression delayed');
  expect(compressionLine('zlib@openssh.com', only('9.8'))).toBe('Compression yes');
  expect(compressionLine('zlib', only('7.3'))).toBe('Compression yes');
  expect(compressionLine('zlib', only('7.4'))).toBeUndefined();
  expect(compressionLine('lzo@example.com', only('7.4'))).toBeUndefined();
});

test.each([
  ['ssh-rsa', { type: 'rsa' }],
  ['rsa-sha2-512-cert-v01@openssh.com', { type: 'rsa' }],
  ['ecdsa-sha2-nistp384', { type: 'ecdsa', bits: 384 }],
  ['sk-ssh-ed25519-cert-v01@openssh.com', { type: 'ed25519-sk' }],
  ['ssh-dss-cert-v00@openssh.com', { type: 'dsa' }],
  ['ssh-mldsa44-ed25519-cert-v01@openssh.com', { type: 'mldsa44_ed25519' }],
  ['ssh-ed448', undefined],
  ['toString', undefined],
  ['constructor-cert-v01@openssh.com', undefined],
])('key of %s', (algorithm, key) => expect(hostKeyTypeOf(algorithm)).toEqual(key));

test('host key files and certificates', () => {
  expect(isCertificate('ssh-rsa-cert-v01@openssh.com')).toBe(true);
  expect(isCertificate('ssh-rsa')).toBe(false);
  expect(withoutCertificate('sk-ecdsa-sha2-nistp256-cert-v01@openssh.com')).toBe('sk-ecdsa-sha2-nistp256@openssh.com');
  expect(withoutCertificate('ssh-ed25519')).toBe('ssh-ed25519');
  expect(hostKeyFile({ type: 'ed25519' })).toBe('/etc/ssh/ssh_host_ed25519_key');
  expect(hostKeyCommand({ type: 'ecdsa', bits: 256 })).toBe("ssh-keygen -q -t ecdsa -b 256 -N '' -f /etc/ssh/ssh_host_ecdsa_key");
});
