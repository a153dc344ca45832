import { describe, expect, test } from 'vitest';
import {
  allBefore, allFrom, compareReleases, describeRange, exactRelease, intersect, parseRelease, type ReleaseRange,
} from '../../src/openssh/version.js';

describe('parseRelease', () => {
  test.each([
    ['9.8', '9.8'],
    ['7.2p2', '7.2'],
    ['10.0p2', '10.0'],
    ['6.6.1p1', '6.6'],
    ['OpenSSH_6.6.1p1 Ubuntu-2ubuntu2', '6.6'],
    ['SSH-2.0-OpenSSH_5.3', '5.3'],
    ['SSH-1.99-OpenSSH_3.9p1', '3.9'],
    ['OpenSSH_for_Windows_8.1', '8.1'],
    ['OpenSSH_9.6 FreeBSD-20240701', '9.6'],
    ['OpenSSH_7.4p1-RHEL7-7.4p1-16', '7.4'],
    ['OpenSSH_9.2p1, OpenSSL 3.0.17 1 Jul 2025', '9.2'],
  ])('%s is %s', (text, release) => expect(parseRelease(text)).toBe(release));

  test.each(['', '9', '1.82 sshlib: WinSSHD', 'dropbear_2022.83', 'SSH-2.0-dropbear', 'OpenSSH_', 'OpenSSH_9', 'x OpenSSH_9.8',
    'OpenSSH_9.8.7.6.5', 'OpenSSH_999.1', 'libssh2_1.11.0'])('%s is none', (text) => expect(parseRelease(text)).toBeUndefined());
});

test('releases compare as numbers', () => {
  expect(['10.0', '9.9', '5.3', '10.5', '9.10'].toSorted(compareReleases)).toEqual(['5.3', '9.9', '9.10', '10.0', '10.5']);
  expect(compareReleases('7.2', '7.2')).toBe(0);
});

test('intersect', () => {
  expect(intersect({ min: '7.2' }, { max: '9.7' })).toEqual({ min: '7.2', max: '9.7' });
  expect(intersect({ min: '7.2', max: '10.0' }, { min: '9.9' })).toEqual({ min: '9.9', max: '10.0' });
  expect(intersect({}, {})).toEqual({});
  expect(intersect({ max: '6.7' }, { min: '6.7' })).toEqual({ min: '6.7', max: '6.7' });
  expect(intersect({ max: '6.7' }, { min: '6.8' })).toBeUndefined();
});

test('an open side proves nothing', () => {
  expect(allBefore({ min: '5.3' }, '9.0')).toBe(false);
  expect(allBefore({ max: '6.6' }, '6.7')).toBe(true);
  expect(allBefore({ max: '6.7' }, '6.7')).toBe(false);
  expect(allFrom({ max: '10.5' }, '5.3')).toBe(false);
  expect(allFrom({ min: '10.0' }, '9.9')).toBe(true);
  expect(exactRelease({ min: '9.8', max: '9.8' })).toBe('9.8');
  expect(exactRelease({ min: '9.8' })).toBeUndefined();
});

test.each<[ReleaseRange, string]>([
  [{ min: '5.3', max: '5.3' }, '5.3'],
  [{ min: '7.2', max: '9.7' }, '7.2 to 9.7'],
  [{ min: '9.8' }, '9.8 or later'],
  [{ min: '9.8', max: '10.5' }, '9.8 or later'],
  [{ max: '6.7' }, '6.7 or earlier'],
  [{ min: '5.3', max: '6.7' }, '6.7 or earlier'],
  [{ min: '5.3' }, '5.3 or later'],
  [{}, 'unknown'],
])('describeRange %j', (range, text) => expect(describeRange(range)).toBe(text));
