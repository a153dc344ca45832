import { describe, expect, it } from 'vitest';
import { clientKeyword, clientVendorKeyword, nearestClientKeyword, spellingFor, spellingSince } from '../../src/openssh/client-keywords.js';
import { CLIENT_KEYWORDS } from '../../src/openssh/client-keywords.data.js';

describe('keywords of ssh_config', () => {
  it('are found in any case and by any spelling', () => {
    expect(clientKeyword('proxyjump')?.name).toBe('ProxyJump');
    expect(clientKeyword('PubkeyAcceptedKeyTypes')?.name).toBe('PubkeyAcceptedAlgorithms');
    expect(clientKeyword('PermitRootLogin')).toBeUndefined();
    expect(clientVendorKeyword('usekeychain')).toBe('UseKeychain');
  });

  it('know since when they are', () => {
    const accepted = clientKeyword('PubkeyAcceptedAlgorithms');
    expect(accepted && spellingSince(accepted, 'pubkeyacceptedalgorithms')).toBe('8.5');
    expect(accepted && spellingFor(accepted, 'PubkeyAcceptedAlgorithms', '8.4')).toBe('PubkeyAcceptedKeyTypes');
    expect(accepted && spellingFor(accepted, 'PubkeyAcceptedAlgorithms', '6.6')).toBeUndefined();
    const jump = clientKeyword('ProxyJump');
    expect(jump && spellingSince(jump, 'ProxyJump')).toBe('7.3');
  });

  it.each([
    ['UseKeychian', 'UseKeychain'], ['IdentitiyFile', 'IdentityFile'], ['StrictHostKey', 'StrictHostKeyChecking'], ['Forward', undefined], ['Usre', undefined], ['x'.repeat(100), undefined],
  ])('%s was meant for %s', (typed, meant) => {
    expect(nearestClientKeyword(typed)).toBe(meant);
  });

  it('stand in the table once, in order', () => {
    const names = CLIENT_KEYWORDS.map(({ name }) => name.toLowerCase());
    expect(names).toEqual([...new Set(names)].sort());
  });
});
