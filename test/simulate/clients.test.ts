import { describe, expect, it } from 'vitest';
import { accepted, proposals, simulateLog } from '../support/simulate.js';

const only = (simulation: ReturnType<typeof simulateLog>) => {
  expect(simulation.clients).toHaveLength(1);
  return simulation.clients[0] as (typeof simulation.clients)[number];
};
const lastNames = (lines: readonly string[] | undefined) => lines?.map((line) => line.split(',').at(-1));

describe('a client whose proposal is in the log', () => {
  it('gets in with the algorithms that its own order prescribes', () => {
    const client = { cipher: 'aes256-ctr,aes128-ctr', mac: 'hmac-sha1,hmac-sha2-256' };
    const { verdict, today, after, basis } = only(simulateLog(proposals(1, client), { after: 'Ciphers aes128-ctr,aes256-ctr\nMACs hmac-sha2-256,hmac-sha1' }));
    expect({ verdict, today, basis }).toEqual({ verdict: 'connects', today: 'connects', basis: 'proposals' });
    expect(after).toMatchObject({ kex: 'curve25519-sha256', hostkey: 'ssh-ed25519', 'cipher-ctos': 'aes256-ctr', 'mac-stoc': 'hmac-sha1', 'compression-ctos': 'none' });
  });

  it('is locked out at the list that sshd would name, with the line that sets it and the smallest exception', () => {
    const simulation = simulateLog(proposals(1, { mac: 'hmac-md5,hmac-sha1' }), { after: '\nMACs hmac-sha2-512,hmac-sha2-256' });
    const { verdict, failures, exceptions, before, after } = only(simulation);
    expect(verdict).toBe('locked-out');
    expect(failures).toEqual([{
      kind: 'mac', direction: 'both', clientOffer: ['hmac-md5', 'hmac-sha1'], serverOffer: ['hmac-sha2-512', 'hmac-sha2-256'],
      setting: { keyword: 'MACs', file: 'new.conf', line: 2 },
    }]);
    const onServer = exceptions.find(({ side }) => side === 'server');
    // The stronger of the two, not the first.
    expect(onServer).toMatchObject({ lines: ['MACs hmac-sha2-512,hmac-sha2-256,hmac-sha1'], strength: 'weak' });
    expect(onServer?.caution).toContain('replaces the present MACs line');
    expect(exceptions[0]).toMatchObject({ side: 'client' });
    expect([before['mac-ctos'], after]).toEqual(['hmac-md5', {}]);
    expect(simulation.summary.clients).toEqual({ connects: 0, lockedOut: 1, cannotTell: 0, alreadyLockedOut: 0, weaker: 0 });
  });

  it('needs no MAC beside an AEAD cipher', () => {
    const client = { cipher: 'chacha20-poly1305@openssh.com,aes128-ctr', mac: 'hmac-md5' };
    expect(only(simulateLog(proposals(1, client), { after: 'MACs hmac-sha2-512' }))).toMatchObject({ verdict: 'connects', after: { 'mac-ctos': '<implicit>' } });
    expect(only(simulateLog(proposals(1, client), { after: 'MACs hmac-sha2-512\nCiphers aes128-ctr' }))).toMatchObject({ verdict: 'locked-out', failures: [{ kind: 'mac' }] });
  });

  it('is told every list that fails, and gets one exception for all', () => {
    const { failures, exceptions } = only(simulateLog(proposals(1, { kex: 'diffie-hellman-group14-sha1', cipher: 'aes128-cbc' }), { after: 'Compression no' }));
    expect(failures.map(({ kind }) => kind)).toEqual(['kex', 'cipher']);
    expect(exceptions.find(({ side }) => side === 'server')?.lines).toEqual(['KexAlgorithms +diffie-hellman-group14-sha1', 'Ciphers +aes128-cbc']);
  });

  it('counts no marker as an algorithm in common', () => {
    const markers = 'ext-info-c,kex-strict-c-v00@openssh.com';
    const log = proposals(1, { kex: `diffie-hellman-group14-sha1,${markers}` }, { server: { kex: 'diffie-hellman-group14-sha1,kex-strict-s-v00@openssh.com' } });
    expect(only(simulateLog(log, { after: 'KexAlgorithms curve25519-sha256' })).failures[0]).toMatchObject({ kind: 'kex', clientOffer: ['diffie-hellman-group14-sha1'] });
  });

  it('says where it gets weaker than today', () => {
    const { weaker, verdict } = only(simulateLog(proposals(1, { cipher: 'chacha20-poly1305@openssh.com,aes128-cbc' }), { after: 'Ciphers aes128-cbc' }));
    expect(verdict).toBe('connects');
    expect(weaker).toContainEqual({ list: 'cipher-ctos', from: 'chacha20-poly1305@openssh.com', to: 'aes128-cbc' });
    expect(weaker).toContainEqual({ list: 'mac-stoc', from: '<implicit>', to: 'hmac-sha2-256' });
  });

  it('that cannot connect today is not what a change locks out', () => {
    const { summary, clients } = simulateLog(proposals(1, { mac: 'hmac-sha1-96' }), { after: 'Compression no' });
    expect(clients[0]).toMatchObject({ verdict: 'locked-out', today: 'locked-out' });
    expect(summary.clients.alreadyLockedOut).toBe(1);
  });

  it('gets no exception where no release has what it offers', () => {
    const { exceptions } = only(simulateLog(proposals(1, { cipher: 'twofish256-cbc' }), { after: 'Compression no' }));
    expect(exceptions.map(({ side }) => side)).not.toContain('server');
    expect(exceptions[0]?.summary).toContain('no line of sshd_config');
  });

  it('is not taken for one that offers less where the log cut its list', () => {
    const log = proposals(1, { mac: 'hmac-md5' });
    const at = log.findLastIndex((line) => line.includes('MACs ctos'));
    const cut = (name: string) => log.with(at, `[1] ${`debug2: MACs ctos: ${name},${'hmac-md5-96,'.repeat(100)}`.slice(0, 500)}`).filter((line, i) => i <= at || !line.includes('MACs stoc'));
    expect(only(simulateLog(cut('hmac-md5'), { after: 'MACs hmac-sha2-512' }))).toMatchObject({ verdict: 'cannot-tell', failures: [] });
    expect(only(simulateLog(cut('hmac-md5'), { after: 'MACs hmac-sha2-512' })).unknowns.join()).toContain('cut');
    expect(only(simulateLog(cut('hmac-sha2-512'), { after: 'MACs hmac-sha2-512' })).after['mac-ctos']).toBe('hmac-sha2-512');
  });
});

