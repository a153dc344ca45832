import { expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';

const LOGIN = '[7] Accepted password for fred from 192.0.2.1 port 50022 ssh2';

it('the level of an sftp server is its own: -l says it, not LogLevel', async () => {
  const { findings, servers } = await analyzeLines([LOGIN, 'Nov 20 12:00:01 server internal-sftp[8]: debug3: request 1: open flags 26']);
  expect(servers).toMatchObject([{ logLevel: 'INFO' }]);
  expect(findings).toMatchObject([{ code: 'debug-logging-enabled', title: 'the sftp server logs at a DEBUG level' }]);
  expect(findings[0]?.fixes.flatMap(({ lines }) => lines ?? [])).toEqual([]);
});

it('the level of sshd is that of its own lines', async () => {
  const { findings, servers } = await analyzeLines([LOGIN, '[7] debug1: session_new: session 0']);
  expect(servers).toMatchObject([{ logLevel: 'DEBUG1' }]);
  expect(findings).toMatchObject([{ title: 'sshd logs at a DEBUG level', fixes: [{ lines: ['LogLevel INFO'] }] }]);
});

it('an sftp server and sshd at a DEBUG level are two matters on one host, whichever comes first', async () => {
  const { findings } = await analyzeLines([
    LOGIN, 'Nov 20 12:00:01 server internal-sftp[8]: debug3: request 1: open flags 26',
    'Nov 20 12:00:02 server sshd[9]: debug1: Forked child 10.', 'Nov 20 12:00:02 server sshd[10]: Connection from 192.0.2.11 port 50023 on 192.0.2.1 port 22',
    'Nov 20 12:00:02 server sshd[10]: debug1: Client protocol version 2.0; client software version OpenSSH_9.2',
  ]);
  expect(findings.filter(({ code }) => code === 'debug-logging-enabled').map(({ title }) => title).sort())
    .toEqual(['sshd logs at a DEBUG level', 'the sftp server logs at a DEBUG level']);
});
