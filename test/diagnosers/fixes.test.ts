import { describe, expect, it } from 'vitest';
import { createServer } from '../../src/connections/server.js';
import { clientFixes } from '../../src/diagnosers/negotiation/client-fixes.js';
import { serverFixes } from '../../src/diagnosers/negotiation/server-fixes.js';
import { setting } from '../../src/diagnosers/negotiation/setting.js';
import type { AlgorithmKind } from '../../src/events.js';
import type { Fix } from '../../src/finding.js';
import { ALGORITHMS } from '../../src/openssh/algorithms.js';
import { defaultList } from '../../src/openssh/default-proposals.js';
import { hostKeyTypeOf } from '../../src/openssh/host-keys.js';
import { compareReleases, type Release } from '../../src/openssh/version.js';
import { isCompiledIn } from '../support/compiled-in.js';

const RELEASES: Release[] = [
  ...range(5, 3, 9), ...range(6, 0, 9), ...range(7, 0, 9), ...range(8, 0, 9), ...range(9, 0, 9), ...range(10, 0, 5),
];
const KEYWORDS: Record<string, AlgorithmKind> = { KexAlgorithms: 'kex', HostKeyAlgorithms: 'hostkey', Ciphers: 'cipher', MACs: 'mac' };

function range(major: number, from: number, to: number): Release[] {
  return Array.from({ length: to - from + 1 }, (_, i) => `${major}.${from + i}`);
}

function fixesFor(kind: AlgorithmKind, release: Release, clientOffer: string[], serverOffer: readonly string[] | undefined, client?: Release): Fix[] {
  const found = setting({
    negotiation: { kind, direction: 'both', clientOffer, ...(serverOffer && { serverOffer: [...serverOffer] }), common: [], offerTruncated: false, next: [] },
    server: createServer('server', 'log', release),
    wording: undefined,
    clients: client === undefined ? [] : [`OpenSSH_${client}`],
    file: 'log',
    hasPids: true,
  });
  const onServer = serverFixes(found);
  return [...onServer, ...clientFixes(found, onServer)];
}

/** What is wrong with a fix for that release; empty where nothing is. */
function faults(fix: Fix, kind: AlgorithmKind, release: Release, narrowed = false): string[] {
  return (fix.lines ?? []).flatMap((line) => {
    const [keyword = '', value = ''] = line.trim().split(' ');
    if (keyword === 'HostKey' || keyword === 'Host' || keyword === 'Compression') return [];
    const names = value.replace(/^\+/, '').split(',');
    return [
      ...(KEYWORDS[keyword] === kind ? [] : [`${line}: not the keyword of ${kind}`]),
      ...(value.startsWith('+') && compareReleases(release, '7.0') < 0 ? [`${line}: + needs 7.0`] : []),
      // A server's own list that is not the default proves that its vendor brought the keyword to the release.
      ...(keyword === 'KexAlgorithms' && compareReleases(release, '5.7') < 0 && !narrowed ? [`${line}: needs 5.7`] : []),
      ...(keyword === 'HostKeyAlgorithms' && fix.side === 'server' && compareReleases(release, '7.0') < 0 ? [`${line}: needs 7.0`] : []),
      ...names.filter((name) => !isCompiledIn(kind, name, release)).map((name) => `${line}: ${release} has no ${name}`),
      ...(new Set(names).size < names.length ? [`${line}: a name twice`] : []),
    ];
  });
}

