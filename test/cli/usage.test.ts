import { describe, expect, test, vi } from 'vitest';
import { readFileSync } from 'node:fs';
import { fixture, sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

const COMMANDS = ['diagnose', 'trace', 'ssh', 'events', 'sessions', 'stats', 'simulate', 'explain', 'codes', 'schema', 'completion'];

describe('help', () => {
  test('names every command and gives examples', async () => {
    const { status, stdout, stderr } = await sshlog(['--help']);
    expect([status, stderr]).toEqual([0, '']);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(stdout).toContain('sshlog diagnose /var/log/secure');
    expect((await sshlog(['help'])).stdout).toBe(stdout);
    expect((await sshlog(['-h'])).stdout).toBe(stdout);
  });

  test.each(COMMANDS)('of %s: --help, -h and help say the same, on standard output', async (command) => {
    const run = await sshlog([command, '--help']);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout).toMatch(new RegExp(`^Usage: sshlog ${command} `));
    expect(await sshlog(['help', command])).toEqual(run);
    expect(run.stdout).toMatch(new RegExp(`^Examples:\\n(?:  .*\\n)*  .*sshlog ${command}`, 'm'));
    expect(run.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('groups the commands, in at most 80 columns', async () => {
    const { stdout } = await sshlog(['--help']);
    expect(stdout).toMatch(/^Why logins fail:\n  diagnose /m);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('without a command goes to standard error: usage', async () => {
    expect(await sshlog([])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^Usage: sshlog /) as string });
  });
});

test.each([['--version'], ['-V']])('%s prints the version of the package', async (flag) => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  expect(await sshlog([flag])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test.each([
  [['dignose', 'x'], /unknown command 'dignose'\n\(Did you mean diagnose\?\)/],
  [['frobnicate'], /unknown command 'frobnicate'/],
  [['diagnose', '--formta', 'json'], /unknown option '--formta'\n\(Did you mean --format\?\)/],
  [['--frob'], /unknown option '--frob'/],
  [['diagnose', '--severity', 'bad'], /Allowed choices are error, warning, info/],
  [['diagnose', '--since', 'yesterday'], /Give an ISO time such as 2026-11-20T12:00, or 2h, 3d before the end/],
  [['diagnose', '--since', '2026-02-31'], /Give an ISO time/],
  [['diagnose', '--since', '2026-11-20T25:00'], /Give an ISO time/],
  [['diagnose', '--since', '2026-11-20 or so'], /Give an ISO time/],
  [['diagnose', '--select', ''], /'--select <codes>' argument '' is invalid\. Give at least one/],
  [['diagnose', '--select', ' , '], /Give at least one, as sshlog codes lists them/],
  [['diagnose', '--redact', ''], /Give ip, user, host, key, separated by commas, or all/],
  [['diagnose', '--line-limit', '9999999999'], /in nine digits at most/],
  [['diagnose', '--frob'], /\n\(sshlog diagnose --help shows what there is\)\n$/],
  [['diagnose', '--year', '26'], /four digits/],
  [['diagnose', '--year', '0000'], /four digits/],
  [['diagnose', '--timezone', 'Mars/Olympus'], /Give a zone such as Europe\/Berlin/],
  [['diagnose', '--timezone', '+99:99'], /Give a zone/],
  [['diagnose', '--from', '010.0.0.1'], /Give an address or a network/],
  [['diagnose', '--from', '192.0.2.0/33'], /Give an address or a network/],
  [['diagnose', '--from', '192.0.2.0/'], /Give an address or a network/],
  [['diagnose', '--line-limit', '10'], /1024 or more/],
  [['diagnose', '--openssh', 'new'], /Give a release from 5.3/],
  [['diagnose', '--threshold', 'brute-force=9'], /There is no threshold brute-force; there are: brute-force-tries, brute-force-connections, .*loopback-window\./],
  [['stats', '--threshold', 'brute-force-tries'], /Give a value too, such as brute-force-tries=10\./],
  [['diagnose', '--threshold', 'brute-force-tries=0'], /brute-force-tries is a whole number from 1 to 1000\./],
  [['diagnose', '--threshold', 'brute-force-tries=1e2'], /brute-force-tries is a whole number/],
  [['diagnose', '--threshold', 'distributed-rhythm-sources=2'], /distributed-rhythm-sources is a whole number from 3 to 1000\./],
  [['diagnose', '--threshold', 'distributed-rhythm-spread=101'], /distributed-rhythm-spread is a whole number from 1 to 100\./],
  [['diagnose', '--threshold', 'brute-force-window=60'], /brute-force-window is a time, such as 90s, 30m, 1h or 2d\./],
  [['diagnose', '--threshold', 'brute-force-window=0h'], /brute-force-window is a time/],
  [['diagnose', '--threshold', 'constructor=1'], /There is no threshold constructor/],
  [['diagnose', '--format', 'xml'], /^sshlog: there is no format xml; use text, concise, json, ndjson, markdown, html, sarif, junit, github, gitlab/],
  [['diagnose', '--format', 'jsn'], /^sshlog: there is no format jsn; .*; did you mean json\?\n$/],
  [['diagnose', '--ignore', 'sftp,atack'], /^sshlog: there is no code or category atack; sshlog codes lists them; did you mean attack\?\n$/],
  [['diagnose', '--select', 'zzzzzzzzzz'], /^sshlog: there is no code or category zzzzzzzzzz; sshlog codes lists them\n$/],
  [['diagnose', '--follow', '--merge', 'a.log', 'b.log'], /--merge needs the ends of all files/],
  [['diagnose', '--format', 'json='], /lacks the name of the file/],
  [['diagnose', '--color', 'maybe'], /Allowed choices are auto, always, never/],
  [['events', '--format', 'json'], /there is no format json; use ndjson, text/],
  [['explain'], /missing required argument/],
  [['explain', 'no-common-mca'], /^sshlog: there is no code no-common-mca; sshlog codes lists them; did you mean no-common-mac\?\n$/],
  [['explain', 'enumeration'], /did you mean user-enumeration\?/],
  [['schema', 'nothing'], /Allowed choices are report/],
  [['help', 'nothing'], /^Usage: sshlog/],
  [['help', 'nothing'], /\n\nerror: unknown command 'nothing'\n$/],
])('%j is a usage error: 2, nothing on standard output, no stack', async (args, message) => {
  const { status, stdout, stderr } = await sshlog([...args]);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toContain('defect');
});

test('codes: one line each, as explain knows them', async () => {
  const { status, stdout } = await sshlog(['codes']);
  expect(status).toBe(0);
  const codes = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '');
  expect(codes).toContain('no-common-mac');
  expect(codes.every((code) => /^[a-z][a-z0-9-]+$/.test(code))).toBe(true);
  expect(new Set(codes).size).toBe(codes.length);
  const page = await sshlog(['explain', 'no-common-mac']);
  expect(page).toMatchObject({ status: 0, stderr: '' });
  expect(page.stdout).toContain('no-common-mac');
});

test('schema report is a JSON Schema', async () => {
  const { status, stdout } = await sshlog(['schema', 'report']);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ $schema: expect.stringContaining('json-schema.org') as string, type: 'object' });
});

describe('colours', () => {
  // oxlint-disable-next-line no-control-regex -- colours begin with it
  const coloured = async (args: string[], env: Record<string, string>) => /\x1b\[/.test((await sshlog(args, { env })).stdout);
  const LOG = fixture('two-hosts.log');

  test.each([
    ['a pipe', [], {}, false],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['NO_COLOR', [], { NO_COLOR: '1' }, false],
    ['NO_COLOR over FORCE_COLOR', [], { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['an empty NO_COLOR', [], { NO_COLOR: '', FORCE_COLOR: '1' }, true],
    ['--color always over NO_COLOR', ['--color', 'always'], { NO_COLOR: '1' }, true],
    ['--color never over FORCE_COLOR', ['--color', 'never'], { FORCE_COLOR: '1' }, false],
  ] as [string, string[], Record<string, string>, boolean][])('%s', async (_, args, env, expected) => {
    expect(await coloured(['diagnose', ...args, LOG], env)).toBe(expected);
    expect(await coloured(['codes', ...args], env)).toBe(expected);
  });

  test('formats for machines have none', async () => {
    for (const format of ['json', 'concise'])
      expect(await coloured(['diagnose', '--color', 'always', '--format', format, LOG], {})).toBe(false);
  });
});
