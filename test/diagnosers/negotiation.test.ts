import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { analyzeLines } from '../support/analyze-text.js';

const VERSION = (pid: number, release: string) => `[${pid}] debug1: Local version string SSH-2.0-OpenSSH_${release}`;
const FROM = (pid: number, ip: string) => `[${pid}] Connection from ${ip} port ${50_000 + pid} on 192.0.2.250 port 22`;

/** Both proposals of a labelled release: lists by label, others meet. */
function proposals(pid: number, client: Record<string, string>, server: Record<string, string>): string[] {
  const usual: Record<string, string> = {
    'KEX algorithms': 'curve25519-sha256', 'host key algorithms': 'ssh-ed25519', 'ciphers ctos': 'aes128-ctr', 'ciphers stoc': 'aes128-ctr',
    'MACs ctos': 'hmac-sha2-256', 'MACs stoc': 'hmac-sha2-256', 'compression ctos': 'none', 'compression stoc': 'none',
    'languages ctos': '', 'languages stoc': '',
  };
  const block = (heading: string, lists: Record<string, string>) => [
    heading, ...Object.entries({ ...usual, ...lists }).map(([label, list]) => `${label}: ${list}`), 'first_kex_follows 0 ', 'reserved 0 ',
  ];
  return [...block('local server KEXINIT proposal', server), ...block('peer client KEXINIT proposal', client)]
    .map((text) => `[${pid}] debug2: ${text} [preauth]`);
}

const UNABLE = (pid: number, ip: string, what: string, offer: string) =>
  `[${pid}] Unable to negotiate with ${ip} port ${50_000 + pid}: no matching ${what} found. Their offer: ${offer} [preauth]`;

async function negotiations(lines: string[]): Promise<Finding[]> {
  return (await analyzeLines(lines)).findings.filter(({ category }) => category === 'negotiation');
}

const lines = (finding: Finding | undefined) => finding?.fixes.flatMap((fix) => fix.lines ?? []) ?? [];

describe('what a newer release would explain', () => {
  const causes = async (what: string, offer: string, ...before: string[]) => (await negotiations([...before, UNABLE(1, '192.0.2.1', what, offer)]))[0]?.causes.join(' ');

  it('is said where the log leaves the release open', async () => {
    expect(await causes('host key type', 'ssh-rsa')).toContain("OpenSSH 8.8 took ssh-rsa out of the server's default list, and this server may be as new.");
    expect(await causes('key exchange method', 'sntrup4591761x25519-sha512@tinyssh.org')).toContain('OpenSSH 8.5 removed sntrup4591761x25519-sha512@tinyssh.org, and this server may be as new.');
  });

  it('is not said of a release that is known', async () => {
    for (const release of ['7.4p1', '9.2p1']) expect(await causes('host key type', 'ssh-rsa', VERSION(1, release))).not.toContain('may be as new');
  });
});

describe('advice for a client that has no newer release of its own, or tells none', () => {
  const MAC = (software: string) => [`[1] debug1: Remote protocol version 2.0, remote software version ${software}`, UNABLE(1, '192.0.2.1', 'MAC', 'hmac-md5')];
  it.each([['Cisco-1.25', 'ip ssh client algorithm', 'IOS 1.25'], ['JSCH-0.1.55', 'com.github.mwiede:jsch', 'upgrade JSch']])('%s', async (software, said, unsaid) => {
    const [finding] = await negotiations(MAC(software));
    const summary = finding?.fixes.find(({ side }) => side === 'client')?.summary;
    expect(summary).toContain(said);
    expect(summary).not.toContain(unsaid);
  });
});

