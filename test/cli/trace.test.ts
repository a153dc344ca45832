import { describe, expect, test, vi } from 'vitest';
import type { TraceReport } from '../../src/report/trace.js';
import { createAnalyzer } from '../../src/pipeline/analyzer.js';
import { createTrace, type TraceLimits } from '../../src/pipeline/trace.js';
import { sshlog } from '../support/cli.js';
import { syslog } from '../support/analyze-text.js';

vi.setConfig({ testTimeout: 30_000 });

const LOG = [
  '[100 12:00:00] Connection from 192.0.2.10 port 40001 on 192.0.2.250 port 22',
  '[200 12:00:01] Connection from 198.51.100.7 port 40002 on 192.0.2.250 port 22',
  '[100 12:00:02] Authentication refused: bad ownership or modes for directory /home/fred/.ssh',
  '[200 12:00:03] Accepted password for mary from 198.51.100.7 port 40002 ssh2',
  '[100 12:00:04] Connection closed by authenticating user fred 192.0.2.10 port 40001 [preauth]',
  '[200 12:00:05] pam_unix(sshd:session): session opened for user mary by (uid=0)',
  '[300 12:00:06] Connection from 192.0.2.30 port 40003 on 192.0.2.250 port 22',
  '[300 12:00:07] Unable to negotiate with 192.0.2.30 port 40003: no matching MAC found. Their offer: hmac-md5 [preauth]',
].map((line) => `${syslog(line)}\n`).join('');

async function json(target: string, ...args: string[]): Promise<TraceReport> {
  const { status, stdout } = await sshlog(['trace', target, '--format', 'json', ...args, '-'], { input: LOG });
  expect(status).toBe(0);
  return JSON.parse(stdout) as TraceReport;
}

describe('trace', () => {
  test.each([
    ['fred', [[1, 3, 5]], ['authorized-keys-bad-permissions']],
    ['mary', [[2, 4, 6]], []],
    ['192.0.2.10', [[1, 3, 5]], ['authorized-keys-bad-permissions']],
    ['192.0.2.0/24', [[1, 3, 5], [7, 8]], ['authorized-keys-bad-permissions', 'no-common-mac']],
    ['300', [[7, 8]], ['no-common-mac']],
    ['nobody', [], []],
    ['203.0.113.1', [], []],
  ])('%s: the lines of the connections, and what was found of them', async (target, lines, codes) => {
    const trace = await json(target);
    expect(trace.connections.map((connection) => connection.lines.map(({ line }) => line))).toEqual(lines);
    expect(trace.findings.filter(({ category }) => category !== 'log').map(({ code }) => code)).toEqual(codes);
    expect(trace).toMatchObject({ schema: 'sshlog.trace/1', target, omittedConnections: 0, input: { lines: 8 } });
  });

  test('the lines before the user was named are his', async () => {
    const [connection] = (await json('fred')).connections;
    expect(connection).toMatchObject({ user: 'fred', ip: '192.0.2.10', port: 40001, host: 'server', pids: [100], outcome: 'no_auth' });
    expect(connection?.lines[0]).toMatchObject({
      line: 1, type: 'connection.opened', meaning: 'a client connects from 192.0.2.10 port 40001',
      text: 'Connection from 192.0.2.10 port 40001 on 192.0.2.250 port 22',
    });
  });

  test('filters narrow it further', async () => {
    expect((await json('192.0.2.0/24', '--user', 'fred')).connections).toHaveLength(1);
    expect((await json('fred', '--from', '198.51.100.0/24')).connections).toEqual([]);
  });

  test('takes 80 columns, but for a command to paste', async () => {
    const client = '[7] Unable to negotiate with 192.0.2.30 port 40003: no matching MAC found. Their offer: hmac-md5 [preauth]';
    const refused = '[8] User fred from 192.0.2.10 not allowed because not listed in AllowUsers';
    const input = [...Array.from({ length: 60 }, (_, i) => client.replace('[7]', `[${i + 20}]`)), refused].map((line) => `${syslog(line)}\n`).join('');
    const outputs = await Promise.all([['192.0.2.0/24'], ['192.0.2.0/24', '-v'], ['n'.repeat(90)]].map((args) => sshlog(['trace', ...args, '-'], { input })));
    expect(outputs[0]?.stdout).toContain('(11 earlier connections of');
    expect(outputs[0]?.stdout).toContain('  (more: sshlog diagnose --select user-not-in-allowusers,');
    expect(outputs[1]?.stdout).toContain('Unable to negotiate with 192.0.2.30 port 40003: no matching');
    for (const { stdout } of outputs) expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes('sshd -T -C '))).toEqual([]);
  });

  test('as text: heading, lines, verdict with the fix last', async () => {
    const { stdout } = await sshlog(['trace', 'fred', '-'], { input: LOG });
    expect(stdout).toMatch(/^\d{4}-11-20 12:00:00 to 12:00:04 UTC, fred, from 192\.0\.2\.10 port 40001/);
    expect(stdout).toContain('\n  3  12:00:02  others may write to /home/fred/.ssh: its keys are ignored');
    expect(stdout).toMatch(/\nverdict:\n\nerror\[authorized-keys-bad-permissions\][^]*chmod 700 \/home\/fred\/\.ssh\n/);
    expect(stdout).not.toContain('mary');
  });

  test('says plainly that there is no trace', async () => {
    expect(await sshlog(['trace', 'nobody', '-'], { input: LOG })).toEqual({ status: 0, stdout: 'no trace of nobody in this log\n', stderr: '' });
    expect((await sshlog(['trace', 'no body', '-'], { input: 'x\n' })).stdout).toContain('no line of sshd was found');
    expect((await sshlog(['trace', 'mary', '-'], { input: LOG })).stdout).toContain('verdict: nothing went wrong');
  });

  test.each([[['trace']], [['trace', '', '-']], [['trace', '192.0.2.0/33', '-']], [['trace', 'fred', '--format', 'xml', '-']]])('%j is a usage error', async (args) => {
    expect(await sshlog(args)).toMatchObject({ status: 2, stdout: '' });
  });

  test('a hostile user name cannot steer the terminal', async () => {
    const input = `${syslog('[9] Failed password for invalid user \u001b[2Jx from 192.0.2.9 port 9 ssh2')}\n`;
    const { stdout } = await sshlog(['trace', '192.0.2.9', '-v', '-'], { input });
    // oxlint-disable-next-line no-control-regex -- that is what must not be there
    expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
    expect(stdout).toContain('192.0.2.9');
  });
});

