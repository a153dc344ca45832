import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../src/attempts/attempt.js';
import { compareHalves, namesFor, showOptions, withOtherCipher } from '../../src/diagnosers/client/ask-ssh.js';
import { targetFirst } from '../../src/diagnosers/client/target.js';
import { type Addition, withAdditions } from '../../src/diagnosers/revision.js';
import type { Finding, Fix } from '../../src/finding.js';
import { analyze } from '../../src/index.js';

describe('commands that the release of the client knows', () => {
  it('ssh -G needs 6.8: before, the files are looked at', () => {
    expect(showOptions('6.8', 'db1', ['user'])).toBe("ssh -G db1 | grep -iE '^user '");
    expect(showOptions(undefined, 'db1', ['hostname', 'port'])).toBe("ssh -G db1 | grep -iE '^(hostname|port) '");
    expect(showOptions('6.6', 'db1', ['user'])).toBe("grep -niE '^[[:space:]]*(host|user)[[:space:]=]' ~/.ssh/config /etc/ssh/ssh_config");
  });

  it('ssh-keygen reads a key from a pipe from 7.2 on', () => {
    expect(compareHalves('7.1', 'k', 'k.pub')).toEqual(['cat k.pub', 'ssh-keygen -y -f k']);
    expect(compareHalves('7.2', 'k', 'k.pub')).toContain('ssh-keygen -y -f k | ssh-keygen -lf -');
  });

  it('one name that it does not know, and ssh does not start', () => {
    expect(namesFor('5.3', 'hostkey', ['ssh-ed25519', 'ssh-rsa'])).toEqual(['ssh-rsa']);
    expect(namesFor('6.6', 'kex', ['curve25519-sha256@libssh.org', 'diffie-hellman-group14-sha256'])).toEqual(['curve25519-sha256@libssh.org']);
    expect(withOtherCipher('5.3', 'db1')).toBe('ssh -c aes128-ctr -m hmac-sha1 db1');
    expect(withOtherCipher('9.2', 'db1')).toBe('ssh -c aes128-ctr -m hmac-sha2-256 db1');
  });
});

it('a sentence begins with a capital letter', () => {
  expect(targetFirst({ hostName: undefined, ip: undefined } as Attempt)).toBe('The server');
});

describe('advice of both logs', () => {
  const fix = (summary: string, lines: string[]): Fix => ({ side: 'client', summary, action: 'append', file: '~/.ssh/config', lines });
  const generic = fix('of the server', ['Host SERVER', '  User bob', '  IdentitiesOnly yes']);
  const named = fix('of the client', ['Host db1.example.net', '    IdentitiesOnly yes']);
  const last: Fix = { side: 'server', summary: 'allow more', action: 'set', lines: ['MaxAuthTries 10'] };
  const added = (count: number) => withAdditions({ count, causes: [], fixes: [generic, last] } as unknown as Finding, [{ causes: [], fixes: [named], proofs: [] } as Addition]).fixes;

  it('names stand in the place of placeholders', () => {
    expect(added(1)).toEqual([named, last]);
  });

  it('but not for connections of other clients', () => {
    expect(added(2)).toEqual([generic, last, named]);
  });
});

it('TCP wrappers are told once, with the address', async () => {
  const line = (text: string) => `Nov 20 21:02:07 srv sshd[9]: ${text}\n`;
  const both = (await analyze(line('debug1: Connection refused by tcp wrapper') + line('refused connect from 192.0.2.14 (192.0.2.14)'), { file: 'auth.log' })).findings;
  expect(both.filter(({ code }) => code === 'tcp-wrappers-denied').map(({ sources }) => sources)).toEqual([[{ ip: '192.0.2.14', count: 1 }]]);
  const [nameless] = (await analyze(line('debug1: Connection refused by tcp wrapper'), { file: 'auth.log' })).findings.filter(({ code }) => code === 'tcp-wrappers-denied');
  expect(nameless?.fixes.at(-1)?.lines).toEqual(['sshd: ADDRESS']);
});
