import { describe, expect, it } from 'vitest';
import { MAX_HOPS } from '../src/attempts/tracker.js';
import { createTwoSidedAnalyzer } from '../src/pipeline/two-sided.js';
import { attemptsOf } from './support/two-logs.js';

const RUN = [
  'OpenSSH_9.2p1 Debian-2, OpenSSL 3.0.1\r', 'debug1: Connecting to server [192.0.2.1] port 22.\r', 'debug1: Connection established.\r',
  'debug1: Local version string SSH-2.0-OpenSSH_9.2p1\r', 'debug1: Remote protocol version 2.0, remote software version OpenSSH_9.2\r',
];
const LOGIN = ['Authenticated to server ([192.0.2.1]:22) using "publickey".\r', 'debug1: Entering interactive session.\r'];

async function reportOf(lines: readonly string[]) {
  const analyzer = createTwoSidedAnalyzer({ timezone: 'UTC' });
  const input = analyzer.open('log', 0);
  lines.forEach((line, i) => input.line(line, i + 1, false));
  for (let waiting = input.ready(); waiting; waiting = input.ready()) await waiting;
  input.end(0);
  return analyzer.report('');
}

describe('logs of clients without end', () => {
  it('holds no more jump hosts than a run can have', () => {
    const attempts = attemptsOf(Array.from({ length: 500 }, (_, i) => (i % 2 ? 'debug1: Executing proxy command: exec ssh -W server:22 jump\r' : 'OpenSSH_9.2p1, OpenSSL 3\r')));
    const depthOf = (attempt: (typeof attempts)[number]) => {
      let depth = 0;
      for (let { outer } = attempt; outer; outer = outer.outer) depth++;
      return depth;
    };
    expect(attempts).toHaveLength(250);
    expect(Math.max(...attempts.map(depthOf))).toBe(MAX_HOPS);
  });

  it('keeps the beginning of what a session prints in one line', () => {
    const [attempt] = attemptsOf([...RUN, 'x'.repeat(100_000)]);
    expect(attempt?.output[0]?.raw.length).toBeLessThan(5000);
  });
});

describe('a syslog in what a server prints', () => {
  it('is no log of other runs of ssh', async () => {
    const { findings, clientLogs } = await reportOf([...RUN, ...LOGIN, 'Nov 20 12:00:00 server ssh[6]: ssh: connect to host x port 22: Connection refused', 'debug1: Exit status 0\r']);
    expect(findings).toEqual([]);
    expect(clientLogs?.map(({ attempts }) => attempts)).toEqual([1]);
  });

  it('does not make a server’s log of a client’s', async () => {
    const { clientLogs } = await reportOf([...RUN, 'Nov 20 12:00:00 server sshd[7]: Accepted password for root from 203.0.113.66 port 40000 ssh2', ...LOGIN]);
    expect(clientLogs?.map(({ openssh }) => openssh)).toEqual(['9.2']);
  });

  it('is a server’s log behind a line that was cut and looks like one of ssh', async () => {
    const { clientLogs, connections } = await reportOf([
      'ssh: connect to host x port 22: Connection refused', 'Nov 20 12:00:00 server sshd[7]: Accepted password for root from 203.0.113.66 port 40000 ssh2',
    ]);
    expect(clientLogs).toBeUndefined();
    expect(connections.total).toBe(1);
  });
});