describe('what the log does not prove is not said', () => {
  it('a list that the logger cut, with the mark behind it: it is not written out, nor taken for one that somebody set', async () => {
    const whole = proposals(1, { 'KEX algorithms': 'diffie-hellman-group1-sha1' }, { 'KEX algorithms': 'curve25519-sha256,ecdh-sha2-nistp256,ecdh-sha2-nistp384' });
    const cut = whole.map((line) => line.replace('384 [preauth]', '38'));
    const [finding] = await negotiations([VERSION(1, '9.2p1'), ...cut, UNABLE(1, '192.0.2.1', 'key exchange method', 'diffie-hellman-group1-sha1')]);
    expect(finding?.negotiation).toMatchObject({ serverOffer: ['curve25519-sha256', 'ecdh-sha2-nistp256'], offerTruncated: true, truncated: ['server'] });
    expect(finding?.causes.join()).not.toContain('is not the default');
    expect(lines(finding)).toEqual(['KexAlgorithms +diffie-hellman-group1-sha1']);
  });

  it('a list that was cut: no weak exception, nothing about what was not offered', async () => {
    const offer = Array.from({ length: 30 }, (_, i) => `vendor-host-key-${i}@example.com`).join(',');
    const text = `Unable to negotiate with 192.0.2.1 port 50001: no matching host key type found. Their offer: ssh-dss,${offer}`.slice(0, 500);
    const [finding] = await negotiations([VERSION(1, '9.2p1'), `[1] ${text}`]);
    expect(finding?.negotiation).toMatchObject({ offerTruncated: true, truncated: ['client'] });
    expect(finding?.summary).toContain('at least');
    expect(finding?.causes).toEqual([]);
    expect(finding?.fixes.filter(({ strength }) => strength !== undefined)).toEqual([]);
  });

  it('what fails next for one client is not said of another with the same offer', async () => {
    const edNotRsa = [{ 'host key algorithms': 'ssh-ed25519' }, { 'host key algorithms': 'rsa-sha2-512' }] as const;
    const findings = await negotiations([
      FROM(1, '192.0.2.1'), ...proposals(1, { ...edNotRsa[0], 'MACs ctos': 'x@y', 'MACs stoc': 'x@y' }, edNotRsa[1]),
      UNABLE(1, '192.0.2.1', 'host key type', 'ssh-ed25519'),
      FROM(2, '192.0.2.2'), ...proposals(2, edNotRsa[0], edNotRsa[1]), UNABLE(2, '192.0.2.2', 'host key type', 'ssh-ed25519'),
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ count: 2, negotiation: { next: [] } });
    expect(findings[0]?.causes.join(' ')).toContain('Some of these clients');
    expect(lines(findings[0])).toContain('HostKey /etc/ssh/ssh_host_ed25519_key');
  });

  it('a failure while keys are renewed is no failed login, and lists that met before are not shown', async () => {
    const [finding] = await negotiations([
      VERSION(1, '6.6'), '[1] Connection from 192.0.2.1 port 50001 on 192.0.2.250 port 22', '[1] debug1: KEX done [preauth]',
      '[1] Accepted password for fred from 192.0.2.1 port 50001 ssh2', '[1] fatal: Unable to negotiate a key exchange method',
    ]);
    expect(finding?.negotiation).toMatchObject({ rekey: true, next: [] });
    expect(finding?.negotiation?.serverOffer).toBeUndefined();
    expect(finding?.causes.join(' ')).toContain('renewed');
    expect(lines(finding)).toEqual(['LogLevel DEBUG2']);
  });
});

describe('advice for the release that wrote the line', () => {
  it('of two sshds that log to one file', async () => {
    const [finding] = await negotiations([
      FROM(1, '192.0.2.1'), VERSION(1, '7.4'), FROM(2, '192.0.2.2'), VERSION(2, '9.2p1'),
      UNABLE(1, '192.0.2.1', 'MAC', 'hmac-ripemd160'),
    ]);
    expect(lines(finding)).toEqual(['MACs +hmac-ripemd160']);
  });

  it('after an upgrade that only the program name shows', async () => {
    const { findings, servers } = await analyzeLines([
      VERSION(1, '7.4'), `Nov 21 12:00:00 server sshd-session[9]: ${UNABLE(9, '192.0.2.1', 'MAC', 'hmac-ripemd160').slice(4)}`,
    ]);
    expect(servers.map(({ openssh }) => openssh?.exact ?? openssh?.min)).toEqual(['7.4', '9.8']);
    expect(lines(findings.find(({ code }) => code === 'no-common-mac'))).toEqual([]);
  });

  it('a list that is set but not in the log is appended to, not replaced', async () => {
    const [finding] = await negotiations([VERSION(1, '9.2p1'), UNABLE(1, '192.0.2.1', 'MAC', 'hmac-sha2-256')]);
    const [fix] = finding?.fixes ?? [];
    expect(fix).toMatchObject({ side: 'server', action: 'append' });
    expect(fix?.lines).toBeUndefined();
    expect(fix?.summary).toContain(',hmac-sha2-256');
  });
});

