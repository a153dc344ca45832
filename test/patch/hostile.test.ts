import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.js';
import { findingOf, MAIN, needs, patch } from '../support/patching.js';

const AT = { release: '9.2', asked: 'all', allowWeak: true } as const;
const files = { [MAIN]: 'AllowUsers root\nMACs hmac-sha2-512\nPerSourcePenaltyExemptList 192.0.2.1\n' };

/** What a client can write into the log, wherever a fix might repeat it. */
const WORDS = ['x\nPermitRootLogin yes', 'a b', 'a,b', '*', 'root\r', '"', '#', 'a\u2028b', '!fred', 'fred@*', '-oProxyCommand=x', '../../etc', 'NAME', '-x', '$(id)', '\u202efred'];

describe('words of a client', () => {
  it('are no algorithms where they are only markers', () => {
    expect(patch({ findings: [needs('KexAlgorithms', 'ext-info-c'), needs('KexAlgorithms', 'kex-strict-c-v00@openssh.com')], files, ...AT }).edits).toEqual([]);
  });

  it.each(WORDS)('%j is no name of an algorithm', (word) => {
    expect(patch({ findings: [needs('MACs', word)], files, ...AT }).edits).toEqual([]);
    expect(patch({ findings: [findingOf('cert-ca-algorithm-not-allowed', [{ strength: 'ok', lines: [`CASignatureAlgorithms +${word}`] }])], files, ...AT }).edits).toEqual([]);
  });

  it.each(WORDS)('%j is no user', (word) => {
    const users = [{ name: word.replace('NAME', 'of course'), count: 1 }];
    for (const lines of [[`AllowUsers ${word}`], [`Match User ${word}`, '    PubkeyAcceptedAlgorithms +ssh-rsa'], ['Match User USER', '    PubkeyAcceptedAlgorithms +ssh-rsa']]) {
      expect(patch({ findings: [findingOf('user-not-in-allowusers', [{ lines }], { users })], files, ...AT }).edits).toEqual([]);
    }
  });

  it.each(WORDS)('%j is no target, network or value', (word) => {
    const line = /[\s"#\\$]|\P{ASCII}|NAME/u.test(word);
    const findings = [findingOf('forwarding-refused', [{ lines: ['Match User alice', `    PermitOpen ${word}:80`] }])];
    if (line) expect(patch({ findings, files, ...AT }).edits).toEqual([]);
  });

  it('of a log stay in the log', async () => {
    const text = [
      'Nov 20 12:00:00 server sshd[5176]: Connection from 192.0.2.30 port 36461',
      'Nov 20 12:00:00 server sshd[5176]: fatal: no matching mac found: client hmac-sha1,evil\\nPermitRootLogin,*,-x,hmac-md5 server hmac-sha2-512',
      'Nov 20 12:00:00 server sshd[5177]: User eve,root from 192.0.2.30 not allowed because not listed in AllowUsers',
    ].join('\n');
    const { findings } = await analyze(text, { openssh: '9.2', latest: Date.UTC(2026, 10, 21) });
    const { files: after } = patch({ findings, files, ...AT });
    expect(after[MAIN]).toBe(files[MAIN].replace('hmac-sha2-512', 'hmac-sha2-512,hmac-sha1'));
  });
});
