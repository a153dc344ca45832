import { describe, expect, test } from 'vitest';
import {
  type AlgorithmKind, ALGORITHMS, byStrength, findAlgorithm, isAead, isMarker, isSupported, strengthOf,
} from '../../src/openssh/algorithms.js';
import { DEFAULT_LISTS } from '../../src/openssh/default-proposals.data.js';
import { isDefault } from '../../src/openssh/default-proposals.js';
import { compareReleases } from '../../src/openssh/version.js';

const kinds = Object.keys(ALGORITHMS) as AlgorithmKind[];

describe.each(kinds)('%s table', (kind) => {
  const table = ALGORITHMS[kind];

  test('names are unique and are no markers', () => {
    expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
    expect(table.filter(({ name }) => isMarker(name))).toEqual([]);
  });

  test('releases are in order', () => {
    for (const { since, defaultSince, notDefaultServerSince, removedIn, buildOptionSince } of table) {
      const order = [since, defaultSince, notDefaultServerSince, removedIn].filter((release) => release !== undefined);
      expect(order).toEqual(order.toSorted(compareReleases));
      if (since === undefined) expect([...order, buildOptionSince]).toEqual([undefined]);
    }
  });

  test('only patterns end in *, and something is said against what is weak or broken', () => {
    for (const { name, pattern, strength, why } of table) {
      expect(name.endsWith('*')).toBe(pattern === true);
      if (strength === 'weak' || strength === 'broken') expect(why, name).toBeTruthy();
    }
  });

  test('defaultSince and notDefaultServerSince agree with the default lists', () => {
    const list = kind === 'hostkey' ? 'hostkeyAccepted' : kind;
    for (const { name, defaultSince, notDefaultServerSince } of table) {
      for (const release of Object.keys(DEFAULT_LISTS[list])) {
        const expected = defaultSince !== undefined && compareReleases(release, defaultSince) >= 0
          && (notDefaultServerSince === undefined || compareReleases(release, notDefaultServerSince) < 0);
        expect(isDefault(kind, name, release), `${name} in ${release}`).toBe(expected);
      }
    }
  });
});

test('names with a varying suffix are found', () => {
  const name = 'gss-group14-sha256-toWM5Slw5Ew8Mqkay+al2g==';
  expect(findAlgorithm('kex', name)?.name).toBe('gss-group14-sha256-*');
  expect(findAlgorithm('kex', 'gss-unheard-of')).toBeUndefined();
  expect(isSupported('kex', name, { min: '9.2', max: '9.2' })).toBe('unknown');
});

test('one name can stand in two kinds of lists', () => {
  expect(strengthOf('cipher', 'none')).toBe('broken');
  expect(strengthOf('compression', 'none')).toBe('ok');
  expect(strengthOf('mac', 'aes128-ctr')).toBeUndefined();
});

test.each<[AlgorithmKind, string, string | undefined, string | undefined, string]>([
  ['mac', 'hmac-sha2-256', '5.9', '5.9', 'yes'],
  ['mac', 'hmac-sha2-256', undefined, '5.8', 'no'],
  ['mac', 'hmac-sha2-256', '5.3', '6.7', 'unknown'],
  ['mac', 'hmac-sha1', undefined, undefined, 'yes'],
  ['cipher', 'arcfour', '7.6', undefined, 'no'],
  ['cipher', 'arcfour', undefined, '7.5', 'yes'],
  ['cipher', 'arcfour', '7.2', undefined, 'unknown'],
  ['cipher', 'none', '7.2', undefined, 'no'],
  ['cipher', 'rijndael128-cbc', undefined, undefined, 'no'],
  ['cipher', 'twofish256-cbc', undefined, undefined, 'no'],
  ['cipher', 'never-heard-of', '7.2', '7.2', 'unknown'],
  ['hostkey', 'ssh-dss', '9.7', '9.7', 'yes'],
  ['hostkey', 'ssh-dss', '9.8', '9.9', 'unknown'],
  ['hostkey', 'ssh-dss', '10.0', undefined, 'no'],
  ['kex', 'mlkem768x25519-sha256', '10.0', undefined, 'yes'],
])('isSupported %s %s in %s to %s: %s', (kind, name, min, max, answer) => {
  expect(isSupported(kind, name, { ...(min && { min }), ...(max && { max }) })).toBe(answer);
});

test('byStrength is stable and puts unknown names before broken ones', () => {
  expect(byStrength('cipher', ['arcfour', 'nobody', 'aes256-cbc', 'aes256-ctr', 'aes128-ctr', 'aes256-gcm@openssh.com']))
    .toEqual(['aes256-gcm@openssh.com', 'aes256-ctr', 'aes128-ctr', 'aes256-cbc', 'nobody', 'arcfour']);
});

test('byStrength takes a fixed group before one that the client chooses, which a server may find too small', () =>
  expect(byStrength('kex', ['diffie-hellman-group1-sha1', 'diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group-exchange-sha256']))
    .toEqual(['diffie-hellman-group-exchange-sha256', 'diffie-hellman-group14-sha1', 'diffie-hellman-group-exchange-sha1', 'diffie-hellman-group1-sha1']));

test('isAead', () => {
  expect(['chacha20-poly1305@openssh.com', 'aes128-gcm@openssh.com', 'AEAD_AES_256_GCM'].every(isAead)).toBe(true);
  expect(['aes128-ctr', 'xaes128-gcm@openssh.com', 'chacha20'].some(isAead)).toBe(false);
});

test('isMarker', () => {
  expect(['ext-info-c', 'ext-info-s', 'kexguess2@matt.ucc.asn.au'].every(isMarker)).toBe(true);
  expect(['kex-strict-c-v00@openssh.com', 'kex-strict-s-v00@openssh.com'].every(isMarker)).toBe(true);
  expect(isMarker('curve25519-sha256')).toBe(false);
});
