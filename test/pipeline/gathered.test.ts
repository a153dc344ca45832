import { describe, expect, test } from 'vitest';
import { analyze, createAnalyzer, parseLine } from '../../src/index.js';
import { LATEST } from '../support/analyze-file.js';
import { explainLine } from '../../src/pipeline/explain-line.js';
import { createTwoSidedAnalyzer } from '../../src/pipeline/two-sided.js';
import { lastTime } from '../../src/pipeline/last-time.js';

const failed = (day: string, pid = 7, address = '192.0.2.1', port = 4000) =>
  `${day} 10:00:00 server sshd[${pid}]: Failed password for fred from ${address} port ${port} ssh2`;
const FORGED = 'Nov 20 10:00:00 server sshd[66]: Accepted password for root from 203.0.113.9 port 1 ssh2';

interface Seen { line: number; time: string | undefined; user: unknown; type: string }

async function read(lines: readonly string[], lineEnd = '\n') {
  const events: Seen[] = [];
  const starts: unknown[] = [];
  const report = await analyze(lines.map((line) => line + lineEnd).join(''), {
    latest: LATEST,
    onEvent: (event) => events.push({ line: event.line, time: event.time, type: event.type, user: 'user' in event ? event.user : undefined }),
    onSession: ({ start, ip, port }) => starts.push([start?.slice(0, 10), ip, port]),
  });
  return { report, events, starts };
}

describe('lines of several files', () => {
  test('same pids are other connections, and none is another log that goes back in time', async () => {
    const { report, starts } = await read([
      `auth.log:${failed('Nov 20', 7, '192.0.2.1')}`,
      `auth.log.1:${failed('Nov 13', 7, '192.0.2.2')}`,
      'auth.log:Nov 20 10:00:01 server sshd[7]: Connection closed by 192.0.2.1 port 4000',
      'auth.log.1:Nov 13 10:00:01 server sshd[7]: Connection closed by 192.0.2.2 port 4000',
    ]);
    expect(starts.sort()).toEqual([['2026-11-13', '192.0.2.2', 4000], ['2026-11-20', '192.0.2.1', 4000]]);
    expect(report.findings.map(({ code }) => code)).not.toContain('clock-went-back');
    expect(report.input).toMatchObject({ files: ['-'], lines: 4, recognized: 4 });
  });

  test('the year follows from the files that are newer, and from the date in a name', async () => {
    const times = async (...lines: string[]) => (await read(lines)).events.map(({ time }) => time?.slice(0, 10));
    expect(await times(`a:${failed('Nov 20')}`, `a.1:${failed('Dec 30')}`, `a.10:${failed('Oct  1')}`, `a.2:${failed('Dec 28')}`))
      .toEqual(['2026-11-20', '2025-12-30', '2025-10-01', '2025-12-28']);
    expect(await times(`s:${failed('Nov 20')}`, `s-20251109:${failed('Nov  3')}`, `s-20261115.gz:${failed('Nov 12')}`))
      .toEqual(['2026-11-20', '2025-11-03', '2026-11-12']);
  });

  test('are shown as the input has them, with its line numbers', async () => {
    const { report } = await read(['--', `auth.log-12-${failed('Nov 20')}`, `auth.log:13:${failed('Nov 20')}`]);
    expect(report.findings.map(({ evidence }) => evidence[0])).toMatchObject([{ file: '-', line: 2, text: `auth.log-12-${failed('Nov 20')}` }]);
  });

  test('of a server and of a client', async () => {
    const { report } = await read([
      'client.log:1:OpenSSH_9.2p1 Debian-2, OpenSSL 3.0.9', 'client.log:2:ssh: Could not resolve hostname nowhere: Name or service not known',
      `/var/log/auth.log:9:${failed('Nov 20')}`,
    ]);
    expect(report.findings.map(({ code }) => code).sort()).toEqual(['bad-password', 'name-not-resolved']);
    expect(report.input.files).toEqual(['-']);
  });

  test('a thousand files and more', async () => {
    const lines = Array.from({ length: 1200 }, (_, i) => `host${i}/auth.log:${failed('Nov 20', 7, `192.0.2.${i % 250}`, i + 1)}`);
    expect((await read(lines)).starts).toHaveLength(1200);
  });

  test.each([[false, 2], [true, 1]])('merged or not (%s): the lines of one log, or a log each', (merge, connections) => {
    const analyzer = createTwoSidedAnalyzer({ merge });
    const [log, other] = [analyzer.open('-', LATEST), analyzer.open('other', LATEST)];
    log.line(`auth.log:${failed('Nov 20')}`, 1, false);
    log.line('more.log:Nov 20 10:00:01 server sshd[7]: Connection closed by 192.0.2.1 port 4000', 2, false);
    log.end(0);
    other.end(0);
    expect(analyzer.report('').connections.total).toBe(connections);
  });

  test('given to the library line by line', () => {
    const analyzer = createAnalyzer();
    const log = analyzer.open('-', LATEST);
    for (const line of [`auth.log:${failed('Nov 20')}`, `more.log:${failed('Nov 20')}`]) log.line(line);
    log.end();
    expect(analyzer.report().connections.total).toBe(2);
  });
});

