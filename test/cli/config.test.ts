import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Report } from '../../src/finding.js';
import type { Stats } from '../../src/report/stats.js';
import { scratch, sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

const CENTOS = resolve('fixtures/centos6/secure');
const attack = (name: string) => resolve(`fixtures/attack/${name}.log`);
const ATTACKS = ['brute-force', 'distributed-brute-force', 'loopback-source', 'success-after-failures', 'user-enumeration'];
const EVERYBODY = ['0.0.0.0/0', '::/0'];

/** A directory with these files in it. */
function place(files: Record<string, unknown>): string {
  const directory = scratch();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(directory, dirname(name)), { recursive: true });
    writeFileSync(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return directory;
}

async function report(args: string[], cwd: string, env: Record<string, string> = {}): Promise<Report> {
  const { stdout, stderr } = await sshlog(['diagnose', '--format', 'json', '--ignore', 'log', ...args], { cwd, env });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Report;
}

const codes = ({ findings }: Report) => findings.map(({ code }) => code);

describe('which file', () => {
  const ignore = (code: string) => ({ ignore: [{ code, reason: 'a test' }] });

  test.each(['.sshlog.json', 'sshlog.config.json'])('%s in the working directory or above it', async (name) => {
    const directory = place({ [name]: ignore('no-common-mac'), 'a/b/c.log': '' });
    expect(codes(await report([CENTOS], directory))).toEqual([]);
    const { settings, findings } = await report([CENTOS], join(directory, 'a/b'));
    expect([findings, settings?.files]).toEqual([[], [join(directory, name)]]);
  });

  test('the nearest one, and not those above it', async () => {
    const directory = place({ '.sshlog.json': ignore('no-common-mac'), 'a/.sshlog.json': {} });
    expect(codes(await report([CENTOS], join(directory, 'a')))).toEqual(['no-common-mac']);
  });

  test('that of the user as well, by XDG or in ~/.config; the nearer one counts for more', async () => {
    const home = place({ '.config/sshlog/config.json': { options: { severity: 'error', 'fail-on': 'error' }, ...ignore('access') } });
    const directory = place({ '.sshlog.json': { options: { severity: 'warning' }, ...ignore('no-common-mac') } });
    for (const env of [{ XDG_CONFIG_HOME: join(home, '.config') }, { XDG_CONFIG_HOME: '', HOME: home }, { XDG_CONFIG_HOME: 'relative', HOME: home }]) {
      expect((await sshlog(['diagnose', CENTOS], { cwd: scratch(), env })).status).toBe(1);
      const { settings } = await report([CENTOS], directory, env);
      expect(settings?.files).toEqual([join(directory, '.sshlog.json'), join(home, '.config/sshlog/config.json')]);
      // severity of the nearer, fail-on of the other: the warning is there.
      expect(codes(await report([attack('brute-force')], directory, env))).toContain('brute-force');
      expect(codes(await report(['--no-config', CENTOS], directory, env))).toEqual(['no-common-mac']);
    }
  });

  test('--config names it instead', async () => {
    const directory = place({ '.sshlog.json': ignore('no-common-mac'), 'other.json': {} });
    expect(codes(await report(['--config', 'other.json', CENTOS], directory))).toEqual(['no-common-mac']);
    expect(await sshlog(['diagnose', '--config', 'none.json', CENTOS], { cwd: directory }))
      .toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^sshlog: none\.json cannot be read: ENOENT.*; name another one with --config, or read none with --no-config\n/) as string });
  });

  test('none that anybody can write to; it is said', async () => {
    const directory = place({ '.sshlog.json': ignore('no-common-mac') });
    chmodSync(join(directory, '.sshlog.json'), 0o666);
    const run = await sshlog(['diagnose', '--format', 'concise', CENTOS], { cwd: directory });
    expect(run.stderr).toBe(`sshlog: ${join(directory, '.sshlog.json')} is passed over, as anybody can write to it; use it with --config, or silence this with --no-config\n`);
    expect(run.stdout).toContain('[no-common-mac]');
    expect(codes(await report(['--config', '.sshlog.json', CENTOS], directory))).toEqual([]);
  });

  // Only root can give a file away.
  test.skipIf(process.getuid?.() !== 0)(`none of another user${process.getuid?.() === 0 ? '' : ' (skipped: not root)'}`, async () => {
    const directory = place({ '.sshlog.json': ignore('no-common-mac') });
    chownSync(join(directory, '.sshlog.json'), 12_345, 12_345);
    const run = await sshlog(['diagnose', '--format', 'concise', CENTOS], { cwd: directory });
    expect([run.stdout.includes('[no-common-mac]'), run.stderr]).toEqual([true, expect.stringContaining('it belongs to another user') as string]);
    // With sudo, the files of whoever calls it are his.
    expect((await report([CENTOS], directory, { SUDO_UID: '12345' })).findings).toEqual([]);
  });

  test('nothing but a file', async () => {
    const directory = scratch();
    mkdirSync(join(directory, '.sshlog.json'));
    expect(codes(await report([CENTOS], directory))).toEqual(['no-common-mac']);
  });
});

