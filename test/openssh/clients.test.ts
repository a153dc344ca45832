import { describe, expect, test } from 'vitest';
import { ALGORITHMS } from '../../src/openssh/algorithms.js';
import { guessClientFamilies } from '../../src/openssh/client-guess.js';
import { CLIENT_FAMILIES } from '../../src/openssh/clients.data.js';
import { describeClient } from '../../src/openssh/clients.js';
import { clientDefaultList } from '../../src/openssh/default-proposals.js';

describe('describeClient', () => {
  test.each([
    ['libssh2_1.7.0_DEV', 'libssh2', 'libssh2', '1.7.0_DEV'],
    ['JSCH-0.1.54', 'JSch', 'JSch (com.jcraft)', '0.1.54'],
    ['JSCH-0.1.42', 'JSch', 'JSch (com.jcraft)', '0.1.42'],
    ['JSCH-0.1.68', 'JSch', 'JSch (com.github.mwiede)', '0.1.68'],
    ['JSCH_0.2.12', 'JSch', 'JSch (com.github.mwiede)', '0.2.12'],
    ['PuTTY_Release_0.78', 'PuTTY', 'PuTTY', '0.78'],
    ['PuTTY_Snapshot_2015_09_07.b08895f', 'PuTTY', 'PuTTY', 'Snapshot_2015_09_07.b08895f'],
    ['WinSCP_release_5.9', 'WinSCP', 'WinSCP', '5.9'],
    ['FileZilla_3.66.1', 'FileZilla', 'FileZilla', '3.66.1'],
    ['paramiko_2.12.0', 'paramiko', 'Paramiko', '2.12.0'],
    ['dropbear_2022.83', 'dropbear', 'Dropbear', '2022.83'],
    ['dropbear', 'dropbear', 'Dropbear', undefined],
    ['Cisco-1.25', 'Cisco IOS', 'Cisco IOS', undefined],
    ['Go', 'Go x/crypto', 'Go program (golang.org/x/crypto/ssh)', undefined],
    ['AsyncSSH_2.14.2', 'AsyncSSH', 'AsyncSSH', '2.14.2'],
    ['libssh_0.9.6', 'libssh', 'libssh', '0.9.6'],
    ['libssh-0.1', 'libssh', 'libssh', '0.1'],
    ['ssh2js1.17.0', 'ssh2', 'ssh2 (Node.js)', '1.17.0'],
    ['TinySSH', 'TinySSH', 'TinySSH', undefined],
    ['6.6.3.490 SSH Tectia Client', 'SSH.com/Tectia', 'SSH Tectia', '6.6.3.490'],
    ['3.2.9 SSH Secure Shell for Windows', 'SSH.com/Tectia', 'SSH Tectia', '3.2.9'],
    ['1.82 sshlib: WinSSHD 4.27', 'Bitvise', 'Bitvise SSH', '1.82'],
    ['9.32 FlowSsh: Bitvise SSH Client', 'Bitvise', 'Bitvise SSH', '9.32'],
    ['Renci.SshNet.SshClient.0.0.1', 'SSH.NET', 'SSH.NET (Renci)', '0.0.1'],
    ['ROSSSH', 'RouterOS', 'MikroTik RouterOS', undefined],
    ['HUAWEI-1.5', 'Huawei', 'Huawei VRP', undefined],
    ['HUAWEI-VRP-3.10', 'Huawei', 'Huawei VRP', '3.10'],
    ['APACHE-SSHD-2.9.2', 'Apache MINA', 'Apache MINA SSHD', '2.9.2'],
    ['Ruby/Net::SSH_6.1.0 x86_64-linux', 'Net::SSH', 'Net::SSH (Ruby)', '6.1.0'],
    ['SSH-2.0-nsssh2_6.0.0032 NetSarang Computer, Inc.', 'Xshell', 'Xshell or Xftp (NetSarang)', '6.0.0032'],
  ])('%s', (software, family, name, version) => {
    const client = describeClient(software);
    expect(client).toMatchObject({ family, name });
    expect(client?.version).toBe(version);
    expect(client?.openssh).toBeUndefined();
  });

  test('OpenSSH has a release', () => {
    expect(describeClient('OpenSSH_7.4p1 Debian-10+deb9u7')).toMatchObject({ name: 'OpenSSH', version: '7.4p1', openssh: '7.4' });
    expect(describeClient('OpenSSH_for_Windows_8.1')).toMatchObject({ name: 'OpenSSH for Windows', openssh: '8.1' });
    expect(describeClient('OpenSSH-keyscan')).toMatchObject({ family: 'OpenSSH' });
    expect(describeClient('OpenSSH-keyscan')).not.toHaveProperty('openssh');
  });

  const unknown = ['', 'x', 'Gopher', 'Google', 'sshlib', '%s%s%s', 'A'.repeat(300), 'my PuTTY_Release_0.78'];
  test.each(unknown)('%s is not known', (software) => {
    expect(describeClient(software)).toBeUndefined();
  });

  test('a hostile version stays short and plain', () => {
    const version = describeClient(`libssh2_1${'.9'.repeat(200)} \u001b[31m`)?.version ?? '';
    expect(version.length).toBeLessThanOrEqual(32);
    expect(version).toMatch(/^[\w.]+$/);
  });

  test('every family of the algorithm tables is one of the clients', () => {
    const families = new Set(CLIENT_FAMILIES.map(({ family }) => family));
    const named = new Set(Object.values(ALGORITHMS).flat().flatMap(({ alsoOfferedBy }) => alsoOfferedBy ?? []));
    expect([...named].filter((family) => !families.has(family))).toEqual([]);
  });
});

describe('guesses from the offers', () => {
  test('a backport into the package does not hide OpenSSH', () => {
    const debian12 = {
      kex: ['sntrup761x25519-sha512', ...clientDefaultList('kex', '9.2')],
      cipher: clientDefaultList('cipher', '9.2'),
      mac: clientDefaultList('mac', '9.2'),
    };
    expect(guessClientFamilies(debian12)).toEqual(['OpenSSH', 'AsyncSSH']);
  });

  test('names that few clients have point at them', () => {
    expect(guessClientFamilies({ mac: ['hmac-ripemd160', 'hmac-sha1'] })).toEqual(['OpenSSH', 'libssh2']);
    const twofish = ['twofish256-cbc', 'twofish-cbc', '3des-cbc'];
    expect(guessClientFamilies({ cipher: twofish })).toEqual(['dropbear', 'SSH.com/Tectia']);
    const crypticore = { cipher: ['crypticore128@ssh.com'], mac: ['crypticore-mac@ssh.com'] };
    expect(guessClientFamilies(crypticore)).toEqual(['SSH.com/Tectia']);
  });

  test('names that all have, unknown names and nothing tell nothing', () => {
    expect(guessClientFamilies({ mac: ['hmac-sha1'] })).toEqual([]);
    expect(guessClientFamilies({ mac: ['hmac-ripemd160', 'hmac-nobody'] })).toEqual([]);
    expect(guessClientFamilies({ kex: ['ext-info-c'] })).toEqual([]);
    expect(guessClientFamilies({})).toEqual([]);
  });
});
