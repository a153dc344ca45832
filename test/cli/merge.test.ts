import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { scratchFiles, sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 60_000 });

const { path, write } = scratchFiles();

const AUTH = `2026-11-20T12:00:00Z server sshd[700]: Accepted publickey for fred from 192.0.2.7 port 50001 ssh2: ED25519 SHA256:abc
2026-11-20T12:00:09Z server sshd[702]: Received disconnect from 192.0.2.7 port 50001:11: disconnected by user
2026-11-20T12:00:09Z server sshd[702]: Disconnected from user fred 192.0.2.7 port 50001
`;
const SFTP = `2026-11-20T12:00:02Z server internal-sftp[703]: session opened for local user fred from [192.0.2.7]
2026-11-20T12:00:03Z server internal-sftp[703]: open "/upload/report.csv" flags WRITE,CREATE,TRUNCATE mode 0666
2026-11-20T12:00:04Z server internal-sftp[703]: close "/upload/report.csv" bytes read 0 written 4096
2026-11-20T12:00:05Z server internal-sftp[703]: session closed for local user fred from [192.0.2.7]
`;

interface Row { pid?: number; user?: string; sftp?: { bytesWritten: number } }

const rowsOf = (text: string) => (JSON.parse(text) as { sessions: Row[] }).sessions;

async function sessions(...args: string[]): Promise<Row[]> {
  const run = await sshlog(['sessions', '--format', 'json', ...args]);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  return rowsOf(run.stdout);
}

describe('--merge', () => {
  test('the log of sftp finds the login in that of sshd, whichever is named first', async () => {
    const paths = [write('auth.log', AUTH), write('sftp.log', SFTP)];
    for (const files of [paths, paths.toReversed()]) {
      const rows = await sessions('--merge', ...files);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({ user: 'fred', pid: 700, sftp: expect.anything() as object });
    }
    // One after the other they are two logs: nothing tells that they are of one host.
    expect(await sessions(...paths)).toHaveLength(2);
  });

  test('interleaves by time what is packed, rotated or large, and keeps the order inside a file', async () => {
    const lines = (host: string, from: number, count: number) => Array.from({ length: count }, (_, i) => {
      const time = new Date(Date.UTC(2026, 10, 20) + (from + i) * 1000).toISOString();
      return `${time} ${host} sshd[${i + 1}]: Invalid user x from 192.0.2.1 port ${i + 1}\n`;
    }).join('');
    const files = [
      write('one.log', lines('one', 3000, 6000)), write('one.log.1.gz', gzipSync(lines('one', 0, 3000))), write('two.log', lines('two', 0, 9000)),
      write('three.log', lines('three', 8000, 5)),
    ];
    const run = await sshlog(['events', '--merge', '--format', 'ndjson', ...files]);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    const events = run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { time: string; host: string });
    expect(events).toHaveLength(18_005);
    expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).sort());
  });

  test('an input that ends in an error holds nobody up', async () => {
    const packed = gzipSync(SFTP);
    const run = await sshlog(['sessions', '--merge', '--format', 'json', write('auth2.log', AUTH), write('sftp2.log.gz', packed.subarray(0, packed.length - 9)), path('missing.log')]);
    expect(run.status).toBe(3);
    expect(rowsOf(run.stdout)).toHaveLength(1);
  });

  test('a dozen inputs wait for a slow reader, and nothing is said of it', async () => {
    const names = Array.from({ length: 12 }, (_, i) => write(`host${i}.log`, Array.from({ length: 2000 }, (__, second) =>
      `2026-11-20T12:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}Z server${i} sshd[${second + 100}]: Invalid user fred from 192.0.2.${i} port ${second + 1024}\n`).join('')));
    const run = await sshlog(['events', '--merge', ...names]);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout.match(/\n/g)).toHaveLength(12 * 2000);
  });

  test('standard input takes part', async () => {
    const rows = await sshlog(['sessions', '--merge', '--format', 'json', write('auth3.log', AUTH), '-'], { input: SFTP });
    expect(rowsOf(rows.stdout)).toHaveLength(1);
  });
});