describe.each(Object.values(KEYWORDS))('fixes for %s', (kind) => {
  const names = ALGORITHMS[kind].filter(({ pattern }) => !pattern).map(({ name }) => name);

  it.each(RELEASES)('server %s: what is suggested is in the list of that release', (release) => {
    const defaults = defaultList(kind, release);
    let suggested = 0;
    for (const name of names) {
      for (const serverOffer of [undefined, defaults, defaults.slice(0, 1)].filter((offer) => !offer?.includes(name))) {
        const server = fixesFor(kind, release, [name], serverOffer).filter(({ side }) => side === 'server');
        expect(server.flatMap((fix) => faults(fix, kind, release, serverOffer?.length === 1))).toEqual([]);
        suggested += server.filter(({ lines }) => lines).length;
        const lines = server.flatMap((fix) => fix.lines ?? []).filter((line) => !line.startsWith('HostKey '));
        for (const line of lines) expect(line.split(/[ ,+]/)).toContain(name);
      }
    }
    const settable = kind !== 'kex' || compareReleases(release, '5.7') >= 0;
    if (settable && kind !== 'hostkey') expect(suggested).toBeGreaterThan(0);
  });

  it.each(RELEASES)('OpenSSH client %s: what is suggested is in the list of that release', (release) => {
    for (const name of names) {
      const client = fixesFor(kind, '10.5', ['nothing-in-common'], [name], release).filter(({ side }) => side === 'client');
      expect(client.flatMap((fix) => faults(fix, kind, release)).filter((fault) => !fault.endsWith(' nothing-in-common'))).toEqual([]);
    }
  });
});

describe('the strongest wins', () => {
  it.each([
    ['cipher', '7.4', ['3des-cbc', 'aes128-cbc', 'blowfish-cbc'], 'Ciphers +aes128-cbc'],
    ['mac', '8.8', ['hmac-md5', 'hmac-sha1-96', 'hmac-md5-96'], 'MACs +hmac-sha1-96'],
    ['kex', '8.8', ['diffie-hellman-group1-sha1', 'diffie-hellman-group14-sha1'], 'KexAlgorithms +diffie-hellman-group14-sha1'],
    ['hostkey', '8.8', ['ssh-dss', 'ssh-rsa'], 'HostKeyAlgorithms +ssh-rsa'],
  ] as const)('%s on %s', (kind, release, offer, line) => {
    expect(fixesFor(kind, release, [...offer], undefined).flatMap(({ lines }) => lines ?? [])).toContain(line);
  });
});

describe('a list that was narrowed', () => {
  it('is written out, so that the whole default list does not come back', () => {
    const [fix] = fixesFor('mac', '9.2', ['hmac-sha2-256'], ['hmac-sha2-512-etm@openssh.com']);
    expect(fix?.lines).toEqual(['MACs hmac-sha2-512-etm@openssh.com,hmac-sha2-256']);
  });

  it('of a 5.3 shows that the vendor brought KexAlgorithms to it', () => {
    const fixes = fixesFor('kex', '5.3', ['diffie-hellman-group14-sha1'], ['ecdh-sha2-nistp256']);
    expect(fixes.flatMap(({ lines }) => lines ?? [])).toEqual(['KexAlgorithms ecdh-sha2-nistp256,diffie-hellman-group14-sha1']);
  });
});

describe('no fix where nothing helps', () => {
  it.each([
    ['cipher', '7.6', 'arcfour'],
    ['hostkey', '10.0', 'ssh-dss'],
    ['mac', '7.6', 'hmac-ripemd160'],
    ['kex', '5.3', 'curve25519-sha256'],
  ] as const)('%s of a %s that has no %s', (kind, release, name) => {
    expect(fixesFor(kind, release, [name], undefined).filter(({ side, lines }) => side === 'server' && lines)).toEqual([]);
  });
});

describe('host keys', () => {
  it('a missing type is created', () => {
    const [fix] = fixesFor('hostkey', '9.2', ['ssh-ed25519'], ['rsa-sha2-512', 'rsa-sha2-256']);
    expect(fix?.lines).toEqual(['HostKey /etc/ssh/ssh_host_rsa_key', 'HostKey /etc/ssh/ssh_host_ed25519_key']);
    expect(fix?.commands?.[0]).toContain('ssh-keygen');
  });

  it('a second curve gets a file of its own, and a line for every key', () => {
    const [fix] = fixesFor('hostkey', '9.2', ['ecdsa-sha2-nistp521'], ['rsa-sha2-512', 'ecdsa-sha2-nistp256']);
    expect(fix?.lines).toEqual(['HostKey /etc/ssh/ssh_host_rsa_key', 'HostKey /etc/ssh/ssh_host_ecdsa_key', 'HostKey /etc/ssh/ssh_host_ecdsa521_key']);
    expect(hostKeyTypeOf('ecdsa-sha2-nistp521')?.bits).toBe(521);
  });
});
