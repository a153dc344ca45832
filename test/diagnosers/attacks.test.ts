import { describe, expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';

/** `count` failed passwords, one connection each, `seconds` apart. */
function failures(count: number, what: (i: number) => { ip: string; user: string; pid: number }, seconds = 1): string[] {
  return Array.from({ length: count }, (_, i) => {
    const { ip, user, pid } = what(i);
    const at = i * seconds;
    const time = [10 + Math.floor(at / 3600), Math.floor(at / 60) % 60, at % 60].map((part) => String(part).padStart(2, '0')).join(':');
    return `[${pid} ${time}] Failed password for ${user} from ${ip} port ${1000 + pid} ssh2`;
  });
}

const oneSource = (i: number) => ({ ip: '198.51.100.7', user: 'root', pid: 100 + i });
const manySources = (i: number) => ({ ip: `198.51.100.${i}`, user: 'root', pid: 100 + i });

async function attacks(lines: readonly string[]): Promise<string[]> {
  const { findings } = await analyzeLines(lines);
  return findings.filter(({ category }) => category === 'attack').map(({ code }) => code);
}

describe('brute force', () => {
  it('is ten failed passwords from one address within an hour, not nine', async () => {
    expect(await attacks(failures(9, oneSource))).toEqual([]);
    expect(await attacks(failures(10, oneSource))).toEqual(['brute-force']);
  });

  it('is not six of a week and six of the week before, whichever comes first', async () => {
    const week = (day: number) => failures(6, (i) => ({ ...oneSource(i), pid: 10 * day + i })).map((line) => line.replace(/^\[(\d+) (\S+)\]/, `Nov ${day} $2 server sshd[$1]:`));
    for (const lines of [[...week(13), ...week(20)], [...week(20), ...week(13)]]) expect(await attacks(lines)).toEqual([]);
  });

  it('counts the connections that came before it was clear', async () => {
    const { findings } = await analyzeLines(failures(25, oneSource));
    expect(findings.find(({ code }) => code === 'brute-force')).toMatchObject({
      count: 25, attempts: 25, sources: [{ ip: '198.51.100.7', count: 25 }], firstSeen: '2026-11-20T10:00:00.000Z', lastSeen: '2026-11-20T10:00:24.000Z',
    });
  });

  it('is not ten failures over a day', async () => {
    expect(await attacks(failures(10, oneSource, 1800))).toEqual([]);
  });

  it('is not what a client asks for with the method none, nor keys that do not fit', async () => {
    const asked = failures(20, oneSource).map((line) => line.replace('Failed password', 'Failed none'));
    expect(await attacks(asked)).toEqual([]);
    expect(await attacks(failures(20, oneSource).map((line) => line.replace('Failed password', 'Failed publickey')))).toEqual([]);
  });

  it('counts what the logger folded', async () => {
    expect(await attacks(['[1] Failed password for root from 198.51.100.7 port 9 ssh2',
      '[1] message repeated 9 times: [ Failed password for root from 198.51.100.7 port 9 ssh2]'])).toEqual(['brute-force']);
  });

  it('sees guessing where the server takes keys only, from thirty connections on', async () => {
    const left = (count: number) => failures(count, oneSource).map((line) =>
      line.replace('Failed password for', 'Connection closed by authenticating user').replace(' from ', ' ').replace(' ssh2', ' [preauth]'));
    expect(await attacks(left(29))).toEqual([]);
    expect(await attacks(left(30))).toEqual(['brute-force']);
  });
});

describe('more sources than there is room for', () => {
  const crowd = Array.from({ length: 260 }, (_, source) => failures(10, (i) => ({ ip: `198.51.${100 + (source % 2)}.${1 + Math.floor(source / 2)}`, user: `user${source % 7}`, pid: source * 10 + i + 1 }), 0)).flat();

  it('are counted', async () => {
    const { findings, limits } = await analyzeLines(crowd);
    expect(findings.filter(({ code }) => code === 'brute-force')).toHaveLength(250);
    expect(limits).toEqual({ connectionsEndedEarly: 0, problemsLeftOut: 100 });
  });

  it('are counted as far as a filter admits them', async () => {
    const only = async (ip: string) => (await analyzeLines(crowd, { filter: { from: (other) => other === ip } })).limits;
    expect(await only('198.51.100.1')).toBeUndefined();
    const { findings, limits } = await analyzeLines(crowd, { filter: { from: (other) => other.startsWith('198.51.100.') } });
    expect(findings.filter(({ code }) => code === 'brute-force')).toHaveLength(130);
    expect(limits).toBeUndefined();
  });
});

describe('user enumeration', () => {
  const names = (count: number) => failures(count, (i) => ({ ...oneSource(i), user: `name${i}` })).map((line) =>
    line.replace(/Failed password for (\S+) (from .*) ssh2/, 'Invalid user $1 $2'));

  it('is ten names without an account, not nine', async () => {
    expect(await attacks(names(9))).toEqual([]);
    expect(await attacks(names(10))).toEqual(['user-enumeration']);
  });

  it('is not one name ten times', async () => {
    expect(await attacks(names(10).map((line) => line.replace(/name\d/, 'same')))).toEqual([]);
  });
});

describe('a distributed attack', () => {
  it('is one name from thirty addresses', async () => {
    expect(await attacks(failures(29, manySources))).toEqual([]);
    expect(await attacks(failures(30, manySources))).toEqual(['distributed-brute-force']);
  });

  it('is ten addresses that work through one list', async () => {
    const list = (sources: number) => [
      ...failures(sources, (i) => ({ ip: `198.51.100.${i}`, user: 'root', pid: 100 + i })),
      ...failures(sources, (i) => ({ ip: `198.51.100.${i}`, user: i % 2 === 0 ? 'admin' : 'pi', pid: 300 + i })),
    ];
    expect(await attacks(list(9))).toEqual([]);
    expect(await attacks(list(10))).toEqual(['distributed-brute-force']);
    const { findings } = await analyzeLines(list(12));
    expect(findings.find(({ code }) => code === 'distributed-brute-force')).toMatchObject({ count: 24, attempts: 24 });
  });

  it('is addresses that come at even distances, whatever they try', async () => {
    const each = (i: number) => ({ ip: `198.51.100.${i}`, user: `user${i}`, pid: 100 + i });
    expect(await attacks(failures(20, each, 30))).toEqual(['distributed-brute-force']);
    const uneven = failures(20, each, 30).filter((_, i) => i % 3 !== 1);
    expect(await attacks([...uneven, ...failures(8, (i) => each(i + 40), 17)])).toEqual([]);
  });

  it('is not a colleague who has logged in from there', async () => {
    const { findings } = await analyzeLines(['[1 09:00:00] Accepted publickey for fred from 198.51.100.3 port 9 ssh2', ...failures(31, manySources)]);
    const ips = findings.find(({ code }) => code === 'distributed-brute-force')?.sources.map(({ ip }) => ip);
    expect(ips).toHaveLength(30);
    expect(ips).not.toContain('198.51.100.3');
  });
});

describe('success after failures', () => {
  const accepted = (method: string, user = 'root') => `[999 12:00:00] Accepted ${method} for ${user} from 198.51.100.7 port 9 ssh2`;

  it('is a password that was right after eight wrong ones', async () => {
    expect(await attacks([...failures(7, oneSource), accepted('password')])).toEqual([]);
    expect(await attacks([...failures(8, oneSource), accepted('password')])).toEqual(['success-after-failures']);
  });

  it('is not a key: nobody guesses one', async () => {
    expect(await attacks([...failures(9, oneSource), accepted('publickey')])).toEqual([]);
  });

  it('is not another user of the same address, unless it tried several', async () => {
    expect(await attacks([...failures(9, oneSource), accepted('password', 'fred')])).toEqual([]);
    const spray = failures(12, (i) => ({ ...oneSource(i), user: `user${i % 4}` }));
    expect(await attacks([...spray, accepted('password', 'fred')])).toContain('success-after-failures');
  });

  it('shows the last failures of the account, whatever was tried behind them', async () => {
    const names = failures(20, (i) => ({ ...oneSource(i + 8), user: i < 8 ? 'root' : `user${i}` }));
    const { findings } = await analyzeLines([...names, accepted('password')]);
    const { evidence } = findings.find(({ code }) => code === 'success-after-failures') ?? {};
    expect(evidence?.map(({ line }) => line)).toEqual([21, 5, 6, 7, 8]);
  });
});

describe('loopback', () => {
  const local = (count: number) => failures(count, (i) => ({ ip: '::1', user: 'root', pid: 100 + i }));

  it('is told from three failures on, and never as a source to block', async () => {
    expect(await attacks(local(2))).toEqual([]);
    expect(await attacks(local(3))).toEqual(['loopback-source']);
    expect(await attacks(local(40))).toEqual(['loopback-source']);
  });
});

describe('what an attack absorbs', () => {
  it('is what its sources did, and nothing of a colleague', async () => {
    const { findings } = await analyzeLines([...failures(12, oneSource), '[900] Failed password for fred from 192.0.2.10 port 9 ssh2',
      '[901] Connection closed by 198.51.100.7 port 77 [preauth]']);
    const attack = findings.find(({ code }) => code === 'brute-force');
    const told = (user: string) => findings.find(({ code, users }) => code === 'bad-password' && users.some(({ name }) => name === user));
    expect(attack?.severity).toBe('warning');
    expect(told('root')).toMatchObject({ severity: 'info', absorbedBy: attack?.fingerprint });
    expect(told('fred')).toMatchObject({ severity: 'warning' });
    expect(told('fred')).not.toHaveProperty('absorbedBy');
  });
});