test.each([['ecs', 'ecs'], ['ocsf', 'metadata']])('events --format %s: one object for each line', async (format, key) => {
  const { status, stdout, stderr } = await sshlog(['events', '--format', format, '-'], { input: LOG });
  expect([status, stderr]).toEqual([0, '']);
  const objects = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(objects).toHaveLength(8);
  for (const object of objects) expect(object).toHaveProperty(key);
});

describe('its memory is bounded', () => {
  function run(user: string, limits: TraceLimits, lines: readonly string[]) {
    const follower = createTrace({ user }, {}, limits);
    const input = createAnalyzer({ follower, diagnosers: [] });
    const log = input.open('log', Date.UTC(2026, 10, 21));
    lines.forEach((line, i) => log.line(syslog(line), i + 1, false));
    log.end(0);
    input.report('');
    return follower;
  }
  const login = (i: number) => `[${1000 + i} 12:00:${String(i).padStart(2, '0')}] Accepted password for fred from 192.0.2.1 port ${5000 + i} ssh2`;

  test('the last connections are kept, the others counted', () => {
    const trace = run('fred', { connections: 3, lines: 10, waiting: 1000 }, Array.from({ length: 10 }, (_, i) => login(i)));
    expect(trace.connections().map(({ port }) => port)).toEqual([5007, 5008, 5009]);
    expect(trace.omitted()).toBe(7);
  });

  test('of a long connection the beginning and the end', () => {
    const failed = '[1000] Failed password for fred from 192.0.2.1 port 5000 ssh2';
    const [connection] = run('fred', { connections: 3, lines: 4, waiting: 1000 }, Array.from({ length: 9 }, () => failed)).connections();
    expect(connection?.lines.map(({ line }) => line)).toEqual([1, 2, 8, 9]);
    expect(connection?.omitted).toEqual({ lines: 5, behind: 2 });
  });

  test('connections that did not match yet give way', () => {
    const opened = Array.from({ length: 30 }, (_, i) => `[${i + 1}] Connection from 192.0.2.${i + 1} port ${5000 + i} on 192.0.2.250 port 22`);
    const [connection] = run('fred', { connections: 3, lines: 4, waiting: 10 }, [
      ...opened, '[1] Failed password for fred from 192.0.2.1 port 5000 ssh2',
    ]).connections();
    expect(connection?.lines.map(({ line }) => line)).toEqual([31]);
    expect(connection?.omitted).toEqual({ lines: 1, behind: 0 });
  });
});