describe('advice for the client', () => {
  const failing = (software: string, offer: string, list = 'MAC') => negotiations([
    FROM(1, '192.0.2.1'), VERSION(1, '9.2p1'), `[1] debug1: Remote protocol version 2.0, remote software version ${software}`,
    UNABLE(1, '192.0.2.1', list, offer),
  ]);
  const clientSide = ([finding]: Finding[]) => finding?.fixes.filter(({ side }) => side === 'client').map(({ summary }) => summary).join(' ') ?? '';
  const serverSide = ([finding]: Finding[]) => finding?.fixes.filter(({ side }) => side === 'server').map(({ summary }) => summary).join(' ') ?? '';

  it('a newer OpenSSH that was narrowed is neither upgraded nor a reason to upgrade the server', async () => {
    const findings = await failing('OpenSSH_9.6p1', 'hmac-sha1-96');
    expect(clientSide(findings)).toContain('take out what narrows');
    expect(serverSide(findings)).not.toContain('upgrade');
  });

  it('software that is newer than all the advice for it is not told to become so', async () => {
    expect(clientSide(await failing('dropbear_2099.1', 'hmac-sha1-96'))).not.toMatch(/2013|2020/);
    expect(clientSide(await failing('libssh2_1.7.0', 'hmac-md5'))).toContain('1.9');
  });

  it('who insists on compression is told not to', async () => {
    const findings = await failing('OpenSSH_9.2p1', 'zlib', 'compression method');
    expect(lines(findings[0])).toEqual(['Host server', '    Compression no']);
  });
});

describe('host keys', () => {
  const wanting = (offer: string) => negotiations([VERSION(1, '9.2p1'), UNABLE(1, '192.0.2.1', 'host key type', offer)]);

  it('a security key is no server key', async () => {
    expect(lines((await wanting('sk-ssh-ed25519@openssh.com,ecdsa-sha2-nistp256'))[0])).toEqual(['HostKey /etc/ssh/ssh_host_rsa_key', 'HostKey /etc/ssh/ssh_host_ed25519_key', 'HostKey /etc/ssh/ssh_host_ecdsa_key']);
  });

  it('a key that exists is not written over', async () => {
    const [finding] = await wanting('ssh-ed25519');
    expect(finding?.fixes.flatMap(({ commands }) => commands ?? []).find((command) => command.includes('ssh-keygen'))).toMatch(/^\[ -e \S+ \] \|\| /);
  });

  it('a client that accepts certificates only needs a CA', async () => {
    const [finding] = await wanting('ssh-ed25519-cert-v01@openssh.com');
    expect(finding?.causes.join(' ')).toContain('HostCertificate');
  });
});

describe('a server that strikes its whole list for the faults of the client', () => {
  const GIVEN_UP = '[7] fatal: No supported key exchange algorithms found [preauth]';

  it.each([
    ['key exchange', 'no-common-kex'],
    ['PK', 'no-common-hostkey'],
    ['cipher', 'no-common-cipher'],
  ])('%s: %s', async (what, code) => {
    const { findings, connections } = await analyzeLines([`[7] fatal: No supported ${what} algorithms found [preauth]`.replace('cipher algorithms', 'ciphers')]);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(connections).toMatchObject({ total: 1, negotiation_failed: 1, open: 0 });
  });

  it('names the client where it is logged', async () => {
    const { findings: [finding] } = await analyzeLines(['[7] Connection from 192.0.2.31 port 55330 on 192.0.2.250 port 22', '[7] debug1: Remote protocol version 2.0, remote software version OpenSSH_6.6', GIVEN_UP]);
    expect(finding).toMatchObject({ code: 'no-common-kex', summary: expect.stringContaining('OpenSSH_6.6'), sources: [{ ip: '192.0.2.31', count: 1 }], unknowns: [] });
  });
});