describe('what it says', () => {
  test('options, under those of the command line', async () => {
    const directory = place({ '.sshlog.json': { options: { severity: 'error', timezone: 'Europe/Berlin', redact: ['ip'], 'fail-on': 'warning', verbose: true } } });
    const { status, stdout } = await sshlog(['diagnose', CENTOS], { cwd: directory });
    expect(status).toBe(1);
    expect(stdout).toContain('2026-11-20 20:02:11 UTC');
    expect(stdout).not.toContain('192.0.2.40');
    expect((await sshlog(['diagnose', '--timezone', 'UTC', '--fail-on', 'never', CENTOS], { cwd: directory }))).toMatchObject({ status: 0, stdout: expect.stringContaining('21:02:11 UTC') as string });
    // An option that a command does not have is none of its business.
    expect((await sshlog(['stats', CENTOS], { cwd: directory })).status).toBe(0);
  });

  test('thresholds, each by its name', async () => {
    const directory = place({ '.sshlog.json': { thresholds: { 'brute-force-tries': 1000, 'brute-force-connections': 1000 } } });
    expect(codes(await report([attack('brute-force')], directory))).not.toContain('brute-force');
    expect(codes(await report(['--threshold', 'brute-force-window=2h', attack('brute-force')], directory))).not.toContain('brute-force');
    expect(codes(await report(['--threshold', 'brute-force-tries=10', attack('brute-force')], directory))).toContain('brute-force');
  });

  test.each(ATTACKS)('%s: a trusted address is no attacker, and its failures stay what they are', async (code) => {
    const directory = place({ '.sshlog.json': { trustedNetworks: EVERYBODY }, 'b/.sshlog.json': { trustedNetworks: ['10.99.0.0/16'] } });
    const before = await report([attack(code)], join(directory, 'b'));
    const after = await report([attack(code)], directory);
    expect(before.findings.map(({ category }) => category)).toContain('attack');
    expect(after.findings.map(({ category }) => category)).not.toContain('attack');
    expect(after.findings.filter(({ absorbedBy }) => absorbedBy !== undefined)).toEqual([]);
    const others = ({ findings }: Report) => findings.filter(({ category }) => category !== 'attack').map(({ fingerprint, count }) => ({ fingerprint, count }));
    expect(others(after)).toEqual(expect.arrayContaining(others(before)));
    expect((await sshlog(['diagnose', attack(code)], { cwd: directory })).stdout).toContain('2 networks are trusted');
  });

  test('findings to ignore: left out, counted, and told with the reason', async () => {
    const directory = place({ '.sshlog.json': { options: { 'fail-on': 'info' }, ignore: [{ code: 'negotiation', reason: 'an old printer', expires: '2999-12-31' }, { code: 'sftp', reason: 'x' }] } });
    const { status, stdout, stderr } = await sshlog(['diagnose', '--ignore', 'log', CENTOS], { cwd: directory });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`1 finding of negotiation ignored by ${join(directory, '.sshlog.json')} until 2999-12-31: an old printer`);
    expect(stdout).not.toContain('sftp');
    expect((await report([CENTOS], directory)).settings).toEqual({
      files: [join(directory, '.sshlog.json')], trustedNetworks: 0, ignored: [{ code: 'negotiation', reason: 'an old printer', expires: '2999-12-31', count: 1 }],
    });
    const redacted = (await report(['--redact', 'user', CENTOS], directory)).settings;
    expect(redacted).toEqual({ trustedNetworks: 0, ignored: [{ code: 'negotiation', expires: '2999-12-31', count: 1 }] });
  });

  test('findings to ignore, as they come', async () => {
    const directory = place({ '.sshlog.json': { ignore: [{ code: 'no-common-mac', reason: 'x' }] } });
    const { stdout } = await sshlog(['diagnose', '--format', 'ndjson', CENTOS], { cwd: directory });
    expect(stdout).toContain('debug-logging-enabled');
    expect(stdout).not.toContain('"no-common-mac"');
  });

  test('what was written into the file does not steer the terminal', async () => {
    const directory = place({ '.sshlog.json': { ignore: [{ code: 'no-common-mac', reason: '\x1b[2J\u202Egnp\n\nerror[forged]' }] } });
    const { stdout } = await sshlog(['diagnose', CENTOS], { cwd: directory });
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(String.raw`\x1b[2J\u{202e}gnp\n\nerror[forged]`);
  });

  test('until the day has come', async () => {
    const directory = place({ '.sshlog.json': { ignore: [{ code: 'no-common-mac', reason: 'x', expires: '2026-01-31' }] } });
    const { stdout, stderr } = await sshlog(['diagnose', '--format', 'concise', CENTOS], { cwd: directory });
    expect(stdout).toContain('[no-common-mac]');
    expect(stderr).toBe(`sshlog: ${join(directory, '.sshlog.json')}: no-common-mac was to be ignored until 2026-01-31 and is told again; take it out, or give it a new day\n`);
  });

  test.each([
    [['OpenSSH_*'], []],
    [['OpenSSH_9.2p1 Debian-2+deb12u10'], []],
    [['*Debian*deb12u10'], []],
    [['*Debian*deb12'], ['OpenSSH_9.2p1 Debian-2+deb12u10']],
    [['PuTTY*', 'OpenSSH'], ['OpenSSH_9.2p1 Debian-2+deb12u10']],
  ])('known clients %j: stats lists the others', async (knownClients, others) => {
    const directory = place({ '.sshlog.json': { knownClients } });
    const { unexpectedClients } = JSON.parse((await sshlog(['stats', '--format', 'json', CENTOS], { cwd: directory })).stdout) as Stats;
    expect(unexpectedClients?.top.map(({ name }) => name)).toEqual(others);
    expect((await sshlog(['stats', CENTOS], { cwd: directory })).stdout.includes('clients that knownClients does not list: 1')).toBe(others.length > 0);
  });
});

