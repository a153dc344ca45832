import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { textOfLength } from '../../src/diagnosers/client/session/pollution.js';
import type { Finding } from '../../src/finding.js';
import { analyze } from '../../src/index.js';
import { analyzeFile } from '../support/analyze-file.js';

const FOLDER = 'fixtures/client/session';
/** What each capture shows; the others are named by it. */
const SHOWN: Record<string, string[]> = {
  'forwarding-refused-remote': ['forwarding-refused'],
  'forward-target-unreachable-jump': ['forward-target-unreachable'],
  'sftp-stream-polluted-scp': ['sftp-stream-polluted'],
  'jump-success': [],
};
/** What is for other tests. */
const OTHERS = new Set(['jump-auth-failure', 'several-attempts']);

const codes = (findings: readonly Finding[]): string[] => findings.map(({ code }) => code).sort();

async function findingsOf(text: string): Promise<Finding[]> {
  return (await analyze(text, { file: 'ssh.log' })).findings;
}

describe('a capture of a session', () => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.log')).map((name) => name.slice(0, -4)).filter((name) => !OTHERS.has(name));

  it.each(names)('%s', async (name) => {
    const { findings } = await analyzeFile(`${FOLDER}/${name}.log`);
    expect(codes(findings)).toEqual(SHOWN[name] ?? [name]);
  });

  it.each(names)('%s without the carriage returns', async (name) => {
    const { findings } = await analyze((await import('node:fs')).readFileSync(`${FOLDER}/${name}.log`, 'latin1').replaceAll('\r', ''), { file: 'ssh.log' });
    expect(codes(findings)).toEqual(SHOWN[name] ?? [name]);
  });
});

describe('what a start-up file prints into sftp', () => {
  it('is read out of the length', async () => {
    expect(textOfLength(1400204832)).toBe('Sun ');
    expect(textOfLength(1466264675)).toBe('Welc');
    expect(textOfLength(0)).toBeUndefined();
    expect(textOfLength(0x100000)).toBeUndefined();
    expect(textOfLength(9_999_999_999)).toBeUndefined();
    const [finding] = await findingsOf('Received message too long 1400204832\r\n');
    expect(finding?.summary).toContain('"Sun "');
    expect(finding?.fixes.flatMap(({ lines = [] }) => lines)).toContain('case $- in *i*) ;; *) return ;; esac');
  });

  it('shows no control characters', () => {
    expect(textOfLength(0x1b5b316d)).toBe('.[1m');
  });
});

describe('advice', () => {
  it('names the host of the log', async () => {
    const [finding] = await findingsOf('Timeout, server db.example.org not responding.\r\n');
    expect(finding?.fixes.flatMap(({ lines = [] }) => lines)[0]).toBe('Host db.example.org');
  });

  it('builds no command from a name that is not plain', async () => {
    const [finding] = await findingsOf('Timeout, server $(id) not responding.\r\nTimeout, server a;id not responding.\r\n');
    const text = JSON.stringify(finding?.fixes);
    expect(text).not.toContain('$(id)');
    expect(text).not.toContain(';id');
  });

  it('quotes paths for both shells', async () => {
    const [finding] = await findingsOf("scp: /srv/it's $HOME: Permission denied\n");
    expect(finding?.code).toBe('sftp-permission-denied');
    expect(finding?.fixes).toEqual([]);
  });
});

describe('a remote forwarding that failed', () => {
  const before = 'OpenSSH_9.2p1, OpenSSL 3.0.22 25 Aug 2026\r\nAuthenticated to server.example.org ([192.0.2.250]:22) using "publickey".\r\n';
  const failed = 'Warning: remote port forwarding failed for listen port 8080\r\n';

  it.each([
    ['debug1: Remote: Server has disabled port forwarding.\r\n', 'forwarding-refused'],
    ['debug1: Remote: /home/fred/.ssh/authorized_keys:1: key options: pty user-rc\r\n', 'forwarding-refused'],
    ['debug1: Remote: /home/fred/.ssh/authorized_keys:1: key options: port-forwarding pty user-rc\r\n', 'remote-forward-port-in-use'],
  ])('with %s is told apart', async (remark, code) => {
    expect(codes(await findingsOf(before + remark + failed))).toEqual([code]);
  });

  it('without -v is a refusal, of which the log does not tell more', async () => {
    const [finding, ...rest] = await findingsOf(failed);
    expect(finding?.code).toBe('forwarding-refused');
    expect(finding?.unknowns.join(' ')).toContain('Whether it is forbidden or the port is taken');
    expect(rest).toEqual([]);
  });
});

describe('what the session prints', () => {
  it('about a shutdown is no refusal where the session goes on', async () => {
    const log = 'OpenSSH_9.2p1, OpenSSL 3.0.22 25 Aug 2026\r\nAuthenticated to h.example.org ([192.0.2.250]:22) using "publickey".\r\ndebug1: Sending command: uptime\r\n'
      + 'System is going down for maintenance on Friday\nup 3 days\ndebug1: Exit status 0\r\n';
    expect(await findingsOf(log)).toEqual([]);
  });

  it('of a transfer that goes well is no pollution', async () => {
    const log = 'OpenSSH_9.2p1, OpenSSL 3.0.22 25 Aug 2026\r\nAuthenticated to h.example.org ([192.0.2.250]:22) using "publickey".\r\ndebug1: Sending command: scp -v -t .\r\n'
      + 'Sending file modes: C0600 1 app.tar\nSink: C0600 1 app.tar\napp.tar   100%    1     0.1KB/s   00:00\ndebug1: Exit status 0\r\n';
    expect(await findingsOf(log)).toEqual([]);
  });
});
