import { describe, expect, it } from 'vitest';
import { registry } from '../../src/messages/registry.js';
import { MEANINGS } from '../../src/report/meanings.data.js';
import { meaningOf } from '../../src/report/meanings.js';

describe('what an event means', () => {
  it('is known for every type that the registry emits', () => {
    const types = new Set(registry.patterns.map(({ emits }) => emits as string));
    expect([...types].filter((type) => !(type in MEANINGS))).toEqual([]);
    expect(Object.keys(MEANINGS).filter((type) => type !== 'unknown' && type !== 'connection.cleaned-up' && !types.has(type))).toEqual([]);
  });

  it('names no field that the samples of its wordings do not have', () => {
    const wrong = registry.patterns.flatMap(({ id, emits, samples }) =>
      samples.map(({ fields }) => meaningOf(emits, fields)).filter((phrase) => phrase.includes('"?"')).map((phrase) => `${id}: ${phrase}`));
    expect(wrong).toEqual([]);
  });

  it('depends on the fields', () => {
    expect(meaningOf('auth.failed', { method: 'none', user: 'fred' })).toContain('no failed password');
    expect(meaningOf('auth.failed', { method: 'password', user: 'fred', validUser: false })).toBe('password failed: there is no user fred');
    expect(meaningOf('access.denied', { reason: 'deny-groups', user: 'fred' })).toBe('a group of fred stands in DenyGroups');
    expect(meaningOf('auth.accepted', { method: 'publickey', user: 'fred', key: { type: 'RSA', fingerprint: 'SHA256:abc' } }))
      .toBe('fred logs in by publickey with the key SHA256:abc');
    expect(meaningOf('auth.accepted', { method: 'password', user: 'fred' })).toBe('fred logs in by password');
  });

  it('shows what a client wrote quoted, escaped and short, and takes no placeholder from it', () => {
    const hostile = meaningOf('auth.failed', { method: 'password', user: 'a [{ip}] b\u001b[2J', validUser: true, ip: '192.0.2.1' });
    expect(hostile).toBe('password failed for "a [{ip}] b\\x1b[2J"');
    expect(meaningOf('disconnect.received', { code: 11, reason: 'x'.repeat(500) }).length).toBeLessThan(150);
    expect(meaningOf('constructor', {})).toBe('constructor');
  });
});
