import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { analyzeFile } from '../support/analyze-file.js';
import { findingsOf } from '../support/client-log.js';

const run = (release: string): string[] => [`OpenSSH_${release}, OpenSSL 3.0.22 25 Aug 2026`, 'debug1: Connecting to old.example.org [192.0.2.250] port 22.', 'debug1: Connection established.'];
const verdict = (what: string, offer: string): string => `Unable to negotiate with 192.0.2.250 port 22: no matching ${what} found. Their offer: ${offer}`;
const linesOf = (finding: Finding | undefined): string[] => finding?.fixes.flatMap(({ lines = [] }) => lines) ?? [];
const summaries = (finding: Finding | undefined): string => finding?.fixes.map(({ summary }) => summary).join('\n') ?? '';

describe('a server that has fallen behind', () => {
  it.each([
    ['10.5p1', 'host key type', 'ssh-rsa', 'HostKeyAlgorithms +ssh-rsa', 'PubkeyAcceptedAlgorithms +ssh-rsa'],
    ['8.8p1', 'host key type', 'ssh-rsa,ssh-dss', 'HostKeyAlgorithms +ssh-rsa', 'PubkeyAcceptedAlgorithms +ssh-rsa'],
    ['7.4p1', 'host key type', 'ssh-dss', 'HostKeyAlgorithms +ssh-dss', '1024-bit DSA'],
    ['9.2p1', 'key exchange method', 'diffie-hellman-group1-sha1,diffie-hellman-group14-sha1', 'KexAlgorithms +diffie-hellman-group14-sha1', 'SHA-1'],
    ['9.2p1', 'cipher', '3des-cbc,aes256-cbc', 'Ciphers +aes256-cbc', 'CBC'],
  ])('%s, no matching %s: %s', async (release, what, offer, line, caution) => {
    const [finding, ...more] = await findingsOf(...run(release), verdict(what, offer));
    expect(more).toEqual([]);
    expect(linesOf(finding)).toEqual(['Host old.example.org', `    ${line}`]);
    expect(finding?.fixes[0]).toMatchObject({ side: 'server' });
    expect(finding?.fixes.map((fix) => fix.caution).join(' ')).toContain(caution);
    expect(finding?.negotiation?.serverOffer).toEqual(offer.split(','));
  });

  it('without -v the release is not known, and nothing is guessed of it', async () => {
    const [finding] = await findingsOf(verdict('host key type', 'ssh-rsa'));
    expect(linesOf(finding)).toEqual(['Host SERVER', '    HostKeyAlgorithms +ssh-rsa']);
    expect(finding?.unknowns.join(' ')).toContain('Which release the client is');
  });

  it('what the client has no more no line brings back', async () => {
    const [finding] = await findingsOf(...run('10.5p1'), verdict('host key type', 'ssh-dss'));
    expect(linesOf(finding)).toEqual([]);
    expect(summaries(finding)).toContain('older client');
  });

  it('all lists that fail go into one block', async () => {
    const { findings: [finding] } = await analyzeFile('fixtures/client/negotiation/network-device.log');
    expect(linesOf(finding)).toEqual(['Host server.example.net', '    KexAlgorithms +diffie-hellman-group1-sha1', '    HostKeyAlgorithms +ssh-rsa', '    Ciphers +aes128-cbc']);
    expect(finding?.negotiation?.next.map(({ kind }) => kind)).toEqual(['hostkey', 'cipher']);
  });
});

describe('a client', () => {
  it('that is narrowed gets its own list back', async () => {
    const [finding] = await findingsOf(...run('8.8p1'), verdict('cipher', 'aes256-ctr'));
    expect(linesOf(finding)).toEqual([]);
    expect(finding?.fixes[0]?.commands?.[0]).toBe("ssh -G old.example.org | grep -iE '^ciphers '");
  });

  it('that is too old is to be upgraded', async () => {
    const [finding] = await findingsOf(...run('7.1p1'), 'Unable to negotiate with 192.0.2.250: no matching host key type found. Their offer: rsa-sha2-512,rsa-sha2-256');
    expect(linesOf(finding)).toEqual([]);
    expect(summaries(finding)).toContain('rsa-sha2-512 needs 7.2 or later');
  });

  it('of 6.6 says both lists, and gets the whole list to write', async () => {
    const [finding] = await findingsOf(...run('6.6p1'), 'no matching mac found: client hmac-sha2-256 server hmac-sha1,hmac-md5');
    expect(finding?.negotiation).toMatchObject({ kind: 'mac', clientOffer: ['hmac-sha2-256'], serverOffer: ['hmac-sha1', 'hmac-md5'] });
  });

  it('of 5.3 says nothing but that it failed', async () => {
    const [finding] = await findingsOf('no hostkey alg');
    expect(finding?.code).toBe('no-common-hostkey');
    expect(finding?.fixes.flatMap(({ commands = [] }) => commands)).toEqual(['ssh -vv SERVER']);
  });

  it('agrees with a newer server on which list failed first', async () => {
    const { findings } = await analyzeFile('fixtures/client/negotiation/hardened-server.log');
    expect(findings.map(({ code }) => code)).toEqual(['no-common-kex']);
  });
});

describe('what a server chooses to offer', () => {
  it('never becomes a line or a command', async () => {
    for (const name of ['$(id)', 'x;id', '`id`', "a'b", 'ssh-rsa\u001b[2J', '-oProxyCommand=id']) {
      const [finding] = await findingsOf(...run('9.2p1'), verdict('cipher', name));
      expect(finding?.code).toBe('no-common-cipher');
      const pasted = finding?.fixes.flatMap(({ lines = [], commands = [] }) => [...lines, ...commands]) ?? [];
      expect(pasted.filter((line) => line.includes(name))).toEqual([]);
    }
  });

  it('may be nothing', async () => {
    const [finding] = await findingsOf(...run('9.2p1'), verdict('MAC', ''));
    expect(finding?.summary).toContain('no MAC algorithm at all');
  });
});
