import { describe, expect, it } from 'vitest';
import { CLIENT_WEIGHT } from '../../src/diagnosers/client/diagnoser.js';
import type { FindingMeta } from '../../src/finding.js';
import { createCollector } from '../../src/diagnosers/collector.js';
import { METAS } from '../../src/diagnosers/metas.js';
import { type Reason, tellStory } from '../../src/pairing/story.js';
import type { Attempt } from '../../src/attempts/attempt.js';
import { createTwoSidedAnalyzer } from '../../src/pipeline/two-sided.js';
import { LATEST } from '../support/analyze-file.js';
import { syslog } from '../support/analyze-text.js';
import { pairsOf } from '../support/two-logs.js';

const KEY = 'SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM';
const CLIENT = [
  'OpenSSH_9.2p1, OpenSSL 3.0.22 25 Aug 2026', 'debug1: Connecting to server.example.net [192.0.2.250] port 22.', 'debug1: Connection established.',
  "debug1: Authenticating to server.example.net:22 as 'bob'", 'debug1: Authentications that can continue: publickey', `debug1: Offering public key: bob@laptop ED25519 ${KEY} agent`,
  'debug1: Authentications that can continue: publickey', 'bob@server.example.net: Permission denied (publickey).',
];
const left = (pid: number) => `[${pid}] Connection closed by authenticating user bob 192.0.2.10 port ${pid} [preauth]`;

function reason(attempt: Attempt, code: string, weight?: number, meta?: Partial<FindingMeta>): Reason {
  const known = METAS.find((one) => one.code === code) ?? { code, category: 'hostkey', severity: 'error', summary: code, explain: '' };
  return {
    meta: { ...known, ...meta } as FindingMeta,
    ...(weight !== undefined && { weight }),
    problem: {
      host: undefined, key: code, title: `${code} says the client`,
      proofs: [{ record: { file: attempt.file, line: 8, host: undefined, pid: undefined, time: undefined, repeat: 1, raw: 'line of the client', text: 'line of the client' } }],
      connection: { ip: undefined, port: undefined, user: 'bob', client: undefined, countedIn: undefined, blamed: undefined, followed: false },
      advise: () => ({ summary: 's', causes: ['cause'], fixes: [{ side: 'client', summary: 'fix of the client', action: 'run', commands: ['ssh-add -l'] }], unknowns: [] }),
    },
  };
}

/** What is told from both logs when the client's shows `reasons`. */
function story(server: readonly string[], ...reasons: readonly [code: string, weight?: number | undefined, meta?: Partial<FindingMeta>][]) {
  const { pairs: [pair], revision, analyzer } = pairsOf(CLIENT, server);
  if (!pair) throw new Error('not paired');
  const collector = createCollector();
  for (const { meta, problem } of tellStory(pair, reasons.map((one) => reason(pair.attempt, ...one)), revision)) collector.add(meta, problem);
  return { client: collector.findings(), server: analyzer.findings() };
}

