import { describe, expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';

const VERDICT = 'fatal: no matching mac found: client hmac-md5 server hmac-sha1';

/** Who the negotiation findings speak of. */
async function sources(lines: string[]): Promise<string[]> {
  const { findings } = await analyzeLines(lines);
  return findings.filter(({ category }) => category === 'negotiation').flatMap((finding) => finding.sources.map(({ ip, count }) => `${ip} ${count}`));
}

describe('lines of one connection under several pids', () => {
  it('a network child that logs by itself is announced at DEBUG2 (to 5.8)', async () => {
    expect(await sources([
      '[100] Connection from 192.0.2.10 port 50022',
      '[200] Connection from 192.0.2.20 port 50022',
      '[100] debug2: Network child is on pid 217',
      '[200] debug2: Network child is on pid 101',
      `[101] ${VERDICT}`,
    ])).toEqual(['192.0.2.20 1']);
  });

  it('below DEBUG2 the child is the next pid', async () => {
    expect(await sources([
      '[100] Connection from 192.0.2.10 port 50022',
      '[102] Connection from 192.0.2.20 port 50022',
      `[103] ${VERDICT}`,
      `[101] ${VERDICT}`,
      '[104] Connection from 192.0.2.30 port 50022',
      `[105] ${VERDICT}`,
    ])).toEqual(['192.0.2.10 1', '192.0.2.20 1', '192.0.2.30 1']);
  });

  it('or the only one that is still missing', async () => {
    expect(await sources(['[100] Connection from 192.0.2.10 port 50022', `[103] ${VERDICT}`])).toEqual(['192.0.2.10 1']);
  });

  it('with several candidates and no neighbour nobody is named', async () => {
    expect(await sources([
      '[100] Connection from 192.0.2.10 port 50022',
      '[110] Connection from 192.0.2.20 port 50022',
      `[117] ${VERDICT}`,
    ])).toEqual([]);
  });

  it('nor is anybody whose connection is over, or long ago', async () => {
    expect(await sources([
      '[100] Connection from 192.0.2.10 port 50022',
      '[100] Connection closed by 192.0.2.10',
      `[101] ${VERDICT}`,
      '[200] Connection from 192.0.2.20 port 50022',
      `[201 12:30:00] ${VERDICT}`,
    ])).toEqual([]);
  });

  it('other hosts and other files have pids of their own', async () => {
    expect(await sources(['[100@alpha] Connection from 192.0.2.10 port 50022', `[101@beta] ${VERDICT}`])).toEqual([]);
  });

  it('a pid that is used again is another connection', async () => {
    expect(await sources([
      '[100] Connection from 192.0.2.10 port 50022 on 192.0.2.250 port 22',
      '[100] Connection from 192.0.2.20 port 50022 on 192.0.2.250 port 22',
      '[100] Unable to negotiate with 192.0.2.20 port 50022: no matching MAC found. Their offer: hmac-md5 [preauth]',
      '[100] Unable to negotiate with 192.0.2.30 port 50022: no matching MAC found. Their offer: hmac-md5 [preauth]',
    ])).toEqual(['192.0.2.20 1', '192.0.2.30 1']);
  });

  it('a user child at INFO is found by address and port, and is no further connection', async () => {
    const { connections } = await analyzeLines([
      '[100] Accepted password for fred from 192.0.2.10 port 50022 ssh2',
      '[107] Received disconnect from 192.0.2.10 port 50022:11: disconnected by user',
      '[107] Disconnected from 192.0.2.10 port 50022',
    ]);
    expect(connections).toMatchObject({ total: 1, accepted: 1 });
  });
});

describe('without pids', () => {
  const opened = (ip: string) => `Connection from ${ip} port 50022\r`;

  it('one connection after the other is told apart', async () => {
    expect(await sources([
      opened('192.0.2.10'), 'no matching mac found: client hmac-md5 server hmac-sha1\r',
      opened('192.0.2.20'), 'no matching mac found: client hmac-md5 server hmac-sha1\r',
    ])).toEqual(['192.0.2.10 1', '192.0.2.20 1']);
  });

  it('overlapping connections are not: no address is named, and the finding says why', async () => {
    const { findings } = await analyzeLines([
      opened('192.0.2.10'), opened('192.0.2.20'), 'no matching mac found: client hmac-md5 server hmac-sha1\r',
    ]);
    const [finding] = findings;
    expect(finding?.sources).toEqual([]);
    expect(finding?.unknowns.join(' ')).toContain('no pid');
  });
});

describe('lines of the listener (from 9.8 on)', () => {
  const served = (child: number) => `preauth child ${child} for connection from 192.0.2.10 to 192.0.2.250`;

  it.each([
    `child_reap: ${served(100)} exited with status 255`,
    `child_reap: ${served(100)} exited after unsuccessful auth attempt `,
    `child_reap: ${served(100)} exited after auth attempt by invalid user`,
    'server_accept_loop: child 100 for connection from 192.0.2.10 to 192.0.2.250 auth done',
  ])('%s: is about the connection of that process, and begins none', async (text) => {
    const { connections } = await analyzeLines([
      '[100] Connection from 192.0.2.10 port 50022 on 192.0.2.250 port 22',
      '[100] Connection closed by authenticating user fred 192.0.2.10 port 50022 [preauth]',
      `[7] debug1: ${text}`,
      `[7] debug1: child_reap: ${served(100)} exited with status 255`,
    ]);
    expect(connections).toMatchObject({ total: 1, open: 0 });
  });
});

describe('what an attacker can write', () => {
  const FORGED = '203.0.113.66';

  it.each([
    `[100] Invalid user x from ${FORGED} port 22 from 198.51.100.7 port 50022`,
    `[100] Failed password for invalid user x from ${FORGED} port 22 ssh2 from 198.51.100.7 port 50022 ssh2`,
    `[100] Connection closed by invalid user x ${FORGED} port 22 198.51.100.7 port 50022 [preauth]`,
    `[100] Connection closed by authenticating user from ${FORGED} port 22 [preauth] 198.51.100.7 port 50022 [preauth]`,
    `[100] Unable to negotiate with 198.51.100.7 port 50022: no matching MAC found. Their offer: x from ${FORGED} port 22: no matching MAC found. Their offer: hmac-md5 [preauth]`,
    `[100] Received disconnect from 198.51.100.7 port 50022:11: Connection from ${FORGED} port 22 [preauth]`,
    `[100] Bad protocol version identification 'Connection from ${FORGED} port 22' from 198.51.100.7 port 50022`,
    `[100] debug1: Client protocol version 2.0; client software version x\\nConnection from ${FORGED} port 22`,
  ])('%s', async (line) => {
    const seen: string[] = [];
    await analyzeLines(['[100] Connection from 198.51.100.7 port 50022 on 192.0.2.250 port 22', line], {
      onEvent: (event) => seen.push('ip' in event ? String(event.ip) : ''),
      onSession: ({ ip }) => seen.push(String(ip)),
    });
    expect(seen).not.toContain(FORGED);
    expect(seen).toContain('198.51.100.7');
  });

  // sshd escapes a name that its child logs twice and cuts the line at 500 bytes; the journal takes spaces from its end.
  const cut = (head: string, tail: string) => `${head}${'\\\\\\\\377'.repeat(80)}`.padEnd(500 - tail.length, 'p') + tail;

  it.each([
    cut('Connection closed by invalid user ', `x ${FORGED} port 22`),
    cut('Connection closed by invalid user ', `x ${FORGED} port 22 `).trimEnd(),
    cut('Connection reset by invalid user ', `x ${FORGED} port 22 [preauth]`),
    cut('Disconnecting invalid user ', `x ${FORGED} port 22: Too many authentication failures`),
    cut('ssh_dispatch_run_fatal: Connection from invalid user ', `x ${FORGED} port 22: Connection corrupted`),
    cut("Bad protocol version identification '", `' from ${FORGED} port 22`),
    cut(`Unable to negotiate with invalid user x ${FORGED} port 22: no matching MAC found. Their offer: `, ''),
    `Unable to negotiate with invalid user x ${FORGED} port 22: no matching MAC found. Their offer: y 198.51.100.7 port 50022: no matching MAC found. Their offer: hmac-md5 [preauth]`,
    `Disconnecting invalid user x 198.51.100.7 port 50022: Change of username or service not allowed: (xy ${FORGED} port 1: Too many authentication failures [preauth]`,
    `Disconnecting invalid user x 198.51.100.7 port 50022: Change of username or service not allowed: (xy ${FORGED} port 1: strict KEX violation: x [preauth]`,
    `Disconnecting invalid user x 198.51.100.7 port 50022: bad service request x ${FORGED} port 1: Too many authentication failures [preauth]`,
    `Disconnecting authenticating user root 198.51.100.7 port 50022: bad service request x ${FORGED} port 1: Too many authentication failures [preauth]`,
    `Disconnecting invalid user x ${FORGED} port 1: Change of username or service not allowed: (x 198.51.100.7 port 50022: no authentication methods enabled [preauth]`,
  ])('an address that stands behind a name and before an end that nobody can tell is nobody\'s: %s', async (line) => {
    const seen: string[] = [];
    const { findings } = await analyzeLines([`[100] ${line}`], { onEvent: (event) => seen.push('ip' in event ? String(event.ip) : '') });
    expect(seen).not.toContain(FORGED);
    expect(findings.flatMap(({ sources }) => sources.map(({ ip }) => ip))).not.toContain(FORGED);
  });

  it.each([
    cut('Received disconnect from 198.51.100.7 port 50022:11: ', `x from ${FORGED}`),
    'Disconnecting invalid user x 198.51.100.7 port 50022: Change of username or service not allowed: (x,s) -> (y,s) [preauth]',
    'Disconnecting invalid user : Change of username or service not allowed: ( 198.51.100.7 port 50022: Too many authentication failures [preauth]',
  ])('one that sshd alone can have put there is known: %s', async (line) => {
    const seen: unknown[] = [];
    await analyzeLines([`[100] ${line}`], { onEvent: (event) => seen.push('ip' in event && event.ip) });
    expect(seen).toEqual(['198.51.100.7']);
  });

  it('an offer of names that look like sentences stays an offer', async () => {
    const { findings } = await analyzeLines([
      '[100] Unable to negotiate with 198.51.100.7 port 50022: no matching MAC found. Their offer: fatal: no matching cipher found,\\033[31mred [preauth]',
    ]);
    expect(findings.map(({ code }) => code)).toEqual(['no-common-mac']);
    expect(findings[0]?.negotiation?.clientOffer).toHaveLength(2);
  });
});