describe('host keys', () => {
  it('of HostKey lines are the only ones', () => {
    const simulation = simulateLog(proposals(1, { hostkey: 'ssh-ed25519' }), { after: 'HostKey /etc/ssh/ssh_host_rsa_key' });
    expect(only(simulation)).toMatchObject({ verdict: 'locked-out', failures: [{ kind: 'hostkey', setting: { keyword: 'HostKey', line: 1 } }] });
    expect(only(simulation).exceptions[0]?.lines).toEqual(['HostKey /etc/ssh/ssh_host_ed25519_key']);
    expect(only(simulation).exceptions[0]?.commands?.[0]).toContain('ssh-keygen -q -t ed25519');
  });

  it('that the log shows are there; of others that are tried by default nobody knows', () => {
    expect(only(simulateLog(proposals(1, { hostkey: 'rsa-sha2-512' }), { after: 'Compression no' })).after.hostkey).toBe('rsa-sha2-512');
    const without = { server: { hostkey: 'ssh-ed25519' } };
    const unknown = only(simulateLog(proposals(1, { hostkey: 'rsa-sha2-512' }, without), { after: 'Compression no' }));
    expect(unknown.verdict).toBe('cannot-tell');
    expect(unknown.unknowns.join()).toContain('host keys');
  });

  it('that the server has come first in an exception, new ones get a file of their own', () => {
    const exception = (hostkey: string, after: string) => only(simulateLog(proposals(1, { hostkey }), { after })).exceptions.find(({ side }) => side === 'server');
    expect(exception('ecdsa-sha2-nistp521,ssh-rsa', 'HostKeyAlgorithms ssh-ed25519')?.lines).toEqual(['HostKeyAlgorithms ssh-ed25519,ssh-rsa']);
    const twin = exception('ecdsa-sha2-nistp521', 'Compression no');
    expect(twin?.lines?.at(-1)).toBe('HostKey /etc/ssh/ssh_host_ecdsa521_key');
    expect(twin?.lines).toContain('HostKey /etc/ssh/ssh_host_ed25519_key');
    expect(twin?.commands?.[0]).toContain('-b 521');
  });

  it('may sign with SHA-1 only where HostKeyAlgorithms says so', () => {
    const old = proposals(1, { hostkey: 'ssh-rsa' });
    expect(only(simulateLog(old, { after: 'Compression no' }))).toMatchObject({ verdict: 'locked-out', failures: [{ setting: { keyword: 'HostKeyAlgorithms' } }] });
    expect(only(simulateLog(old, { after: 'HostKeyAlgorithms +ssh-rsa' }))).toMatchObject({ verdict: 'connects', after: { hostkey: 'ssh-rsa' } });
    expect(only(simulateLog(old, { after: 'HostKeyAlgorithms ssh-*' })).verdict).toBe('connects');
  });
});

