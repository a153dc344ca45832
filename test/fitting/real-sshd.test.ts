import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfiguration } from '../../src/configuration/index.js';
import type { Fix } from '../../src/finding.js';
import { fitFix } from '../../src/fitting/fit-fix.js';
import { createOutlook } from '../../src/fitting/outlook.js';
import { configurationFiles } from '../../src/input/configuration-files.js';
import { createRandom, type Random } from '../fuzz/random.js';
import { applyEdits } from '../support/configuration.js';

const SSHD = '/usr/sbin/sshd';
const version = existsSync(SSHD) ? spawnSync(SSHD, ['-V'], { encoding: 'utf8' }).stderr : '';
const isThere = /OpenSSH_9\.2/.test(version) && process.getuid?.() === 0;
if (!isThere) process.stderr.write(`Skipped: fixes are tried on ${SSHD} of OpenSSH 9.2, run as root (found: ${version.trim() || 'none'}).\n`);

const CONNECTION = { user: 'root', host: '192.0.2.7', address: '192.0.2.7', localAddress: '203.0.113.5', localPort: 22, rdomain: 'none', groups: ['root'], userExists: true };

/** What a fix wants, and the keyword that it is about. Each holds afterwards, and nothing else changes. */
const FIXES: readonly { keyword: string; lines: string[]; holds: (value: string[]) => boolean }[] = [
  { keyword: 'macs', lines: ['MACs +hmac-sha1-96'], holds: ([list = '']) => list.split(',').includes('hmac-sha1-96') },
  { keyword: 'ciphers', lines: ['Ciphers aes128-ctr,aes256-ctr,aes128-cbc'], holds: ([list = '']) => list.split(',').includes('aes128-cbc') },
  { keyword: 'kexalgorithms', lines: ['KexAlgorithms +diffie-hellman-group1-sha1'], holds: ([list = '']) => list.split(',').includes('diffie-hellman-group1-sha1') },
  { keyword: 'hostkeyalgorithms', lines: ['HostKeyAlgorithms +ssh-rsa'], holds: ([list = '']) => list.split(',').includes('ssh-rsa') },
  { keyword: 'maxauthtries', lines: ['MaxAuthTries 10'], holds: ([value]) => value === '10' },
  { keyword: 'maxstartups', lines: ['MaxStartups 100:30:200'], holds: ([value]) => value === '100:30:200' },
  { keyword: 'allowusers', lines: ['AllowUsers fred'], holds: (users) => users.includes('fred') },
  { keyword: 'subsystem', lines: ['Subsystem sftp internal-sftp'], holds: ([value]) => value === 'sftp internal-sftp' },
  { keyword: 'passwordauthentication', lines: ['PasswordAuthentication no'], holds: ([value]) => value === 'no' },
  { keyword: 'pubkeyacceptedalgorithms', lines: ['Match User root', '    PubkeyAcceptedAlgorithms +ssh-rsa'], holds: ([list = '']) => list.split(',').includes('ssh-rsa') },
  { keyword: 'x11forwarding', lines: ['Match User root', '    X11Forwarding yes'], holds: ([value]) => value === 'yes' },
];

const LINES = [
  'MACs hmac-sha2-256,hmac-sha2-512', 'MACs=hmac-sha2-512   # only', 'macs -umac-*', 'MACs ^hmac-sha2-256', 'MACs +hmac-md5', 'MACs -hmac-sha1', 'Ciphers aes256-ctr', 'Ciphers -aes128-ctr', 'Ciphers "aes128-ctr,aes192-ctr"',
  'KexAlgorithms curve25519-sha256', 'KexAlgorithms -ecdh*', 'HostKeyAlgorithms ssh-ed25519', 'HostKeyAlgorithms -ssh-*', '  MaxAuthTries  3  # few', '#MaxAuthTries 6', '# MACs a', 'MaxStartups 5:50:9', 'AllowUsers root bin', 'AllowUsers root@192.0.2.*',
  'Subsystem sftp /usr/lib/openssh/sftp-server', 'PasswordAuthentication yes', 'PubkeyAcceptedAlgorithms ssh-ed25519', 'PubkeyAcceptedKeyTypes rsa-sha2-512,ssh-ed25519', 'X11Forwarding no', 'Banner none',
];
const IN_BLOCK = ['MaxAuthTries 2', 'AllowUsers root', 'PasswordAuthentication yes', 'PubkeyAcceptedAlgorithms ssh-ed25519', 'X11Forwarding no', 'PermitTTY no'];
const BLOCKS = ['Match User root', 'Match Address 192.0.2.0/24', 'Match User bin', 'Match All', 'Match Group root'];

