import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { analyze } from '../../src/index.js';
import { analyzeFile } from '../support/analyze-file.js';

async function findingsOf(lines: readonly string[]): Promise<Finding[]> {
  const { findings } = await analyze(lines.map((line) => `${line}\r\n`).join(''), { file: 'log' });
  return findings.filter(({ severity }) => severity !== 'info');
}

const commands = (finding: Finding | undefined) => finding?.fixes.flatMap((fix) => fix.commands ?? []) ?? [];
const DENIED = 'fred@server.example.org: Permission denied (publickey).';

describe('a key file', () => {
  it('that others may read gets its chmod', async () => {
    const [finding, ...more] = await findingsOf(["Permissions 0644 for '/home/fred/my keys/id' are too open.", 'This private key will be ignored.', 'Load key "/home/fred/my keys/id": bad permissions', DENIED]);
    expect(more).toEqual([]);
    expect(finding?.code).toBe('private-key-permissions');
    expect(commands(finding)).toEqual(["chmod 600 '/home/fred/my keys/id'"]);
  });

  it('is no reason where another key logged in', async () => {
    expect(await findingsOf(['debug1: Trying private key: /home/fred/.ssh/old', 'Load key "/home/fred/.ssh/old": invalid format', 'debug1: Authentication succeeded (publickey).', 'debug1: Exit status 0'])).toEqual([]);
    expect(await findingsOf(['Warning: Identity file nothing not accessible: No such file or directory.', 'OpenSSH_9.2p1, OpenSSL 3.0.22 25 Aug 2026', 'debug1: Authentication succeeded (publickey).'])).toEqual([]);
  });

  it('is no reason where ssh never came to the login', async () => {
    const findings = await findingsOf(['Warning: Identity file /home/fred/.ssh/x not accessible: No such file or directory.', 'ssh: Could not resolve hostname nowhere.example: Name or service not known']);
    expect(findings.map(({ code }) => code)).toEqual(['name-not-resolved']);
  });

  it('with a hostile name does not get into a command', async () => {
    const [finding] = await findingsOf(['Load key "-rf $(reboot)": invalid format', DENIED]);
    expect(finding?.code).toBe('private-key-invalid-format');
    expect(commands(finding).join('\n')).not.toContain('reboot');
  });

  it.each([['/home/fred/key.ppk', 'puttygen'], ['/home/fred/.ssh/id_rsa.pub', 'ssh -i /home/fred/.ssh/id_rsa SERVER']])('%s leads to %s', async (path, command) => {
    const [finding] = await findingsOf([`Load key "${path}": error in libcrypto`, DENIED]);
    expect(finding?.code).toBe('private-key-invalid-format');
    expect(commands(finding).join('\n')).toContain(command);
  });

  it('on Windows has other commands', async () => {
    const [finding] = await findingsOf([String.raw`Permissions for 'C:\Users\fred\.ssh\id' are too open.`, DENIED]);
    expect(commands(finding)[0]).toMatch(/^icacls FILE /);
  });
});

describe('a passphrase', () => {
  it('that was asked for again was wrong', async () => {
    const prompt = "Enter passphrase for key '/home/fred/.ssh/id_ed25519': ";
    const [finding] = await findingsOf([prompt, prompt, prompt, DENIED]);
    expect(finding?.code).toBe('key-passphrase-wrong');
  });

  it('that was given once is no reason', async () => {
    const findings = await findingsOf(["Enter passphrase for key '/home/fred/.ssh/id_ed25519': ", DENIED]);
    expect(findings.map(({ code }) => code)).not.toContain('key-passphrase-wrong');
  });

  it('that nobody gave to a release of today leaves the weaker finding', async () => {
    const { findings } = await analyzeFile('fixtures/client/key-file/accepted-unused.log');
    expect(findings.map(({ code }) => code)).toEqual(['login-failed-unexplained']);
    expect(findings[0]?.summary).toContain('signed nothing');
  });
});
