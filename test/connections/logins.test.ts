import { describe, expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';

const at = (pid: number, text: string, program = 'sshd') => `Nov 20 20:57:07 server ${program}[${pid}]: ${text}`;
const accepted = (pid: number, user: string, ip: string, port: number) => at(pid, `Accepted password for ${user} from ${ip} port ${port} ssh2`);

describe('lines of processes behind a login', () => {
  it('belong to the login whose pid is just below', async () => {
    const { findings } = await analyzeLines([
      accepted(100, 'fred', '192.0.2.10', 50022),
      accepted(110, 'alice', '192.0.2.11', 50023),
      at(102, 'error: no more sessions'),
      at(113, 'error: connect_to localhost port 9: failed.'),
    ]);
    expect(findings.map(({ code, users, sources }) => [code, users[0]?.name, sources[0]?.ip])).toEqual([
      ['forward-target-unreachable', 'alice', '192.0.2.11'],
      ['max-sessions', 'fred', '192.0.2.10'],
    ]);
  });

  it('belong to nobody where two logins could be meant', async () => {
    const { findings } = await analyzeLines([
      accepted(100, 'fred', '192.0.2.10', 50022),
      accepted(110, 'alice', '192.0.2.11', 50023),
      at(150, 'error: no more sessions'),
    ]);
    expect(findings.map(({ users }) => users)).toEqual([[]]);
  });

  it('never take their address from what a client says of a forwarding', async () => {
    const { findings } = await analyzeLines([
      accepted(100, 'fred', '192.0.2.10', 50022),
      at(102, 'refused local port forward: originator 10.0.0.9 port 40001, target 10.1.2.3 port 3306'),
    ]);
    expect(findings.map(({ sources }) => sources)).toEqual([[{ ip: '192.0.2.10', count: 1 }]]);
  });

  it('take it from the line where sshd names the client itself', async () => {
    const { findings } = await analyzeLines([
      accepted(100, 'fred', '192.0.2.10', 50022),
      accepted(110, 'alice', '192.0.2.11', 50023),
      at(250, 'Received request from 192.0.2.11 port 50023 to connect to host db.example.net port 5432, but the request was denied.'),
    ]);
    expect(findings.map(({ code, users, sources }) => [code, users, sources])).toEqual([
      ['forwarding-refused', [{ name: 'alice', count: 1 }], [{ ip: '192.0.2.11', count: 1 }]],
    ]);
  });

  it('of sftp are tied by user and address', async () => {
    const { findings, connections } = await analyzeLines([
      accepted(100, 'fred', '192.0.2.10', 50022),
      accepted(110, 'alice', '192.0.2.10', 50023),
      at(200, 'session opened for local user fred from [192.0.2.10]', 'internal-sftp'),
      at(200, 'open "/etc/shadow" flags READ mode 0666', 'internal-sftp'),
      at(200, 'sent status Permission denied', 'internal-sftp'),
      at(200, 'sent status Permission denied', 'internal-sftp'),
    ]);
    expect(connections.total).toBe(2);
    expect(findings.map(({ code, users, count, attempts }) => [code, users, count, attempts])).toEqual([
      ['sftp-permission-denied', [{ name: 'fred', count: 1 }], 1, 2],
    ]);
  });

  it('connections that the listener drops are connections of their own', async () => {
    const { connections } = await analyzeLines([
      at(1, 'drop connection #3 from [192.0.2.128]:40238 on [192.0.2.250]:22 past MaxStartups'),
      at(1, 'drop connection #3 from [192.0.2.129]:40239 on [192.0.2.250]:22 past MaxStartups'),
      at(1, 'Received signal 15; terminating.'),
    ]);
    expect([connections.total, connections.refused]).toEqual([2, 2]);
  });
});