describe('a mistake', () => {
  test.each([
    ['{', /line 1 is not JSON: Expected property name/],
    ['{\n "options": {},\n}', /line 3 is not JSON/],
    ['root:$6$secret:19000::::::', /is not JSON: Unexpected token 'r'$/m],
    ['[]', /: expected an object, not \[\]/],
    [{ colour: 'never' }, /: there is no setting colour; sshlog schema config lists them/],
    [{ options: { severity: 'bad' } }, /: options\.severity: expected error or warning or info, not "bad"/],
    [{ options: { timezone: 'Mars' } }, /: options\.timezone: Give a zone such as Europe\/Berlin/],
    [{ options: { openssh: 9.2 } }, /: options\.openssh: expected a text, not 9\.2/],
    [{ options: { verbose: 'yes' } }, /: options\.verbose: expected true or false, not "yes"/],
    [{ thresholds: { 'brute-force-tries': '10' } }, /: thresholds\.brute-force-tries: expected a whole number, not "10"/],
    [{ thresholds: { 'brute-force-tries': 0 } }, /: thresholds\.brute-force-tries: brute-force-tries is a whole number from 1 to 1000/],
    [{ thresholds: { 'brute-force-window': '1' } }, /: thresholds\.brute-force-window: brute-force-window is a time, such as 90s/],
    [{ trustedNetworks: ['192.0.2.0/33'] }, /: trustedNetworks\[0\]: Give an address or a network/],
    [{ trustedNetworks: '10.0.0.0/8' }, /: trustedNetworks: expected a list, not "10\.0\.0\.0\/8"/],
    [{ ignore: [{ code: 'no-common-mac' }] }, /: ignore\[0\]\.reason: expected a text, not nothing/],
    [{ ignore: [{ code: 'no-common-mca', reason: 'x' }] }, /: ignore\[0\]\.code: there is no no-common-mca; did you mean no-common-mac\?/],
    [{ ignore: [{ code: 'sftp', reason: ' ' }] }, /: ignore\[0\]\.reason: /],
    [{ ignore: [{ code: 'sftp', reason: 'x', expires: '2026-02-31' }] }, /: ignore\[0\]\.expires: Invalid ISO date/],
    [`{"\\u001b[31m": 1}`, /there is no setting \\x1b\[31m/],
  ])('%j is told with its place: 2', async (content, message) => {
    const directory = place({ '.sshlog.json': content });
    const { status, stdout, stderr } = await sshlog(['diagnose', CENTOS], { cwd: directory });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`sshlog: ${join(directory, '.sshlog.json')}`)).toBe(true);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  test.each(['pager', 'output', 'o', 'format', 'sshd-config', 'journal', 'follow', 'config', 'since', 'user', 'from', 'quiet', 'ignore', 'patch', 'baseline', 'write-baseline', '__proto__'])(
    'options.%s cannot be set: it runs, reads or writes something, or hides it', async (name) => {
      const directory = place({ '.sshlog.json': `{"options": {${JSON.stringify(name)}: "sh -c 'touch hacked'"}}` });
      expect((await sshlog(['diagnose', CENTOS], { cwd: directory }))).toMatchObject({ status: 2, stdout: '' });
    });
});

test('the example of the documentation is valid, and names all options that can be set', async () => {
  const page = readFileSync('docs/configuration.md', 'utf8');
  const [, example = ''] = /```json\n([^]*?)```/.exec(page) ?? [];
  const directory = place({ 'example.json': example });
  expect((await report(['--config', 'example.json', CENTOS], directory)).settings).toMatchObject({ files: ['example.json'], trustedNetworks: 2 });
  const schema = JSON.parse((await sshlog(['schema', 'config'])).stdout) as { properties: { options: { properties: object } } };
  for (const name of Object.keys(schema.properties.options.properties)) expect(page).toContain(`\`${name}\``);
});

test('the schema for editors is in the package, and what schema config prints', async () => {
  const { stdout } = await sshlog(['schema', 'config']);
  expect(readFileSync('dist/config.schema.json', 'utf8')).toBe(stdout);
  expect(JSON.parse(stdout)).toMatchObject({ type: 'object', additionalProperties: false });
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown> };
  expect(manifest.exports['./config.schema.json']).toBe('./dist/config.schema.json');
});