function configurationText(random: Random, include: string | undefined): string {
  const global = Array.from({ length: random.below(8) }, () => random.pick(LINES));
  const blocks = Array.from({ length: random.below(3) }, () => [random.pick(BLOCKS), ...Array.from({ length: random.below(3) }, () => `  ${random.pick(IN_BLOCK)}`)]).flat();
  // The same subsystem twice is an error.
  const seen = new Set<string>();
  const lines = [...global, ...(include !== undefined && random.chance(0.5) ? [`Include ${include}`] : []), ...blocks].filter((line) => !(line.startsWith('Subsystem') && (seen.has(line) || !seen.add(line))));
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function show(file: string): Map<string, string[]> {
  const connection = `user=root,host=${CONNECTION.host},addr=${CONNECTION.address},laddr=203.0.113.5,lport=22,rdomain=none`;
  const { stdout, stderr, status } = spawnSync(SSHD, ['-T', '-f', file, '-C', connection], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${stderr}\n${readFileSync(file, 'utf8')}`);
  const printed = new Map<string, string[]>();
  for (const line of stdout.trim().split('\n')) {
    const [keyword = '', ...rest] = line.split(' ');
    printed.set(keyword, [...(printed.get(keyword) ?? []), rest.join(' ')]);
  }
  return printed;
}

const directory = mkdtempSync(join(tmpdir(), 'sshlog-fitting-'));
beforeAll(() => isThere && mkdirSync('/run/sshd', { recursive: true }));
afterAll(() => rmSync(directory, { recursive: true }));

describe.skipIf(!isThere)('fixes fitted to generated configurations', () => {
  it.each(FIXES)('$lines holds afterwards, and nothing else changes', ({ keyword, lines, holds }) => {
    const random = createRandom(6);
    let changed = 0;
    let held = 0;
    for (let round = 0; round < 15; round++) {
      const file = join(directory, `${keyword}-${round}`);
      writeFileSync(`${file}.included`, configurationText(random, undefined).replace(/Subsystem.*\n/g, ''));
      writeFileSync(file, configurationText(random, `${file}.included`));
      const configuration = readConfiguration(file, configurationFiles(file), '9.2');
      const fix: Fix = { side: 'server', summary: '', action: 'set', file: 'sshd_config', lines };
      const fitted = fitFix(fix, createOutlook({ configuration }, [CONNECTION], { min: '9.2', max: '9.2' }));
      const before = show(file);
      if ('held' in fitted) {
        expect({ text: readFileSync(file, 'utf8'), holds: holds(before.get(keyword) ?? []) }).toMatchObject({ holds: true });
        held++;
        continue;
      }
      if (!('fix' in fitted)) throw new Error('everything is known');
      const original = readFileSync(file, 'utf8');
      applyEdits(fitted.fix.edits ?? []);
      const after = show(file);
      const differing = [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name)?.join('\n') !== after.get(name)?.join('\n'));
      expect({ original, edits: fitted.fix.edits, differing, holds: holds(after.get(keyword) ?? []) })
        .toEqual({ original, edits: fitted.fix.edits, differing: differing.filter((name) => name === keyword), holds: true });
      const again = fitFix(fix, createOutlook({ configuration: readConfiguration(file, configurationFiles(file), '9.2') }, [CONNECTION], { min: '9.2', max: '9.2' }));
      expect({ original, again: 'held' in again || lines.length > 1 }).toEqual({ original, again: true });
      changed++;
    }
    expect(changed + held).toBe(15);
    expect(changed).toBeGreaterThan(4);
  }, 60_000);
});
