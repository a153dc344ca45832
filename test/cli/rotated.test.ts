import { linkSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { finish, scratch, sshlog, start } from '../support/cli.js';

vi.setConfig({ testTimeout: 60_000 });

let directory = '';
beforeAll(() => {
  directory = scratch();
});
afterAll(() => rmSync(directory, { recursive: true }));

function write(name: string, content: string | Buffer, modified = '2027-01-12T00:00:00Z'): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  utimesSync(path, new Date(modified), new Date(modified));
  return path;
}

interface Report {
  input: Record<string, unknown> & { files: string[] };
  connections: Record<string, number>;
  servers: unknown[];
  findings: { code: string; count: number; evidence: { file: string; line: number }[]; firstSeen?: string; lastSeen?: string }[];
}

async function diagnose(...args: string[]): Promise<Report> {
  const run = await sshlog(['diagnose', '--format', 'json', ...args]);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  return JSON.parse(run.stdout) as Report;
}

/** A connection whose lines straddle a border; each part says less than the whole. */
const OLDEST = [
  'Dec 27 10:00:00 server sshd[300]: Server listening on 0.0.0.0 port 22.',
  'Dec 27 10:00:01 server sshd[301]: debug1: Local version string SSH-2.0-OpenSSH_7.4',
  'Dec 27 10:00:01 server sshd[301]: Connection from 192.0.2.7 port 50001 on 192.0.2.1 port 22',
  'Dec 27 10:00:02 server sshd[301]: Failed password for fred from 192.0.2.7 port 50001 ssh2',
];
const MIDDLE = [
  'Dec 27 10:00:03 server last message repeated 2 times',
  'Dec 27 10:00:04 server sshd[301]: Connection closed by 192.0.2.7 port 50001 [preauth]',
  'Dec 31 23:59:58 server sshd[400]: Connection from 192.0.2.8 port 50002 on 192.0.2.1 port 22',
  'Dec 31 23:59:59 server sshd[400]: Accepted password for fred from 192.0.2.8 port 50002 ssh2',
];
const NEWEST = [
  'Jan  1 00:00:05 server sshd[402]: Received disconnect from 192.0.2.8 port 50002:11: disconnected by user',
  'Jan  1 00:00:05 server sshd[402]: Disconnected from user fred 192.0.2.8 port 50002',
  'Jan 11 08:00:00 server sshd[500]: fatal: Unable to negotiate with 192.0.2.9 port 50003: no matching MAC found. Their offer: hmac-sha1 [preauth]',
];
const text = (lines: string[]) => `${lines.join('\n')}\n`;

describe('a rotated set over a change of years', () => {
  const names = ['auth.log', 'auth.log.1', 'auth.log.2.gz'];
  let paths: string[] = [];
  beforeAll(() => {
    mkdirSync(join(directory, 'set'));
    paths = [write('set/auth.log', text(NEWEST)), write('set/auth.log.1', text(MIDDLE)), write('set/auth.log.2.gz', gzipSync(text(OLDEST)))];
  });

  /** All orders of three. */
  const orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

  test.each(orders)('is one log in time order, named as %i %i %i', async (...order) => {
    const report = await diagnose(...order.map((i) => paths[i] ?? ''));
    expect(report.input.files).toEqual(names.toReversed().map((name) => join(directory, 'set', name)));
    expect(report.input).toMatchObject({ firstTime: '2026-12-27T10:00:00.000Z', lastTime: '2027-01-11T08:00:00.000Z', lines: 11 });
    expect(report.connections).toMatchObject({ total: 3, accepted: 1, auth_failed: 1, negotiation_failed: 1 });
    const codes = report.findings.map(({ code }) => code);
    expect(codes).not.toContain('clock-went-back');
    expect(codes).toContain('no-common-mac');
    expect(report.servers).toMatchObject([{ openssh: { exact: '7.4' } }]);
  });

  test('gives the findings of the files put together', async () => {
    const one = await diagnose(write('one.log', text([...OLDEST, ...MIDDLE, ...NEWEST])));
    const set = await diagnose(...paths);
    const essence = ({ findings, connections, servers }: Report) => ({
      connections,
      servers: servers.map((server) => ({ ...(server as object), openssh: undefined, logLevelEvidence: undefined })),
      findings: findings.map(({ code, count, firstSeen, lastSeen }) => ({ code, count, firstSeen, lastSeen })),
    });
    expect(essence(set)).toEqual(essence(one));
  });

  test('an event names its file and the line in it', async () => {
    const run = await sshlog(['events', '--format', 'ndjson', ...paths]);
    const events = run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { file: string; line: number; type: string; repeat?: number });
    const repeated = events.find(({ repeat }) => repeat === 2);
    expect(repeated).toMatchObject({ file: paths[1], line: 1, type: 'auth.failed' });
    expect(events.find(({ type }) => type === 'negotiation.failed')).toMatchObject({ file: paths[0], line: 3 });
  });
});

