import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { showFingerprints } from '../../src/diagnosers/fingerprints.js';
import { analyzeFile } from '../support/analyze-file.js';

const of = (release: string) => ({ min: release, max: release });
const fixesOf = async (log: string, code: string, release: string) =>
  (await analyzeFile(`fixtures/${log}`, { openssh: release })).findings.filter((finding) => finding.code === code).flatMap(({ fixes }) => fixes);

describe('fingerprints of a file', () => {
  it('-E needs 6.8, more than the first key 7.2', () => {
    expect(showFingerprints('F', of('9.2'), false)).toBe('ssh-keygen -lf F');
    expect(showFingerprints('F', of('6.8'), true)).toContain('ssh-keygen -E md5 -lf');
    expect(showFingerprints('F', of('6.6'), true)).toMatch(/^\(one=.* ssh-keygen -lf "\$one"; done < F; rm "\$one"\)$/);
    expect(showFingerprints('F', of('7.1'), false)).toMatch(/^\(one=/);
    expect(showFingerprints('F', {}, true)).toBe('ssh-keygen -E md5 -lf F');
  });

  it.skipIf(spawnSync('ssh-keygen', ['-?']).error !== undefined)('are those of all keys for a release that shows one at a time (needs ssh-keygen)', () => {
    const directory = mkdtempSync(join(tmpdir(), 'sshlog-keys-'));
    for (const name of ['a', 'b']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', join(directory, name)]);
    const keys = join(directory, 'authorized keys');
    writeFileSync(keys, `${readFileSync(join(directory, 'a.pub'), 'utf8')}restrict,command="echo \\"x\\"" ${readFileSync(join(directory, 'b.pub'), 'utf8')}`);
    const shown = execFileSync('sh', ['-c', showFingerprints(`'${keys}'`, of('6.6'), false)], { encoding: 'utf8', env: { ...process.env, TMPDIR: directory } });
    expect(shown).toBe(execFileSync('ssh-keygen', ['-lf', keys], { encoding: 'utf8' }));
    rmSync(directory, { recursive: true });
  });

  it('are asked for as the server that wrote the log can show them', async () => {
    const command = async (release: string) => (await fixesOf('authentication/key-not-authorized.log', 'key-not-authorized', release)).at(-1)?.commands?.[0];
    expect(await command('7.2')).toMatch(/^ssh-keygen -lf ~\w+\/.ssh\/authorized_keys$/);
    expect(await command('7.1')).toContain('while read');
  });
});

describe('what a release would refuse', () => {
  it('keeps local and remote from AllowTcpForwarding through 6.1', async () => {
    const lines = async (release: string) => (await fixesOf('session/forwarding-refused.log', 'forwarding-refused', release))[0]?.lines?.[1];
    expect([await lines('6.1'), await lines('6.2')]).toEqual(['    AllowTcpForwarding yes', '    AllowTcpForwarding local']);
  });

  it('keeps -d from the sftp server through 6.1', async () => {
    const lines = async (release: string) => (await fixesOf('session/chroot-bad-ownership.log', 'chroot-bad-ownership', release))[1]?.lines;
    expect(await lines('6.1')).toEqual(['Match User ftpguest', '    ChrootDirectory /home/jail/%u', '    ForceCommand internal-sftp']);
    expect(await lines('6.2')).toEqual(['Match User ftpguest', '    ChrootDirectory /home/jail/%u', '    ForceCommand internal-sftp -d %u']);
  });
});

it('the directory of a user in a chroot is made in the chroot that the log names', async () => {
  const [, fix] = await fixesOf('session/chroot-bad-ownership.log', 'chroot-bad-ownership', '9.2');
  expect(fix?.commands?.[0]).toBe('install -d -o ftpguest -g "$(id -gn ftpguest)" -m 750 /home/jail/ftpguest/ftpguest');
});