describe('a client of which the log shows only what was agreed', () => {
  const agreed = [
    '[1] Connection from 192.0.2.30 port 40001 on 192.0.2.250 port 22', '[1] debug1: Local version string SSH-2.0-OpenSSH_9.2p1',
    '[1] debug1: list_hostkey_types: ssh-ed25519 [preauth]', '[1] debug1: kex: algorithm: curve25519-sha256 [preauth]', '[1] debug1: kex: host key algorithm: ssh-ed25519 [preauth]',
    '[1] debug1: kex: client->server cipher: aes128-ctr MAC: hmac-sha2-256 compression: none [preauth]',
    '[1] debug1: kex: server->client cipher: aes128-ctr MAC: hmac-sha2-256 compression: none [preauth]', ...accepted(1),
  ];

  it('connects where all of that is still offered; the choice is certain where nothing else is', () => {
    expect(only(simulateLog(agreed, { after: 'Compression no' }))).toMatchObject({ verdict: 'connects', basis: 'agreed' });
    expect(only(simulateLog(agreed, { after: 'Compression no' })).after.kex).toBeUndefined();
    const narrow = 'KexAlgorithms curve25519-sha256\nCiphers aes128-ctr\nMACs hmac-sha2-256\nCompression no\nHostKeyAlgorithms ssh-ed25519';
    expect(only(simulateLog(agreed, { after: narrow })).after).toMatchObject({ kex: 'curve25519-sha256', 'mac-ctos': 'hmac-sha2-256' });
  });

  it('cannot be told where it is not, and DEBUG2 would tell', () => {
    const { verdict, unknowns } = only(simulateLog(agreed, { after: 'MACs hmac-sha2-512' }));
    expect(verdict).toBe('cannot-tell');
    expect(unknowns.join()).toMatch(/MACs.*DEBUG2/);
  });

  it('is certain of what today\'s configuration offered too', () => {
    const today = 'KexAlgorithms curve25519-sha256,ecdh-sha2-nistp256\nCiphers aes128-ctr,aes256-ctr';
    const { after } = only(simulateLog(agreed, { today, after: today }));
    expect(after).toMatchObject({ kex: 'curve25519-sha256', 'cipher-ctos': 'aes128-ctr' });
  });
});

describe('a failure', () => {
  const failure = ['[1] Unable to negotiate with 192.0.2.30 port 40001: no matching MAC found. Their offer: hmac-md5,hmac-sha1 [preauth]'];

  it('stays one where the new list has none of its names either', () => {
    const narrow = { after: 'Ciphers aes128-ctr\nMACs hmac-sha2-256', openssh: '9.2' };
    expect(only(simulateLog(failure, narrow))).toMatchObject({ verdict: 'locked-out', today: 'locked-out', basis: 'failure', failures: [{ direction: 'unknown' }] });
  });

  it('cannot be told once the list meets, as the others are not in the log', () => {
    const { verdict, unknowns } = only(simulateLog(failure, { after: 'MACs hmac-sha1', openssh: '9.2' }));
    expect(verdict).toBe('cannot-tell');
    expect(unknowns.join()).toContain('DEBUG2');
  });

  it('of the MACs cannot be told where an AEAD cipher may need none', () => {
    expect(only(simulateLog(failure, { after: 'MACs hmac-sha2-256', openssh: '9.2' })).verdict).toBe('cannot-tell');
  });
});

