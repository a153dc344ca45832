import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { SESSION_CSV_HEAD } from '../../src/report/session-machine.js';
import { sessionSchema } from '../../src/report/session-schema.js';
import { statsSchema } from '../../src/report/stats-schema.js';
import { sshlog } from '../support/cli.js';
import { markdownProblems, markdownTables } from '../support/readers.js';

const path = (name: string) => fileURLToPath(new URL(`../../fixtures/stats/${name}`, import.meta.url));
const LOG = ['--year', '2024', '--timezone', 'UTC'];

interface Truth {
  lines: number;
  bytes: number;
  connections: { total: number; byOutcome: Record<string, number>; byRelease: Record<string, number>; distinctIps: number; topIps: { ip: string; count: number }[] };
  attempts: {
    failed: number; failedByMethod: Record<string, number>; distinctIps: number; distinctUsers: number; distinctInvalidUsers: number;
    topIps: { ip: string; count: number }[]; topUsers: { user: string; count: number }[];
  };
  accepted: { total: number; byMethod: Record<string, number>; byUser: Record<string, number>; distinctIps: number; fromIpsWithFailures: number };
  negotiationFailures: { total: number; byCategory: Record<string, number> };
  listener: { refusedLines: Record<string, number>; throttling: { episodes: number; dropped: number } };
  sftp: Record<string, number> & { sessionsByUser: Record<string, number> };
}

async function stats(profile: string) {
  const { status, stdout } = await sshlog(['stats', '--format', 'json', ...LOG, path(`${profile}.log`)]);
  expect(status).toBe(0);
  return { found: statsSchema.strict().parse(JSON.parse(stdout)), truth: JSON.parse(readFileSync(path(`${profile}.truth.json`), 'utf8')) as Truth };
}

const counts = (top: { name: string; count: number }[]) => Object.fromEntries(top.map(({ name, count }) => [name, count]));

describe.each(['mixed', 'bruteforce', 'sftp', 'debug2'])('stats of the log %s', (profile) => {
  it('agrees with what the log was made of', async () => {
    const { found, truth } = await stats(profile);
    const { total, refused, open, withoutAddress, sources, clients: _, ...outcomes } = found.connections;
    expect(found.input).toMatchObject({ lines: truth.lines, bytes: truth.bytes, unknown: 0 });
    expect(total - refused).toBe(truth.connections.total);
    expect(Object.fromEntries(Object.entries(outcomes).filter(([, count]) => count > 0))).toEqual(truth.connections.byOutcome);
    expect(open).toBe(0);
    // An address that no line of a connection names cannot be counted: a lost connection of 8.0, a failed read of 5.3.
    expect(sources.distinct).toBeLessThanOrEqual(truth.connections.distinctIps);
    expect(sources.distinct + withoutAddress).toBeGreaterThanOrEqual(truth.connections.distinctIps);
    if (profile === 'sftp' || profile === 'debug2') {
      expect(sources.distinct).toBe(truth.connections.distinctIps);
      expect(sources.top.slice(0, 20)).toEqual(truth.connections.topIps.map(({ ip, count }) => ({ name: ip, count })));
    }

    const { attempts } = truth;
    expect(found.attempts).toMatchObject({ failed: attempts.failed, byMethod: attempts.failedByMethod });
    expect(found.attempts.sources.distinct).toBe(attempts.distinctIps);
    expect(found.attempts.users.distinct).toBe(attempts.distinctUsers);
    expect(found.attempts.invalidUsers.distinct).toBe(attempts.distinctInvalidUsers);
    expect(found.attempts.sources.top.slice(0, 20)).toEqual(attempts.topIps.map(({ ip, count }) => ({ name: ip, count })));
    expect(found.attempts.users.top.slice(0, 20)).toEqual(attempts.topUsers.map(({ user, count }) => ({ name: user, count })));

    const { cert = 0, ...methods } = truth.accepted.byMethod;
    if (cert > 0) methods['publickey'] = (methods['publickey'] ?? 0) + cert;
    expect(found.logins).toMatchObject({ accepted: truth.accepted.total, byMethod: methods, fromSourcesWithFailures: truth.accepted.fromIpsWithFailures });
    // 5.3 says of no key what it was.
    if (truth.connections.byRelease['5.3'] === undefined) expect(found.logins.certificates).toBe(cert);
    expect(counts(found.logins.users.top)).toEqual(truth.accepted.byUser);
    expect(found.logins.sources.distinct).toBe(truth.accepted.distinctIps);

    expect(found.negotiationFailures).toEqual({ total: truth.negotiationFailures.total, byKind: truth.negotiationFailures.byCategory });
    const { penalty = 0, max_startups = 0 } = truth.listener.refusedLines;
    expect(found.listener.throttling).toEqual(truth.listener.throttling);
    expect([found.listener.refused['penalty'] ?? 0, found.listener.refused['max-startups'] ?? 0]).toEqual([penalty, max_startups]);
    const { sessionsByUser, ...sftp } = truth.sftp;
    expect(found.sftp).toMatchObject(sftp);
    expect(counts(found.sftp.users.top)).toEqual(sessionsByUser);
    expect(found.timeline.reduce((sum, { failed, accepted }) => sum + failed + accepted, 0)).toBe(attempts.failed + truth.accepted.total);
    expect(found.timelineOmitted).toBe(0);
  });

  it('has one session for each connection', async () => {
    const { status, stdout } = await sshlog(['sessions', '--format', 'ndjson', ...LOG, path(`${profile}.log`)]);
    expect(status).toBe(0);
    const rows = stdout.trimEnd().split('\n').map((line) => sessionSchema.strict().parse(JSON.parse(line)));
    const { truth } = await stats(profile);
    expect(rows.filter(({ outcome }) => outcome !== 'refused')).toHaveLength(truth.connections.total);
    expect(rows.filter(({ method }) => method !== undefined)).toHaveLength(truth.accepted.total);
    expect(rows.reduce((sum, { sftp }) => sum + (sftp?.bytesWritten ?? 0), 0)).toBe(truth.sftp['bytesWritten']);
  });
});

