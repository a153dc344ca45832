import { describe, expect, it } from 'vitest';
import { accepts, withNames, withoutNames } from '../../src/patch/lists.js';

const AT_9_2 = { min: '9.2', max: '9.2' };
const AT_6_6 = { min: '6.6', max: '6.6' };
const SINCE_8_1 = { min: '8.1', max: '9.7' };

describe('names for a list', () => {
  it.each([
    ['hmac-sha2-256', 'hmac-sha2-256,hmac-md5'],
    ['+hmac-sha1-96', '+hmac-sha1-96,hmac-md5'],
    ['^hmac-sha2-256', '^hmac-sha2-256,hmac-md5'],
    ['-hmac-md5,hmac-sha1', 'umac-64-etm@openssh.com,umac-128-etm@openssh.com,hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,'
      + 'hmac-sha1-etm@openssh.com,umac-64@openssh.com,umac-128@openssh.com,hmac-sha2-256,hmac-sha2-512,hmac-md5'],
  ])('go behind %s', (text, after) => {
    expect(withNames('MACs', text, ['hmac-md5'], AT_9_2)).toEqual({ text: after, ...(text.startsWith('-') && { fromDefault: true }) });
  });

  it('leave a list of what is taken away, where that is enough', () => {
    expect(withNames('MACs', '-hmac-sha1,hmac-sha2-512', ['hmac-sha1'], AT_9_2)).toEqual({ text: '-hmac-sha2-512' });
    expect(withNames('MACs', '-hmac-sha1', ['hmac-sha1'], AT_9_2)).toEqual({ text: '+hmac-sha1' });
    expect(withNames('MACs', '-hmac-sha1,*sha1*', ['hmac-sha1'], AT_9_2)).toMatchObject({ text: expect.stringMatching(/^umac-64-etm.*,hmac-sha1$/) });
  });

  it('come on top of the default where no line is there', () => {
    expect(withNames('MACs', undefined, ['hmac-md5'], AT_9_2)).toEqual({ text: '+hmac-md5' });
    expect(withNames('MACs', undefined, ['hmac-md5'], AT_9_2, ['hmac-sha2-256'])).toEqual({ text: '+hmac-md5' });
  });

  it('stand behind the list of the log where the release takes no sign', () => {
    expect(withNames('MACs', undefined, ['hmac-sha1'], AT_6_6, ['hmac-sha2-512'])).toEqual({ text: 'hmac-sha2-512,hmac-sha1' });
    expect(withNames('MACs', undefined, ['hmac-sha1'], AT_6_6, ['evil\nPermitRootLogin yes'])).toHaveProperty('refused');
  });

  it('have the default of an old release written out, and of one that is not certain not', () => {
    expect(withNames('Ciphers', undefined, ['blowfish-cbc'], { min: '6.7', max: '6.7' })).toEqual({
      text: 'aes128-ctr,aes192-ctr,aes256-ctr,aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305@openssh.com,blowfish-cbc',
      fromDefault: true,
    });
    expect(withNames('Ciphers', undefined, ['blowfish-cbc'], {})).toHaveProperty('refused');
    expect(withNames('MACs', '-hmac-sha2*', ['hmac-md5'], SINCE_8_1)).toHaveProperty('refused');
  });
});

describe('patterns taken from a list', () => {
  it.each([
    [undefined, '-a-*'],
    ['-x', '-x,a-*'],
    ['a-1,b,a-2', 'b'],
  ])('%s', (text, after) => {
    expect(withoutNames(text, ['a-*'], AT_9_2)).toEqual({ text: after });
  });

  it('never leave an empty list, and never one that the release does not take', () => {
    expect(withoutNames('a-1,a-2', ['a-*'], AT_9_2)).toHaveProperty('refused');
    expect(withoutNames('+a-1', ['a-*'], AT_9_2)).toHaveProperty('refused');
    expect(withoutNames(undefined, ['a-*'], AT_6_6)).toHaveProperty('refused');
  });
});

describe('whether a list accepts a name', () => {
  it.each([
    ['MACs', undefined, 'hmac-sha1', AT_9_2, 'yes'],
    ['MACs', undefined, 'hmac-md5', AT_9_2, 'no'],
    ['MACs', '-hmac-sha1', 'hmac-sha1', AT_9_2, 'no'],
    ['MACs', '+hmac-md5', 'hmac-md5', {}, 'yes'],
    ['MACs', '^hmac-md5', 'hmac-sha1', AT_9_2, 'yes'],
    ['MACs', 'hmac-sha2-256', 'hmac-sha1', {}, 'no'],
    ['HostKeyAlgorithms', 'rsa-sha2-*', 'rsa-sha2-512', {}, 'yes'],
    ['HostKeyAlgorithms', undefined, 'ssh-rsa', { min: '8.7', max: '8.8' }, 'unknown'],
    ['MACs', undefined, 'hmac-sha1', {}, 'yes'],
  ] as const)('%s %s: %s', (keyword, text, name, range, verdict) => {
    expect(accepts(keyword, text, name, range)).toBe(verdict);
  });
});