describe('an upgrade', () => {
  it('alone takes away what the release does not offer by itself', () => {
    const today = { server: { hostkey: 'rsa-sha2-512,rsa-sha2-256,ssh-rsa,ssh-ed25519' } };
    const lists = { kex: 'diffie-hellman-group14-sha256', hostkey: 'ssh-rsa', cipher: 'aes128-ctr', mac: 'hmac-sha1' };
    const log = proposals(1, lists, today).map((line) => line.replace('OpenSSH_9.2p1', 'OpenSSH_7.4'));
    const { clients, assumptions } = simulateLog(log, { target: '9.9' });
    expect(clients[0]?.failures.map(({ kind }) => kind)).toContain('hostkey');
    expect(assumptions.join()).toContain('sshd_config sets none of the algorithm lists');
  });

  it('carries over a list that the log shows to be configured', () => {
    const configured = { server: { mac: 'hmac-md5' } };
    expect(only(simulateLog(proposals(1, { mac: 'hmac-md5' }, configured), { target: '9.9' }))).toMatchObject({ verdict: 'connects', after: { 'mac-ctos': 'hmac-md5' } });
  });

  it('takes today\'s configuration along', () => {
    const log = proposals(1, { cipher: 'aes128-cbc' });
    expect(only(simulateLog(log, { target: '10.0', today: 'Ciphers +aes128-cbc' })).verdict).toBe('connects');
    expect(only(simulateLog(log, { target: '10.0', today: 'Ciphers aes128-ctr' })).verdict).toBe('locked-out');
  });

  it('of which the log shows no release leaves what differs between releases open', () => {
    const log = proposals(1, { kex: 'diffie-hellman-group14-sha1' }).filter((line) => !line.includes('Local version')).map((line) => line.replace(/ rdomain ""/, ''));
    const { verdict, unknowns } = only(simulateLog(log, { after: 'Compression no' }));
    expect(verdict).toBe('cannot-tell');
    expect(unknowns.join()).toContain('--openssh');
  });
});

describe('known bugs of clients', () => {
  it('keep methods from them', () => {
    const software = { software: 'OpenSSH_6.6' };
    const kex = 'curve25519-sha256@libssh.org';
    expect(only(simulateLog(proposals(1, { kex }, software), { after: 'Compression no' }))).toMatchObject({ verdict: 'locked-out', failures: [{ kind: 'kex' }] });
    expect(only(simulateLog(proposals(1, { kex }, { software: 'OpenSSH_6.6.1' }), { after: 'Compression no' })).verdict).toBe('connects');
  });
});

describe('many clients', () => {
  it('are told apart by software and offers, and counted', () => {
    const log = [...proposals(1), ...accepted(1), ...proposals(2, {}, { ip: '192.0.2.31' }), ...proposals(3, { mac: 'hmac-sha1' })];
    const { clients } = simulateLog(log, { after: 'Compression no' });
    expect(clients.map(({ count, logins, sources, users }) => [count, logins, sources.length, users])).toEqual([[2, 1, 2, [{ name: 'fred', count: 1 }]], [1, 0, 1, []]]);
  });

  it('take no more memory than there is room for; those that log in stay', () => {
    const bots = Array.from({ length: 50 }, (_, i) => proposals(i + 1, {}, { software: `bot_${i}` })).flat();
    const log = [...bots, ...proposals(100, {}, { software: 'backup_1.0' }), ...accepted(100)];
    const { clients, omitted } = simulateLog(log, { after: 'Compression no', maxClients: 10 });
    expect(clients).toHaveLength(10);
    expect(clients[0]?.client).toBe('backup_1.0');
    expect(omitted.clients).toBe(41);
  });

  it('can be reduced to those that log in', () => {
    const log = [...proposals(1), ...accepted(1), ...proposals(2, { mac: 'hmac-md5' })];
    expect(simulateLog(log, { after: 'MACs hmac-sha2-256', loggedInOnly: true }).summary.clients).toMatchObject({ connects: 1, lockedOut: 0 });
  });
});

describe('exceptions', () => {
  it.each([
    ['MACs -hmac-sha1*', 'hmac-sha1'], ['MACs +hmac-md5', 'hmac-sha1-96'], ['MACs ^hmac-md5', 'hmac-sha1-96'], ['', 'hmac-md5'],
  ])('fit the line %j', (line, mac) => {
    const { exceptions } = only(simulateLog(proposals(1, { mac, cipher: 'aes128-ctr' }), { after: line }));
    expect(lastNames(exceptions.find(({ side }) => side === 'server')?.lines)?.[0]?.replace('MACs +', '')).toBe(mac);
    const again = exceptions.find(({ side }) => side === 'server')?.lines?.join('\n') ?? '';
    expect(only(simulateLog(proposals(1, { mac, cipher: 'aes128-ctr' }), { after: again }))).toMatchObject({ verdict: 'connects', after: { 'mac-ctos': mac } });
  });
});