const LOGIN = `Nov 20 21:00:00 web sshd[100]: Connection from 192.0.2.10 port 4000 on 10.0.0.5 port 22
Nov 20 21:00:00 web sshd[100]: debug1: Client protocol version 2.0; client software version OpenSSH_9.2p1
Nov 20 21:00:00 web sshd[100]: debug1: kex: algorithm: curve25519-sha256 [preauth]
Nov 20 21:00:00 web sshd[100]: debug1: kex: host key algorithm: ssh-ed25519 [preauth]
Nov 20 21:00:00 web sshd[100]: debug1: kex: client->server cipher: aes128-ctr MAC: hmac-sha2-256 compression: none [preauth]
Nov 20 21:00:00 web sshd[100]: debug1: kex: server->client cipher: aes256-ctr MAC: hmac-sha2-256 compression: none [preauth]
Nov 20 21:00:01 web sshd[100]: Failed password for fred from 192.0.2.10 port 4000 ssh2
Nov 20 21:00:03 web sshd[100]: Accepted publickey for fred from 192.0.2.10 port 4000 ssh2: ED25519 SHA256:abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq
Nov 20 21:02:05 web sshd[100]: Received disconnect from 192.0.2.10 port 4000:11: disconnected by user
Nov 20 21:02:05 web sshd[100]: Disconnected from user fred 192.0.2.10 port 4000
Nov 20 21:03:00 web sshd[200]: Failed password for invalid user =cmd|'x'!A1 from 198.51.100.7 port 5000 ssh2
Nov 20 21:03:01 web sshd[200]: Connection closed by invalid user =cmd|'x'!A1 198.51.100.7 port 5000 [preauth]
`;

