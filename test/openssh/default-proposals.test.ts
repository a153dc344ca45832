import { describe, expect, test } from 'vitest';
import { type AlgorithmKind, isMarker, isSupported } from '../../src/openssh/algorithms.js';
import { DEFAULT_LISTS } from '../../src/openssh/default-proposals.data.js';
import {
  clientDefaultList, defaultList, defaultNames, isClientDefault, isDefault, type ListName, looksDefault, releasesOf,
} from '../../src/openssh/default-proposals.js';

const LIST_KINDS: Readonly<Record<ListName, AlgorithmKind>> = {
  kex: 'kex', hostkey: 'hostkey', hostkeyAccepted: 'hostkey', cipher: 'cipher', mac: 'mac', compression: 'compression',
  caSignature: 'hostkey', clientKex: 'kex', clientHostkey: 'hostkey', clientCipher: 'cipher', clientMac: 'mac',
  clientCompression: 'compression',
};
const lists = Object.keys(DEFAULT_LISTS) as ListName[];

describe.each(lists)('%s', (list) => {
  test('every default is compiled into its release', () => {
    for (const release of releasesOf(list)) {
      for (const name of defaultNames(list, release)) {
        expect(isSupported(LIST_KINDS[list], name, { min: release, max: release }), `${name} in ${release}`).toBe('yes');
      }
    }
  });

  test('has no marker, no name twice, and changes with each entry', () => {
    let before = '';
    for (const release of releasesOf(list)) {
      const names = defaultNames(list, release);
      expect(names.filter(isMarker)).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
      expect(names.join()).not.toBe(before);
      before = names.join();
    }
  });
});

test('a release without an entry has the lists of the one before', () => {
  expect(defaultList('kex', '7.1')).toBe(defaultList('kex', '6.7'));
  expect(defaultList('mac', '10.5')).toEqual(defaultList('mac', '11.2'));
  expect(defaultList('cipher', '4.9')).toBe(defaultList('cipher', '5.3'));
  expect(defaultNames('caSignature', '7.8')).toEqual([]);
});

test('turning points', () => {
  expect(isDefault('cipher', 'aes128-cbc', '6.6')).toBe(true);
  expect(isDefault('cipher', 'aes128-cbc', '6.7')).toBe(false);
  expect(isDefault('hostkey', 'ssh-rsa', '8.7')).toBe(true);
  expect(isDefault('hostkey', 'ssh-rsa', '8.8')).toBe(false);
  expect(isDefault('kex', 'diffie-hellman-group14-sha256', '9.9')).toBe(true);
  expect(isDefault('kex', 'diffie-hellman-group14-sha256', '10.0')).toBe(false);
  expect(isClientDefault('kex', 'diffie-hellman-group14-sha256', '10.0')).toBe(true);
  expect(defaultList('kex', '10.0')[0]).toBe('mlkem768x25519-sha256');
  expect(clientDefaultList('compression', '9.8')).toEqual(['none', 'zlib@openssh.com', 'zlib']);
});

describe('looksDefault', () => {
  test('ignores markers and patched-in names', () => {
    const patched = ['gss-group14-sha256-toWM5Slw5Ew8Mqkay+al2g==', ...defaultList('kex', '9.6'), 'ext-info-s'];
    expect(looksDefault('kex', patched, '9.6')).toBe(true);
    expect(looksDefault('kex', defaultList('kex', '9.6').toReversed(), '9.6')).toBe(false);
    expect(looksDefault('kex', ['sntrup761x25519-sha512', ...defaultList('kex', '9.2')], '9.2')).toBe(true);
    expect(looksDefault('kex', ['sntrup761x25519-sha512', ...defaultList('kex', '8.8')], '8.8')).toBe(false);
    expect(looksDefault('mac', ['hmac-sha2-512'], '9.6')).toBe(false);
  });

  test('host keys depend on the key files', () => {
    expect(looksDefault('hostkey', ['ssh-ed25519'], '9.6')).toBe(true);
    expect(looksDefault('hostkey', ['ssh-ed25519', 'ecdsa-sha2-nistp521', 'rsa-sha2-512', 'rsa-sha2-256'], '9.6')).toBe(true);
    expect(looksDefault('hostkey', ['rsa-sha2-512', 'rsa-sha2-256', 'rsa-sha2-512-cert-v01@openssh.com'], '9.6')).toBe(true);
    expect(looksDefault('hostkey', ['rsa-sha2-512'], '9.6')).toBe(false);
    expect(looksDefault('hostkey', ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'], '9.6')).toBe(false);
    expect(looksDefault('hostkey', ['ssh-rsa'], '6.6')).toBe(true);
    expect(looksDefault('hostkey', ['ssh-rsa', 'ecdsa-sha2-nistp256'], '5.3')).toBe(false);
    expect(looksDefault('hostkey', [], '9.6')).toBe(false);
  });
});
