import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultList } from '../../src/openssh/default-proposals.js';
import { analyzeFile } from '../support/analyze-file.js';
import { captures, haveCaptures, NEEDS_CAPTURES, type Truth } from '../support/captures.js';

/*
 * Which further lists would fail is worked out here a second time, from the answer key's configuration and the release's
 * defaults on the server's side, and from the raw text of the log on the client's, with none of the tool's own parsing.
 */

const LISTS = ['kex', 'hostkey', 'cipher ctos', 'cipher stoc', 'mac ctos', 'mac stoc', 'compression ctos', 'compression stoc'];
const ORDER_TO_7_1 = ['cipher ctos', 'mac ctos', 'compression ctos', 'cipher stoc', 'mac stoc', 'compression stoc', 'kex', 'hostkey'];

type Lists = Record<string, string[]>;

/** The client's lists of every exchange of the log, in order. */
function clientProposals(text: string): Lists[] {
  const lines = text.split(/\r?\n/);
  const names = (line: string) => line.replace(/ \[preauth\]$/, '').split(': ').at(-1)?.trim().split(',').filter(Boolean) ?? [];
  const starts = lines.flatMap((line, i) => (/debug2: (peer client KEXINIT proposal|kex_parse_kexinit: reserved)/.test(line) ? [i] : []));
  const labelled = lines.some((line) => line.includes('peer client KEXINIT proposal'));
  // Unlabelled, the server's block ends where the client's begins.
  const begins = labelled ? starts : starts.filter((_, i) => i % 2 === 0);
  return begins.map((start) => Object.fromEntries(LISTS.map((list, i) => [list, names(lines[start + 1 + i] ?? '')])));
}

function serverProposal({ sshd_version: version, server_config: config }: Truth, step: Record<string, string>): Lists {
  const release = version.replace(/p\d+$/, '');
  const set = { ...config, ...step };
  const list = (keyword: string, fallback: readonly string[]) => set[keyword]?.split(',') ?? [...fallback];
  const kex = list('KexAlgorithms', defaultList('kex', release));
  // The 9.2 server is Debian's, which accepts this name as well.
  if (version === '9.2p1' && set.KexAlgorithms === undefined) kex.push('sntrup761x25519-sha512');
  const compression = set.Compression === 'no' ? ['none'] : ['none', 'zlib@openssh.com'];
  const [cipher, mac] = [list('Ciphers', defaultList('cipher', release)), list('MACs', defaultList('mac', release))];
  // HostKeyAlgorithms permits; what is offered also takes a key, and the servers had the usual ones.
  const hostkey = [...defaultList('hostkey', release)].filter((name) => set.HostKeyAlgorithms?.split(',').includes(name) ?? true);
  if (version === '6.6p1' || release === '7.4') hostkey.splice(0, hostkey.length, ...hostkey.filter((name) => name !== 'ssh-dss'));
  return {
    kex, hostkey, 'cipher ctos': cipher, 'cipher stoc': cipher, 'mac ctos': mac, 'mac stoc': mac,
    'compression ctos': compression, 'compression stoc': compression,
  };
}

/** Failing lists in the server's order, `mac both` where both directions fail. */
function failing(client: Lists, server: Lists, order: string[]): string[] {
  const meets = (list: string) => client[list]?.find((name) => server[list]?.includes(name));
  const fails = order.filter((list) => {
    if (meets(list) !== undefined) return false;
    const [kind, direction] = list.split(' ');
    if (kind !== 'mac') return true;
    const cipher = meets(`cipher ${direction}`);
    const aead = (name: string) => /gcm|chacha20/.test(name);
    return cipher === undefined ? !client[`cipher ${direction}`]?.every(aead) : !aead(cipher);
  });
  const merged = fails.map((list) => {
    const [kind = '', direction] = list.split(' ');
    return direction === undefined || fails.includes(`${kind} ${direction === 'ctos' ? 'stoc' : 'ctos'}`) ? `${kind} both` : list;
  });
  return [...new Set(merged)];
}

const withProposals = captures(/negotiate-/).filter(({ truth }) => /DEBUG[23]/.test(truth.log_level));

describe.skipIf(!haveCaptures)(`what would fail next${NEEDS_CAPTURES}`, () => {
  it('covers captures of all releases', () => {
    expect(new Set(withProposals.map(({ truth }) => truth.sshd_version)).size).toBe(8);
  });

  it('covers captures in which more than one list fails', async () => {
    const reports = await Promise.all(withProposals.map(({ log }) => analyzeFile(log)));
    const further = reports.flatMap(({ findings }) => findings).filter(({ negotiation }) => negotiation && negotiation.next.length > 0);
    expect(further.length).toBeGreaterThan(8);
  });

  it.each(withProposals)('$name', async ({ log, truth }) => {
    const text = readFileSync(log, 'latin1');
    const clients = clientProposals(text);
    const { findings } = await analyzeFile(log);
    const order = truth.sshd_version < '7.2' && !truth.sshd_version.startsWith('10.') ? ORDER_TO_7_1 : LISTS;
    const failed = truth.connections.filter(({ failure }) => failure && failure.evident !== false);
    if (failed.length > 0) expect(clients.length).toBe(truth.connections.length);
    for (const [i, { failure, client_ip: ip }] of truth.connections.entries()) {
      if (!failure || failure.evident === false) continue;
      const steps = truth.server_config_steps ?? [];
      const server = serverProposal(truth, steps[Math.min(i, steps.length - 1)] ?? {});
      const [first, ...next] = failing(clients[i] ?? {}, server, order);
      expect(`no-common-${first?.split(' ')[0]}`).toBe(failure.reason);
      const finding = findings.find(({ code, sources }) => code === failure.reason && sources.some((source) => source.ip === ip));
      expect(finding?.negotiation?.direction).toBe(first?.split(' ')[1]);
      expect(finding?.negotiation?.next.map(({ kind, direction }) => `${kind} ${direction}`)).toEqual(next);
    }
  });
});