describe('sessions', () => {
  const run = (...args: string[]) => sshlog(['sessions', '--year', '2026', '--timezone', 'UTC', ...args], { input: LOGIN });

  it('tells of a login what the log says', async () => {
    const document = JSON.parse((await run('--format', 'json')).stdout) as { schema: string; sessions: unknown[] };
    expect(document.schema).toBe('sshlog.sessions/1');
    expect(document.sessions).toHaveLength(2);
    expect(document.sessions[0]).toEqual({
      file: '-', line: 1, host: 'web', pid: 100,
      start: '2026-11-20T21:00:00.000Z', end: '2026-11-20T21:02:05.000Z', duration: 125,
      user: 'fred', ip: '192.0.2.10', port: 4000, client: 'OpenSSH_9.2p1',
      method: 'publickey', key: { type: 'ED25519', fingerprint: 'SHA256:abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq' },
      failures: 1,
      algorithms: {
        kex: ['curve25519-sha256'], hostkey: ['ssh-ed25519'], cipher: ['aes128-ctr', 'aes256-ctr'], mac: ['hmac-sha2-256'], compression: ['none'],
      },
      outcome: 'accepted',
    });
    expect(document.sessions[1]).toMatchObject({ user: "=cmd|'x'!A1", outcome: 'auth_failed', code: 'invalid-user' });
  });

  it('prints one line a connection for people', async () => {
    const [head, ...rows] = (await run()).stdout.trimEnd().split('\n');
    expect(head).toMatch(/^START \(UTC\) +DURATION +OUTCOME +USER +SOURCE +DETAILS$/);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(/^2026-11-20 21:00:00 {2}2m05s +accepted +fred +192\.0\.2\.10:4000 +.*method=publickey .*cipher=aes128-ctr\/aes256-ctr/);
    expect((await run('-q')).stdout).not.toContain('START');
  });

  it('gives spreadsheets no formula to run', async () => {
    const { stdout } = await run('--format', 'csv');
    expect(stdout.startsWith(SESSION_CSV_HEAD)).toBe(true);
    expect(stdout).toContain(",'=cmd|'x'!A1,");
    expect(stdout).not.toContain(',=cmd');
  });

  it('is a table that a reader of CSV gets back, and one of Markdown in which nothing is alive', async () => {
    const rows = parse((await run('--format', 'csv')).stdout, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
    expect(rows).toMatchObject([{ user: 'fred', method: 'publickey', cipher: 'aes128-ctr aes256-ctr', line: '1' }, { user: "'=cmd|'x'!A1", code: 'invalid-user' }]);
    const { stdout } = await run('--format', 'markdown');
    expect(markdownProblems(stdout)).toEqual([]);
    expect(markdownTables(stdout)[0]?.map((row) => row[3])).toEqual(['user', '`fred`', "`=cmd\\x7c'x'!A1`"]);
  });

  it('takes the filters, and is valid JSON without any session', async () => {
    expect((await run('--user', 'fred', '--format', 'ndjson')).stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse((await run('--user', 'nobody', '--format', 'json')).stdout)).toEqual({ schema: 'sshlog.sessions/1', sessions: [] });
  });
});

describe('stats', () => {
  it('adds up to safe integers, whatever a broken line claims', async () => {
    const input = 'Dec  1 06:57:01 host sshd[7]: close "x" bytes read 0 written 9999999999999999\n'.repeat(2);
    const stats = statsSchema.parse(JSON.parse((await sshlog(['stats', '--format', 'json', '-'], { input })).stdout));
    expect(stats.sftp.bytesWritten).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('counts for people, and takes the filters', async () => {
    const args = ['stats', '--year', '2026', '--timezone', 'UTC'];
    const { stdout } = await sshlog(args, { input: LOGIN });
    expect(stdout).toContain('2 connections, 2026-11-20 21:00:00 to 21:03:01 UTC');
    expect(stdout).toContain('1 login accepted');
    expect(stdout).toContain('2 failed tries');
    expect(stdout).toMatch(/2026-11-20 21:00 +1 +2 {2}░+█+/);
    const filtered = statsSchema.parse(JSON.parse((await sshlog([...args, '--from', '198.51.100.0/24', '--format', 'json'], { input: LOGIN })).stdout));
    expect([filtered.connections.total, filtered.attempts.failed, filtered.logins.accepted]).toEqual([1, 1, 0]);
  });

  it('is one table of CSV, and tables of Markdown', async () => {
    const args = ['stats', '--year', '2026', '--timezone', 'UTC', '--format'];
    const rows = parse((await sshlog([...args, 'csv'], { input: LOGIN })).stdout, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
    expect(rows).toEqual(expect.arrayContaining([
      { table: 'connections', name: 'total', count: '2' },
      { table: 'logins', name: 'by publickey', count: '1' },
      { table: 'failed tries: users', name: "'=cmd|'x'!A1", count: '1' },
      { table: 'failed tries by hour (UTC)', name: '2026-11-20T21:00:00.000Z', count: '2' },
    ]));
    const { stdout } = await sshlog([...args, 'markdown'], { input: LOGIN });
    expect(stdout).toMatch(/^## sshlog: 2 connections, 2026-11-20 21:00:00 to 21:03:01 UTC\n/);
    expect(markdownProblems(stdout)).toEqual([]);
    expect(markdownTables(stdout).length).toBeGreaterThan(8);
  });

  it('says so where there is no connection', async () => {
    expect(await sshlog(['stats'], { input: 'nothing\n' })).toMatchObject({ status: 0, stdout: 'no connection\n' });
  });
});

describe('schema', () => {
  it.each(['report', 'finding', 'event', 'session', 'stats'])('%s is a JSON Schema', async (name) => {
    const { status, stdout } = await sshlog(['schema', name]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
  });
});
