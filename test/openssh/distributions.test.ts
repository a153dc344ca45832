import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cryptoPolicyAdvice, cryptoPolicyApplies } from '../../src/openssh/crypto-policy.js';
import {
  checkCommand, configFile, type DistributionFamily, guessFamily, logDestination, reloadCommands, sshdUnit,
} from '../../src/openssh/distributions.js';

test.each([
  [{ softwareComment: 'Debian-2+deb12u10' }, 'debian'],
  [{ softwareComment: 'OpenSSH_8.9p1 Ubuntu-3ubuntu0.6', logFile: 'secure' }, 'debian'],
  [{ softwareComment: 'FreeBSD-20240701', logFile: '/var/log/auth.log' }, 'freebsd'],
  [{ softwareComment: 'OpenSSH_for_Windows_9.5' }, 'windows'],
  [{ logFile: '/var/log/auth.log.2.gz' }, 'debian'],
  [{ logFile: '/var/log/secure-20261115' }, 'redhat'],
  [{ logFile: 'secure' }, 'redhat'],
  [{ logFile: 'authlog.0.gz' }, 'openbsd'],
  [{ unit: 'ssh.service' }, 'debian'],
  [{ unit: 'sshd.service' }, undefined],
  [{ logFile: '/var/log/messages' }, undefined],
  [{ logFile: '/var/log/secure.log' }, undefined],
  [{ logFile: 'insecure' }, undefined],
  [{ logFile: '-' }, undefined],
  [{}, undefined],
])('guessFamily %j', (evidence, family) => expect(guessFamily(evidence)).toBe(family));

test.each<[DistributionFamily | undefined, string | undefined, string | undefined, string[]]>([
  ['debian', '9.2', '9.2', ['systemctl reload ssh']],
  ['debian', '6.0', '6.0', ['service ssh reload']],
  ['debian', undefined, undefined, ['systemctl reload ssh']],
  ['redhat', '5.3', '5.3', ['service sshd reload']],
  ['redhat', undefined, '6.7', ['service sshd reload']],
  ['redhat', '7.4', undefined, ['systemctl reload sshd']],
  ['suse', '5.3', '6.6', ['rcsshd reload']],
  ['openbsd', '9.9', '9.9', ['rcctl reload sshd']],
  [undefined, '8.0', '8.0', ['systemctl reload ssh    # Debian, Ubuntu', 'systemctl reload sshd   # others']],
])('reloadCommands %s %s to %s', (family, min, max, commands) => {
  expect(reloadCommands(family, { ...(min && { min }), ...(max && { max }) })).toEqual(commands);
});

test('files and checks', () => {
  expect(checkCommand('windows')).toBe('sshd.exe -t');
  expect(checkCommand(undefined)).toBe('sshd -t');
  expect(configFile('redhat')).toBe('/etc/ssh/sshd_config');
  expect(logDestination(undefined)).toBeUndefined();
  expect(logDestination('openbsd')).toContain('auth.debug');
});

test('crypto policy', () => {
  expect(cryptoPolicyApplies('redhat', { min: '8.7', max: '8.7' })).toBe('yes');
  expect(cryptoPolicyApplies('redhat', { min: '7.4', max: '7.4' })).toBe('no');
  expect(cryptoPolicyApplies('redhat', { min: '7.2', max: '9.7' })).toBe('perhaps');
  expect(cryptoPolicyApplies(undefined, { min: '9.8' })).toBe('perhaps');
  expect(cryptoPolicyApplies('debian', { min: '9.8' })).toBe('no');
  expect(cryptoPolicyAdvice({ min: '8.0', max: '8.0' })).toContain('/etc/sysconfig/sshd');
  expect(cryptoPolicyAdvice({ min: '8.7', max: '8.7' })).not.toContain('sysconfig');
  expect(cryptoPolicyAdvice({})).toContain('RHEL 8, the policy');
});

interface Facts {
  service: string;
  unit: string | null;
  check: string;
  configFile: string;
  reload: string[];
  logFiles: string[];
}

const FACTS = JSON.parse(readFileSync(new URL('distributions.data.json', import.meta.url), 'utf8')) as Record<DistributionFamily, Facts>;

/** What was collected about each family, apart from the code: commands, files and units have to agree with it. */
describe.each(Object.entries(FACTS) as [DistributionFamily, Facts][])('%s', (family, facts) => {
  test.each([{ max: '5.3' }, { min: '6.6', max: '6.6' }, { min: '6.7' }, { min: '7.4', max: '7.4' }, { min: '9.2', max: '9.2' }, { min: '10.5' }, {}])('commands for %j', (range) => {
    for (const command of reloadCommands(family, range)) expect(facts.reload).toContain(command);
  });

  test('check and files', () => {
    expect(checkCommand(family)).toBe(facts.check);
    expect(configFile(family)).toBe(facts.configFile);
    if (facts.unit !== null) expect(sshdUnit(family)).toBe(facts.unit);
    else expect(sshdUnit(family)).toBeUndefined();
  });

  test('the family of its log', () => {
    // auth.log is FreeBSD's as well, and messages is everybody's.
    const guessed = facts.logFiles.map((logFile) => guessFamily({ logFile })).filter((other) => other !== undefined);
    expect(guessed.filter((other) => other !== family && family !== 'freebsd')).toEqual([]);
  });
});