describe('one connection is told once', () => {
  it('by the client where it knows more: the finding of the server goes', () => {
    const { client, server } = story([left(1)], ['host-key-changed', CLIENT_WEIGHT.exact]);
    expect(server).toEqual([]);
    expect(client).toMatchObject([{ code: 'host-key-changed', sources: [{ ip: '192.0.2.10', count: 1 }], evidence: [{ file: 'client.log' }, { file: 'server.log', line: 1 }] }]);
    expect(client[0]?.causes[0]).toMatch(/^The server's log \(server\.log:1, process 1\) has this connection, from 192\.0\.2\.10 port 1, and says of it: login of bob failed/);
    expect(client[0]?.unknowns).toEqual([]);
  });

  it('and where what was refused remains open, with how the server would tell', () => {
    const { client } = story([left(1)], ['key-not-authorized', CLIENT_WEIGHT.refused]);
    expect(client[0]?.unknowns.join(' ')).toContain('LogLevel VERBOSE');
    expect(client[0]?.fixes.map(({ side }) => side)).toEqual(['client', 'server']);
  });

  it('by the server where that names the reason, with what the client shows', () => {
    const { client, server } = story(['[1] User bob not allowed because account is locked', '[1] Connection closed by invalid user bob 192.0.2.10 port 1 [preauth]'], ['key-not-authorized', CLIENT_WEIGHT.refused]);
    expect(client).toEqual([]);
    expect(server).toMatchObject([{ code: 'account-locked', count: 1, evidence: [{ file: 'server.log' }, { file: 'client.log', text: 'line of the client' }] }]);
    expect(server[0]?.causes[0]).toBe(`The client's log (client.log:1, OpenSSH_9.2p1) shows: it offered the key bob@laptop (ED25519 ${KEY}); the server would go on with publickey.`);
    expect(server[0]?.fixes.map(({ summary }) => summary)).not.toContain('fix of the client');
  });

  it('with what both know where they say the same', () => {
    const { client, server } = story([`[1] Failed publickey for bob from 192.0.2.10 port 1 ssh2: ED25519 ${KEY}`, left(1)], ['key-not-authorized', CLIENT_WEIGHT.refused]);
    expect(client).toEqual([]);
    expect(server).toMatchObject([{ code: 'key-not-authorized', clients: [{ name: 'OpenSSH_9.2p1' }] }]);
    expect(server[0]?.fixes.map(({ summary }) => summary)).toContain('fix of the client');
    expect(server[0]?.evidence.map(({ file }) => file)).toContain('client.log');
  });

  it('and what stands by itself stays beside it', () => {
    const { client, server } = story([left(1)], ['agent-not-reachable', undefined, { category: 'authentication', severity: 'warning' }]);
    expect(client.map(({ code }) => code)).toEqual(['agent-not-reachable']);
    expect(server.map(({ code }) => code)).toEqual(['login-failed-unexplained']);
  });
});

describe('a finding that counts other connections as well', () => {
  it('loses this one alone', () => {
    const refused = (pid: number, ip: string, key: string) => [`[${pid}] Failed publickey for bob from ${ip} port ${pid} ssh2: ED25519 ${key}`, `[${pid}] Connection closed by authenticating user bob ${ip} port ${pid} [preauth]`];
    const other = [...refused(2, '192.0.2.77', KEY.replace('zGtx', 'oGtx')), ...refused(3, '192.0.2.10', KEY)];
    const { server } = story(other, ['host-key-changed', CLIENT_WEIGHT.exact]);
    expect(server).toMatchObject([{ code: 'key-not-authorized', count: 1, attempts: 1, sources: [{ ip: '192.0.2.77', count: 1 }], evidence: [{ line: 1 }], affected: [{ pid: 2 }] }]);
  });
});

describe('a refusal whose reason only the server\'s log has', () => {
  const RUN = 'Error: remote port forwarding failed for listen port 18083';
  const OTHER = 'Error: remote port forwarding failed for listen port 18084';
  const TAKEN = [
    '[1] Accepted publickey for bob from 192.0.2.10 port 40001 ssh2', '[1] error: bind [127.0.0.1]:18083: Address already in use',
    '[1] error: channel_setup_fwd_listener_tcpip: cannot listen to port: 18083',
  ];

  async function told(client: readonly string[], server: readonly string[]): Promise<string[]> {
    const analyzer = createTwoSidedAnalyzer({ several: true, timezone: 'UTC' });
    for (const [file, lines] of [['client.log', client], ['server.log', server.map(syslog)]] as const) {
      const input = analyzer.open(file, LATEST);
      lines.forEach((line, i) => input.line(line, i + 1, false));
      await input.ready();
      input.end(0);
    }
    return analyzer.report('').findings.map(({ code }) => code).sort();
  }

  it('is told once, with the reason', async () => {
    expect(await told([`${RUN}\r`], TAKEN)).toEqual(['remote-forward-port-in-use']);
    expect(await told(['subsystem request failed on channel 0\r'], [
      '[1] Accepted publickey for bob from 192.0.2.10 port 40001 ssh2', '[1] error: subsystem: cannot stat /usr/lib/sftp-server: No such file or directory', '[1] subsystem request for sftp failed, subsystem not found',
    ])).toEqual(['subsystem-program-missing']);
  });

  it('is told beside it where there were several', async () => {
    expect(await told([`Warning: ${RUN.slice(7)}\r`, `Warning: ${OTHER.slice(7)}\r`], TAKEN)).toContain('forwarding-refused');
  });
});