describe('the order of a set', () => {
  const line = (time: string, pid: number) => `${time} server sshd[${pid}]: Invalid user x from 192.0.2.1 port ${pid}\n`;

  test('follows the times where the lines have years, whatever the names', async () => {
    const paths = [
      write('iso.log.1', line('2026-11-20T12:00:00Z', 2)), write('iso.log.2', line('2026-11-21T12:00:00Z', 3)), write('iso.log', line('2026-11-19T12:00:00Z', 1)),
    ];
    const { input } = await diagnose(...paths);
    expect(input.files).toEqual([paths[2], paths[0], paths[1]]);
  });

  test('dates in names; a year that the user gives is that of the first line', async () => {
    const paths = [write('secure', line('Jan  9 12:00:00', 3)), write('secure-20210103', line('Dec 29 12:00:00', 1)), write('secure-20210107.gz', gzipSync(line('Jan  4 12:00:00', 2)))];
    const { input } = await diagnose('--year', '2020', ...paths);
    expect(input).toMatchObject({ files: [paths[1], paths[2], paths[0]], firstTime: '2020-12-29T12:00:00.000Z', lastTime: '2021-01-09T12:00:00.000Z' });
  });

  test('the age of a file outranks the order of months: a set with a hole of a year', async () => {
    const paths = [write('hole.log', line('Nov 22 12:00:00', 2), '2026-11-23'), write('hole.log.1', line('Nov 20 12:00:00', 1), '2024-11-25')];
    const { input } = await diagnose(...paths);
    expect(input).toMatchObject({ firstTime: '2024-11-20T12:00:00.000Z', lastTime: '2026-11-22T12:00:00.000Z' });
  });
});

describe('different logs', () => {
  const begin = 'Nov 20 12:00:00 server sshd[7]: Connection from 192.0.2.1 port 1000 on 192.0.2.9 port 22\n';
  const end = 'Nov 20 12:00:01 server sshd[7]: Failed password for fred from 192.0.2.2 port 2000 ssh2\n';

  test('share no processes, in one directory or two', async () => {
    mkdirSync(join(directory, 'a'));
    mkdirSync(join(directory, 'b'));
    for (const [one, other] of [['web1.log', 'web2.log'], ['a/auth.log', 'b/auth.log']] as const) {
      const { connections } = await diagnose(write(one, begin), write(other, end));
      expect(connections.total).toBe(2);
    }
  });
});

describe('the same file twice', () => {
  test('is read once, and said', async () => {
    const path = write('twice.log', text(NEWEST));
    linkSync(path, join(directory, 'linked.log'));
    const run = await sshlog(['diagnose', '--format', 'json', path, join(directory, 'linked.log'), path]);
    expect(run.status).toBe(0);
    expect(run.stderr).toBe(`sshlog: ${join(directory, 'linked.log')} is the same file as ${path}; it is read once\nsshlog: ${path} is named twice; it is read once\n`);
    expect((JSON.parse(run.stdout) as Report).input).toMatchObject({ files: [path], lines: 3 });
  });
});

describe('a damaged file of a set', () => {
  test('counts as far as it can be read: 3', async () => {
    const packed = gzipSync(text(OLDEST));
    const paths = [write('cut/auth.log'.replace('cut/', 'cut-'), text(NEWEST)), write('cut-auth.log.1.gz', packed.subarray(0, packed.length - 5))];
    const run = await sshlog(['diagnose', '--format', 'json', ...paths]);
    expect(run.status).toBe(3);
    expect(run.stderr).toBe(`sshlog: ${paths[1]} ends in the middle of its gzip data, at byte ${packed.length - 5}; what came before was read\n`);
    expect((JSON.parse(run.stdout) as Report).input).toMatchObject({ lines: 7 });
  });

  test('that is empty is said, and no error', async () => {
    const run = await sshlog(['diagnose', '--format', 'json', write('e.log', text(NEWEST)), write('e.log.1', '')]);
    expect(run).toMatchObject({ status: 0, stderr: `sshlog: ${join(directory, 'e.log.1')} is empty\n` });
  });
});

describe('standard input', () => {
  test('that is empty beside a file is said by its name', async () => {
    const run = await sshlog(['diagnose', '--format', 'json', write('s.log', text(NEWEST)), '-'], { input: '' });
    expect(run).toMatchObject({ status: 0, stderr: 'sshlog: standard input is empty\n' });
  });

  test.each(['gz', 'zst', 'xz', 'bz2'])('packed as %s is told by its first bytes', async (suffix) => {
    const { readFileSync } = await import('node:fs');
    const run = await sshlog(['diagnose', '--format', 'json', '-'], { input: readFileSync(`fixtures/archives/lines.${suffix}`) });
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect((JSON.parse(run.stdout) as Report).input).toMatchObject({ files: ['-'], lines: 40, recognized: 40 });
  });

  test('a first line that trickles in is no archive', async () => {
    const child = start(['events', '-']);
    const end = finish(child);
    for (const piece of ['N', 'ov 20 12:00:00 server', ' sshd[1]: Invalid user x from 192.0.2.1 port 1\n']) {
      child.stdin.write(piece);
      await new Promise((resume) => setTimeout(resume, 50));
    }
    child.stdin.end();
    expect((await end).stdout).toContain('"type":"auth.invalid-user"');
  });
});