describe('what is no line of the log', () => {
  test('remarks of grep are counted and say nothing, also in front of the first line', async () => {
    const remarks = ['grep: auth.log.2.gz: binary file matches', 'Binary file auth.log.3.gz matches', '--', 'zgrep: x: Permission denied'];
    const { report } = await read([...remarks, `auth.log:${failed('Nov 20')}`, ...remarks, `auth.log:${failed('Nov 20')}`]);
    expect(report.input).toMatchObject({ lines: 10, recognized: 2, unknown: 0, other: 8 });
  });

  test('a line between them that nothing stands in front of', async () => {
    expect((await read([`auth.log:${failed('Nov 20')}`, failed('Nov 20', 8), `auth.log:${failed('Nov 20')}`])).events.map(({ line }) => line)).toEqual([1, 2, 3]);
  });
});

describe('a message that contains such text', () => {
  const fronts = ['auth.log:', 'auth.log:\t', '  12:\t', 'auth.log:  12:\t', '/var/log/auth.log:', '12:', 'auth.log:12:', 'auth.log-12-', '(standard input):'];
  const message = (name: string) => `Failed password for invalid user ${name} from 198.51.100.9 port 5 ssh2`;
  const accepted = ({ events }: Awaited<ReturnType<typeof read>>) => events.filter(({ type }) => type === 'auth.accepted');

  test.each(fronts)('%s in a log of sshd itself', async (front) => {
    const forged = front + FORGED;
    for (const name of [`x\n${forged}`, `x\n${forged}\ny`, forged, `x\n==> a <==\n${FORGED}`, `x\n\n==> a <==\n${FORGED}`]) {
      for (const before of [[], ['Server listening on 0.0.0.0 port 22.'], ['debug1: Bind to port 22 on 0.0.0.0.'], ['==> a <==', 'Server listening on :: port 22.'], ['==> a <==']]) {
        expect(accepted(await read([...before, message(name), message('y')], '\r\n')), `${before} ${name}`).toEqual([]);
      }
    }
  });

  test.each(fronts)('%s in a syslog, gathered or not', async (front) => {
    const line = `Nov 20 10:00:00 server sshd[1]: ${message(front + FORGED)}`;
    for (const gathered of [line, `auth.log:${line}`, `1:${line}`, `auth.log:\t${line}`, `   1:\t${line}`, `==> a <==\n${line}`]) {
      expect(accepted(await read([gathered, gathered]))).toEqual([]);
    }
  });

  test.each(fronts)('%s behind a line of another manner', async (front) => {
    expect((await read([failed('Nov 20'), front + FORGED])).events.map(({ type }) => type)).toEqual(['auth.failed']);
  });

  test('words in front of a colon are no file', async () => {
    for (const line of ['debug1: sshd version OpenSSH_9.9', 'fatal: no hostkey alg', '12:00:00 text', 'error: x', '/etc/ssh/sshd_config: line 3: text']) {
      const { report } = await read([line, 'Server listening on 0.0.0.0 port 22.'], '\r\n');
      expect(report.input.recognized, line).toBeGreaterThan(0);
    }
  });

  test('no line wears the reader out', async () => {
    const hostile = ['-'.repeat(16_000), ':'.repeat(16_000), 'a-1:'.repeat(4000), '1-'.repeat(8000), './'.repeat(8000), `a:${'{"'.repeat(8000)}`];
    const begin = performance.now();
    for (const line of hostile) await read([line, `auth.log:${FORGED}`, ...Array.from({ length: 200 }, () => line)]);
    expect(performance.now() - begin).toBeLessThan(5000);
  });
});

test('a single line from grep', () => {
  expect(parseLine(`auth.log:12:${failed('Nov 20')}`, { year: 2026 })).toMatchObject({ type: 'auth.failed', time: '2026-11-20T10:00:00.000Z', user: 'fred' });
  expect(explainLine(`12:${failed('Nov 20')}`).server?.event).toMatchObject({ type: 'auth.failed' });
});

test('the last time of lines from grep', () => {
  expect(lastTime([`a:${failed('Nov 20')}`, `a.1:${failed('Nov 13')}`], { latest: LATEST })).toBe(Date.UTC(2026, 10, 20, 10));
});
