import { describe, expect, it } from 'vitest';
import { nearestKeyword, serverKeyword } from '../../src/openssh/server-keywords.js';

describe('keywords of sshd_config', () => {
  it.each([['PermitRotLogin', 'PermitRootLogin'], ['MaxAuthTrys', 'MaxAuthTries'], ['x11forwading', 'X11Forwarding']])('%s is meant as %s', (typed, meant) =>
    expect(nearestKeyword(typed)).toBe(meant));

  it.each(['Frobnicate', 'Foo', 'Prot'])('%s is near to none', (typed) => expect(nearestKeyword(typed)).toBeUndefined());

  it('know their release and former name', () => {
    expect(serverKeyword('pubkeyacceptedalgorithms')).toMatchObject({ since: '8.5', former: 'PubkeyAcceptedKeyTypes' });
    expect(serverKeyword('Include')?.since).toBe('8.2');
  });
});
