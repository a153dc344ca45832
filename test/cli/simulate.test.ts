import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { simulationSchema } from '../../src/report/simulation-schema.js';
import { syslog } from '../support/analyze-text.js';
import { scratch, sshlog } from '../support/cli.js';
import { accepted, proposals } from '../support/simulate.js';

vi.setConfig({ testTimeout: 30_000 });

const FORMATS = ['text', 'json', 'ndjson', 'csv', 'markdown'];
/** Software, offers and users as an attacker would choose them. */
const HOSTILE = '\x1b[31mred\x1b[0m=cmd|calc @everyone <img src=x> ](http://evil.example) `x` \u202e';

let directory = '';
const path = (name: string) => join(directory, name);
const write = (name: string, text: string | readonly string[]) => {
  writeFileSync(path(name), typeof text === 'string' ? text : text.map((line) => `${syslog(line)}\n`).join(''));
  return path(name);
};
let log = '';
let narrow = '';
beforeAll(() => {
  directory = scratch();
  log = write('web01.log', [...proposals(1, { mac: 'hmac-sha1' }, { ip: '10.1.2.3' }), ...accepted(1, 'password for fred', '10.1.2.3'), ...proposals(2)].map((line) => line.replace(/^\[(\d)\]/, '[$1@web01]')));
  narrow = write('new.conf', 'Port 22\nMACs hmac-sha2-256\nAllowUsers wilma fr?d\n');
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('simulate', () => {
  test('says who is locked out, where, and what lets him in; within 80 columns', async () => {
    const { status, stdout, stderr } = await sshlog(['simulate', '--new-config', narrow, log]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('error[locked-out]: libssh2_1.7.0: nothing in common in the MACs (in both');
    expect(stdout).toContain('MACs hmac-sha2-256,hmac-sha1');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('new.conf: 1 client locked out; 1 client connects; 1 login passes the rules for users, methods and keys');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('reads a configuration out of a pipe, though it reads it again for the release of the log', async () => {
    const exact = write('exact.log', ['[9] debug1: sshd version OpenSSH_9.2, OpenSSL 3.0.9', ...accepted(1, 'password for fred', '10.1.2.3')]);
    const refusing = 'AllowUsers wilma\n';
    const { status, stdout, stderr } = await sshlog(['simulate', '--new-config', '-', '--fail-on', 'lockout', exact], { input: refusing });
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('The release stays 9.2');
    expect(stdout).toContain('(-:1)');
  });

  test('fails on a lockout where it is told to', async () => {
    expect((await sshlog(['simulate', '--new-config', narrow, '--fail-on', 'lockout', log])).status).toBe(1);
    expect((await sshlog(['simulate', '--new-config', write('same.conf', 'Compression yes\n'), '--fail-on', 'lockout', log])).status).toBe(0);
    const old = write('old.log', proposals(1, { mac: 'hmac-sha1-96' }));
    expect((await sshlog(['simulate', '--new-config', narrow, '--fail-on', 'lockout', old])).status).toBe(0);
    const users = write('users.conf', 'MACs hmac-sha2-256,hmac-sha1\nDenyUsers fred\n');
    expect((await sshlog(['simulate', '--new-config', users, '--fail-on', 'lockout', log])).status).toBe(1);
    expect((await sshlog(['simulate', '--new-config', narrow, '--fail-on', 'lockout', path('missing.log')])).status).toBe(3);
  });

  test('keeps its schema', async () => {
    for (const args of [['--new-config', narrow], ['--target', '10.0'], ['--new-config', narrow, '--sshd-config', narrow, '--target', '9.9']]) {
      const { stdout } = await sshlog(['simulate', ...args, '--format', 'json', log]);
      expect(simulationSchema.strict().safeParse(JSON.parse(stdout)).error).toBeUndefined();
    }
    const { stdout } = await sshlog(['schema', 'simulate']);
    expect(JSON.parse(stdout)).toMatchObject({ properties: { schema: { const: 'sshlog.simulate/1' } } });
  });

  test('writes every format, to files as well', async () => {
    const { status } = await sshlog(['simulate', '--new-config', narrow, ...FORMATS.flatMap((format) => ['--format', `${format}=${path(`out.${format}`)}`]), log]);
    expect(status).toBe(0);
    const out = (format: string) => readFileSync(path(`out.${format}`), 'utf8');
    expect(out('ndjson').trimEnd().split('\n').map((line) => (JSON.parse(line) as { type: string }).type)).toEqual(['client', 'client', 'login']);
    expect(out('csv').split('\r\n')[1]).toContain('client,locked-out,connects,web01,libssh2_1.7.0,fred,10.1.2.3,1,1');
    expect(out('markdown')).toContain('**Locks out.**');
  });

  test.each([
    [[], 'nothing is to change: give --new-config FILE'],
    [['--new-config', '/missing'], '/missing does not exist; name the file that is to become sshd_config'],
    [['--target', '3.9'], 'Give a release from 5.3 to'],
    [['--target', '10.0', '--format', 'html'], 'there is no format html'],
  ])('%j is explained', async (args, message) => {
    const { status, stdout, stderr } = await sshlog(['simulate', ...args, log]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test.each([
    ['Port 22\nMACz hmac-sha1\n', ':2: MACz'], ['MACs\n', ':1: '], ['Ciphers aes128-ctr,arcfour\n', ':1: '], ['PubkeyAuthentication maybe\n', ':1: '],
    ['Match Banana x\nPasswordAuthentication no\n', ':1: '], ['Match User fred\nCiphers aes128-ctr\n', ':2: '],
  ])('a new configuration that sshd would refuse is named by file and line: %j', async (text, place) => {
    const file = write('bad.conf', text);
    const { status, stdout, stderr } = await sshlog(['simulate', '--new-config', file, '--target', '9.9', log]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`${file}${place}`);
  });

  test('asks the release that the log shows for keywords that nobody named one for', async () => {
    const { status, stderr } = await sshlog(['simulate', '--new-config', write('newer.conf', 'RefuseConnection no\n'), log]);
    expect(status).toBe(2);
    expect(stderr).toContain('newer.conf:1: ');
  });

  test('looks at whom the filters admit', async () => {
    const rows = async (...args: string[]) => {
      const { stdout } = await sshlog(['simulate', '--new-config', narrow, '--format', 'json', ...args, log]);
      const { clients, logins } = JSON.parse(stdout) as { clients: object[]; logins: object[] };
      return [clients.length, logins.length];
    };
    expect(await rows()).toEqual([2, 1]);
    expect(await rows('--user', 'fred')).toEqual([1, 1]);
    expect(await rows('--user', 'wilma')).toEqual([0, 0]);
    expect(await rows('--from', '192.0.2.0/24')).toEqual([1, 0]);
    expect(await rows('--logged-in')).toEqual([1, 1]);
  });

  test('--redact hides who is in the log, and still matches AllowUsers', async () => {
    const named = write('web01-sshd_config', 'Port 22\nMACs hmac-sha2-256\nAllowUsers wilma fr?d\nDenyUsers fred@10.9.*\n');
    for (const format of FORMATS) {
      const { status, stdout } = await sshlog(['simulate', '--new-config', named, '--sshd-config', named, '--redact', 'all', '-v', '--format', format, log]);
      expect(status).toBe(0);
      expect(stdout).not.toMatch(/fred|web01|10\.1\.2/);
      expect(stdout).toContain('user-1');
    }
    const { stdout } = await sshlog(['simulate', '--new-config', narrow, '--redact', 'all', '--format', 'json', log]);
    expect(JSON.parse(stdout)).toMatchObject({ logins: [{ verdict: 'connects', user: 'user-1' }] });
  });

  test('lets no client write into its outputs', async () => {
    const names = `${HOSTILE.replaceAll(' ', '_')},hmac-md5`;
    const hostile = write('hostile.log', [
      ...proposals(1, { mac: names }, { software: HOSTILE }), ...accepted(1, `password for ${HOSTILE}`), ...accepted(2, 'password for =1+1'),
    ]);
    for (const format of FORMATS) {
      const { status, stdout } = await sshlog(['simulate', '--new-config', write('deny.conf', 'MACs hmac-sha2-512\nDenyUsers *\n'), '-v', '--format', format, hostile]);
      expect(status).toBe(0);
      // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
      expect(stdout).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]/);
      if (format === 'csv') expect(stdout).not.toMatch(/(?:^|,)"?[=@]/m);
      if (format === 'markdown') expect(stdout.replaceAll(/(`+)[^]*?\1/g, '')).not.toMatch(/<img|@everyone|\]\(/);
    }
    const { stdout } = await sshlog(['simulate', '--new-config', path('deny.conf'), '--format', 'json', hostile]);
    const lines = (JSON.parse(stdout) as { clients: { exceptions: { lines?: string[] }[] }[] }).clients.flatMap(({ exceptions }) => exceptions.flatMap((fix) => fix.lines ?? []));
    expect(lines).toEqual(['MACs hmac-sha2-512,hmac-md5']);
  });
});
