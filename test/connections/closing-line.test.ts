import { describe, expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';

/** Outcomes of the connections in a log, those that are zero left out. */
async function outcomes(lines: string[]): Promise<Record<string, number>> {
  const { total: _, ...counts } = (await analyzeLines(lines)).connections;
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

const login = (pid: number, time: string, ip = '192.0.2.10', port = 50022) => [
  `[${pid} ${time}] Accepted publickey for fred from ${ip} port ${port} ssh2`,
  `[${pid} ${time}] pam_unix(sshd:session): session opened for user fred by (uid=0)`,
];
const logout = (pid: number, time: string) => `[${pid} ${time}] pam_unix(sshd:session): session closed for user fred`;

describe('a closing line without port, of a process that was never seen', () => {
  it('ends the login whose user child it is, however many there are from that address', async () => {
    expect(await outcomes([
      ...login(100, '12:00:00'), ...login(200, '12:00:10', '192.0.2.10', 50023),
      '[102 12:01:00] Received disconnect from 192.0.2.10: 11: disconnected by user', logout(100, '12:01:00'),
      '[202 12:01:30] Received disconnect from 192.0.2.10: 11: disconnected by user', logout(200, '12:01:30'),
    ])).toEqual({ accepted: 2 });
  });

  it('ends the only login from there, whose user child may have any later pid', async () => {
    expect(await outcomes([
      ...login(100, '12:00:00'), '[190 12:01:00] Received disconnect from 192.0.2.10: 11: disconnected by user', logout(100, '12:01:00'),
    ])).toEqual({ accepted: 1 });
  });

  it('is a connection of its own where another one between the pids began behind the login', async () => {
    expect(await outcomes([
      ...login(100, '12:00:00'),
      '[500 12:00:20] Invalid user admin from 198.51.100.7',
      '[506 12:00:21] Connection closed by 192.0.2.10',
      '[102 12:01:00] Received disconnect from 192.0.2.10: 11: disconnected by user', logout(100, '12:01:00'),
    ])).toEqual({ accepted: 1, no_auth: 1, open: 1 });
  });

  it('is so where its pid lies below that of the login', async () => {
    expect(await outcomes([...login(300, '12:00:00'), '[90 12:00:01] Connection closed by 192.0.2.10'])).toEqual({ accepted: 1, no_auth: 1 });
  });

  it('or above that of a process which the user child had started', async () => {
    expect(await outcomes([
      ...login(100, '12:00:00'), '[104 12:00:00] session opened for local user fred from [192.0.2.10]',
      '[150 12:00:02] Connection closed by 192.0.2.10',
    ])).toEqual({ accepted: 1, no_auth: 1 });
  });

  it('belongs to a login where the network child cannot log: from 5.9 on', async () => {
    expect(await outcomes([
      '[80 11:59:00] input_userauth_request: invalid user admin [preauth]',
      ...login(100, '12:00:00'), '[500 12:00:20] Invalid user admin from 198.51.100.7',
      '[506 12:00:21] Connection closed by 192.0.2.10',
    ])).toEqual({ accepted: 1, open: 2 });
  });

  it('ends no login by mistake for which PAM has opened a session', async () => {
    expect(await outcomes([
      ...login(100, '12:00:00'), '[130 12:00:01] Connection closed by 192.0.2.10',
      '[102 12:05:00] Received disconnect from 192.0.2.10: 11: disconnected by user', logout(100, '12:05:00'),
    ])).toEqual({ accepted: 1 });
  });
});

describe('the end of a session of PAM', () => {
  it('is the end of the connection: the pid is free for another one', async () => {
    expect(await outcomes([
      ...login(100, '12:00:00'), logout(100, '12:01:00'),
      '[100 14:00:00] Failed password for root from 192.0.2.10 port 50900 ssh2',
    ])).toEqual({ accepted: 1, auth_failed: 1 });
  });

  it('tells of a login before the log begins', async () => {
    expect(await outcomes([logout(100, '12:01:00')])).toEqual({ accepted: 1 });
  });
});

describe('an address and port that are used again', () => {
  it('by a process that was refused: what is marked [preauth] comes from the process that began', async () => {
    expect(await outcomes([
      '[100 12:00:00] Failed password for root from 192.0.2.10 port 50022 ssh2',
      '[100 12:00:01] Connection closed by authenticating user root 192.0.2.10 port 50022 [preauth]',
      '[200 12:00:40] Connection closed by 192.0.2.10 port 50022 [preauth]',
    ])).toEqual({ auth_failed: 1, no_auth: 1 });
  });

  it('by a process that was accepted: nobody logs in twice over one connection', async () => {
    expect(await outcomes([
      ...login(100, '12:00:00'), '[102 12:01:00] Disconnected from user fred 192.0.2.10 port 50022', logout(100, '12:01:00'),
      ...login(300, '12:01:30'),
    ])).toEqual({ accepted: 2 });
  });
});

describe('a pid that is used again within a minute', () => {
  it('by a connection from an unknown address, before which nobody tried to log in', async () => {
    expect(await outcomes([
      '[100 12:00:00] error: kex_exchange_identification: Connection closed by remote host',
      '[100 12:00:50] pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10  user=root',
      '[100 12:00:52] Failed password for root from 192.0.2.10 port 50022 ssh2',
      '[100 12:00:53] Connection closed by authenticating user root 192.0.2.10 port 50022 [preauth]',
    ])).toEqual({ no_identification: 1, auth_failed: 1 });
  });

  it('but a slow module of PAM speaks of the connection that has gone', async () => {
    expect(await outcomes([
      '[100 12:00:00] Failed password for root from 192.0.2.10 port 50022 ssh2',
      '[100 12:00:01] Connection closed by authenticating user root 192.0.2.10 port 50022 [preauth]',
      '[100 12:00:09] pam_sss(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10 user=root',
    ])).toEqual({ auth_failed: 1 });
  });
});

describe('a line that comes long after its connection has ended', () => {
  it('is no connection of its own for a minute', async () => {
    const withLate = (time: string) => outcomes([
      '[100 12:00:00] Failed password for root from 192.0.2.10 port 50022 ssh2',
      '[100 12:00:00] Connection closed by authenticating user root 192.0.2.10 port 50022 [preauth]',
      `[200 ${time}] Connection closed by 198.51.100.7 port 40000 [preauth]`,
      `[100 ${time}] PAM 2 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10  user=root`,
    ]);
    for (const time of ['12:00:19', '12:00:25', '12:00:55']) expect(await withLate(time)).toEqual({ auth_failed: 1, no_auth: 1 });
    expect(await withLate('12:01:05')).toEqual({ auth_failed: 1, no_auth: 1, open: 1 });
  });
});

describe('a network child of a release that nothing has proven yet', () => {
  it('belongs to the process just below it', async () => {
    expect(await outcomes([
      '[50 12:00:00] Connection closed by invalid user x 198.51.100.9 port 4000 [preauth]',
      '[100 12:00:01] Failed password for root from 192.0.2.10 port 50022 ssh2',
      '[101 12:00:03] Connection closed by 192.0.2.10',
    ])).toEqual({ no_auth: 1, auth_failed: 1 });
  });
});
