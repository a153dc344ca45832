import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.js';

const KEY = 'ED25519 SHA256:KvsWkNxD2kYVdzBd/WlKIrVd4r7Vc3Y0JNBXVxXBnUo';
const ACCOUNT = 'debug3: Bad permissions. Try removing permissions for user: S-1-5-11 on file C:/ProgramData/ssh/administrators_authorized_keys.';

function login(...refused: string[]): string[] {
  return [
    'Connection from 192.0.2.10 port 50022 on 192.0.2.250 port 22', 'debug1: trying public key file __PROGRAMDATA__/ssh/administrators_authorized_keys',
    ...refused, `Failed publickey for fred from 192.0.2.10 port 50022 ssh2: ${KEY}`, 'Connection closed by authenticating user fred 192.0.2.10 port 50022 [preauth]',
  ];
}

async function permissions(log: string) {
  const { findings } = await analyze(log, { latest: Date.UTC(2026, 10, 21) });
  return findings.filter(({ severity }) => severity === 'error');
}

describe('sshd of Windows', () => {
  it.each([
    ['of today', '634 2026-11-20 12:00:00.123 '],
    ['to 7.6', '634 12:00:00:123 '],
    ['of 2016', '634 12:00:00 123 '],
    ['in the event log', '11/20/2026 1:00:00 PM            4 Information      sshd: '],
  ])('says with two words that others have rights to the file of keys: a log %s', async (_name, header) => {
    const found = await permissions(login('Authentication refused.').map((text) => `${header}${text}\n`).join(''));
    expect(found.map(({ code, users }) => [code, users])).toEqual([['authorized-keys-bad-permissions', [{ name: 'fred', count: 1 }]]]);
    expect(found[0]?.unknowns.join()).toContain('LogLevel DEBUG3');
    expect(found[0]?.fixes.map(({ commands }) => commands?.[0]?.split(' ')[0])).toEqual(['icacls.exe', 'icacls.exe']);
  });

  it('names who has them at DEBUG3, and the file', async () => {
    const found = await permissions(login(ACCOUNT, 'Authentication refused.').map((text) => `634 2026-11-20 12:00:00.123 ${text}\n`).join(''));
    expect(found).toHaveLength(1);
    expect(found[0]?.title).toBe('sshd reads no keys: the access list of C:/ProgramData/ssh/administrators_authorized_keys names others');
    expect(found[0]?.summary).toContain('S-1-5-11');
    expect(found[0]?.fixes.map(({ commands }) => commands)).toEqual([
      [String.raw`icacls.exe "$env:ProgramData\ssh\administrators_authorized_keys" /inheritance:r /grant "*S-1-5-18:F" /grant "*S-1-5-32-544:F"`],
    ]);
  });
});

describe('a pid that somebody wrote over', () => {
  it.each(['xxx', '...', '****', 'PID'])('leaves sshd[%s] a tag', async (pid) => {
    expect((await permissions(`sshd[${pid}]: User fred not allowed because account is locked\n`)).map(({ code }) => code)).toEqual(['account-locked']);
  });
});
