import { describe, expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';

const TRIED = '5468 14:23:49:580 debug1: trying public key file C:\\\\Users\\\\fred\\\\.ssh/authorized_keys';
const FAILED = '5468 14:23:49:581 Failed publickey for fred from 192.0.2.10 port 50022 ssh2';

const others = (path: string) => `5468 14:23:49:580 debug3: Bad permissions. Try removing permissions for user: S-1-5-11 on file ${path}.`;

async function found(...lines: string[]) {
  const { findings } = await analyzeLines(lines);
  return findings.filter(({ severity }) => severity === 'error');
}

const commandsOf = async (...lines: string[]) => (await found(...lines)).flatMap(({ fixes }) => fixes).flatMap(({ commands = [] }) => commands);

describe('Windows, where a file of keys has an access list in place of a mode', () => {
  it('says no more than that it refused', async () => {
    const [finding, ...more] = await found(TRIED, '5468 14:23:49:580 Authentication refused.', FAILED);
    expect(more).toEqual([]);
    expect(finding?.code).toBe('authorized-keys-bad-permissions');
    expect(finding?.unknowns.join()).toContain('DEBUG3');
    expect(JSON.stringify(finding?.fixes)).not.toContain('chmod');
  });

  it('names the file at DEBUG3, once', async () => {
    const path = 'C:/Users/fred/.ssh/authorized_keys';
    const findings = await found(TRIED, others(path), '5468 14:23:49:580 Authentication refused.', FAILED);
    expect(findings).toMatchObject([{ title: `sshd reads no keys: the access list of ${path} names others` }]);
    expect(await commandsOf(TRIED, others(path), FAILED))
      .toEqual([`icacls.exe "${path}" /inheritance:r /grant "*S-1-5-18:F" /grant "*S-1-5-32-544:F" /grant "fred:F"`]);
  });

  it('lets administrators and SYSTEM alone have the file of the administrators', async () => {
    expect(await commandsOf(others('C:/ProgramData/ssh/administrators_authorized_keys'), FAILED)).toEqual([
      String.raw`icacls.exe "$env:ProgramData\ssh\administrators_authorized_keys" /inheritance:r /grant "*S-1-5-18:F" /grant "*S-1-5-32-544:F"`,
    ]);
  });

  it('puts nothing into a command that PowerShell would take for more than a path', async () => {
    const commands = await commandsOf(others('C:/Users/fred/$(calc)/authorized_keys'), FAILED);
    expect(commands.join()).not.toContain('calc');
  });
});
