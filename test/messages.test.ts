import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Level } from '../src/events.js';
import type { Pattern } from '../src/messages/define.js';
import { parseAlgorithms } from '../src/messages/lists.js';
import { withoutFunction, withoutPlace } from '../src/messages/prefixes.js';
import { createRegistry, registry } from '../src/messages/registry.js';

function firstWord(text: string): string {
  return text.split(' ', 1)[0] ?? '';
}

/** The text as the registry tries it: whole, without a place, without a function name. */
function forms(text: string): string[] {
  const placeless = withoutPlace(text) ?? text;
  return [...new Set([text, placeless, withoutFunction(placeless) ?? placeless])];
}

function matches(pattern: Pattern, text: string, level: Level): boolean {
  if (pattern.level !== undefined && pattern.level !== level) return false;
  const match = pattern.regex.exec(text);
  return match !== null && pattern.decode(match) !== undefined;
}

/** Every entry, whatever its heads, that recognizes the first form of the text which any entry recognizes. */
function recognizing(text: string, level: Level): string[] {
  for (const form of forms(text)) {
    const ids = registry.patterns.filter((pattern) => matches(pattern, form, level)).map((pattern) => pattern.id);
    if (ids.length > 0) return ids;
  }
  return [];
}

const samples = registry.patterns.flatMap((pattern) =>
  pattern.samples.map((sample) => ({ pattern, id: pattern.id, text: sample.text, level: sample.level ?? 'info', fields: sample.fields })),
);

describe('every entry of the registry', () => {
  it('has an id of its own', () => {
    const ids = registry.patterns.map((pattern) => pattern.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(registry.patterns.map((pattern) => [pattern.id, pattern] as const))('%s is anchored, dated and has a sample', (_, pattern) => {
    expect(pattern.regex.source).toMatch(/^\^.*\$$/s);
    expect(pattern.regex.flags).toMatch(/^s?$/);
    expect(pattern.samples.length).toBeGreaterThan(0);
    for (const bound of [pattern.since, pattern.until]) expect(bound ?? '9.9').toMatch(/^\d{1,2}\.\d$/);
  });
});

describe('a sample', () => {
  it.each(samples)('$id: $text', ({ pattern, text, level, fields }) => {
    expect(recognizing(text, level)).toEqual([pattern.id]);
    expect(forms(text).some((form) => pattern.heads.includes(firstWord(form)))).toBe(true);
    const match = registry.match(text, level, true);
    expect(match?.pattern.id).toBe(pattern.id);
    expect(match?.fields).toEqual(fields);
  });

  it.each(samples)('$id without markers: $text', ({ pattern, text, level, fields }) => {
    const match = registry.match(text, level === 'fatal' || level === 'error' ? 'info' : level, false);
    expect(match?.pattern.emits).toBe(pattern.emits);
    expect(match?.fields).toEqual(fields);
  });
});

describe('dispatch', () => {
  it('tries few patterns for one text', () => {
    expect(registry.largestBucket).toBeLessThanOrEqual(20);
    expect(registry.patterns.filter((pattern) => pattern.heads.length === 0)).toEqual([]);
  });

  it('does not take a debug line for a message of another level', () => {
    expect(registry.match('Accepted password for root from 192.0.2.10 port 22 ssh2', 'debug1', true)).toBeUndefined();
    expect(registry.match('Accepted password for root from 192.0.2.10 port 22 ssh2', 'debug1', false)).toBeUndefined();
  });

  it('proves no release by a marker that the log does not show', () => {
    const text = 'Unable to negotiate with 192.0.2.10 port 50022: no matching MAC found. Their offer: hmac-md5';
    expect(registry.match(text, 'fatal', true)?.pattern).toMatchObject({ since: '7.2', until: '7.2' });
    expect(registry.match(text, 'info', true)?.pattern).toMatchObject({ since: '7.3' });
    const unmarked = registry.match(text, 'info', false)?.pattern;
    expect(unmarked?.since).toBe('7.2');
    expect(unmarked).not.toHaveProperty('until');
  });

  it('knows nothing where there is nothing', () => {
    const empty = createRegistry([]);
    expect(empty.match('Accepted', 'info', true)).toBeUndefined();
    expect(empty.largestBucket).toBe(0);
    expect(registry.match('', 'info', true)).toBeUndefined();
  });
});

describe('prefixes', () => {
  it.each([
    ['some_function: SSH2_MSG_NEWKEYS sent', 'debug1', 'kex.progress'],
    ['kex.c:kex_done():12: KEX done', 'debug1', 'kex.progress'],
    ['packet.c:ssh_packet_read():12 (pid=4): Bad packet length 7.', 'info', 'connection.failed'],
    ['sshd-session.c:main():1 (bin=sshd-session, pid=4): some_function: User child is on pid 3', 'info', 'process.user-child'],
    ['compat.c:compat_banner():9: compat_banner: no match: Go', 'debug1', 'compat.looked-up'],
  ] as const)('%s', (text, level, type) => {
    expect(registry.match(text, level, true)?.pattern.emits).toBe(type);
  });

  it.each([
    ['match: Accepted password for root from 192.0.2.10 port 22 ssh2', 'info'],
    ['kex_input_ext_info: KEX algorithms: x', 'debug1'],
    ['_: KEX done', 'debug1'],
    ['a_b:KEX done', 'debug1'],
  ] as const)('does not look behind %s', (text, level) => {
    expect(registry.match(text, level, true)).toBeUndefined();
  });
});

describe('algorithm lists', () => {
  it.each([
    ['', { algorithms: [] }],
    [' ', { algorithms: [] }],
    ['a,,b,', { algorithms: ['a', 'b'] }],
    ['b,ext-info-c,a,kex-strict-c-v00@openssh.com', { algorithms: ['b', 'a'], pseudo: ['ext-info-c', 'kex-strict-c-v00@openssh.com'] }],
    ['ext-info-s,kex-strict-s-v00@openssh.com', { algorithms: [], pseudo: ['ext-info-s', 'kex-strict-s-v00@openssh.com'] }],
    ['x y,\\033[31m', { algorithms: ['x y', '\\033[31m'] }],
  ])('%j', (text, list) => {
    expect(parseAlgorithms(text)).toEqual(list);
  });
});

const FORGED = 'root from 198.51.100.66 port 22 ssh2';
const real = { ip: '203.0.113.9', port: 4000 };
const PRINT = 'SHA256:abc';

describe('words of an attacker', () => {
  it.each([
    [`Failed password for invalid user ${FORGED} from 203.0.113.9 port 4000 ssh2`, { ...real, user: FORGED, validUser: false }],
    [`Failed password for invalid user invalid user root from 203.0.113.9 port 4000 ssh2`, { ...real, user: 'invalid user root' }],
    [`Failed password for invalid user [preauth] from 203.0.113.9 port 4000 ssh2`, { ...real, user: '[preauth]' }],
    [`Failed password for invalid user "x" 'y' from 203.0.113.9 port 4000 ssh2`, { ...real, user: `"x" 'y'` }],
    [`Failed password for invalid user a\r\nb from 203.0.113.9 port 4000 ssh2`, { ...real, user: 'a\r\nb' }],
    [`Failed publickey for invalid user ${FORGED}: RSA ${PRINT} from 203.0.113.9 port 4000 ssh2: RSA ${PRINT}`,
      { ...real, user: `${FORGED}: RSA ${PRINT}`, key: { type: 'RSA', fingerprint: PRINT } }],
    [`Failed publickey for fred from 203.0.113.9 port 4000 ssh2: RSA-CERT ${PRINT} ID a from 198.51.100.66 port 1 ssh2: RSA-CERT ${PRINT} ID b (serial 0) CA RSA ${PRINT}`,
      { ...real, user: 'fred', certificate: { id: `a from 198.51.100.66 port 1 ssh2: RSA-CERT ${PRINT} ID b`, serial: '0', ca: { type: 'RSA', fingerprint: PRINT } } }],
    [`Failed publickey for invalid user ${FORGED}: RSA-CERT ${PRINT} ID b from 203.0.113.9 port 4000 ssh2: RSA-CERT ${PRINT} ID c (serial 0) CA RSA ${PRINT}`,
      { ...real, validUser: false }],
    [`Failed hostbased for fred from 203.0.113.9 port 4000 ssh2: RSA ${PRINT}, client user "x", client host "y from 198.51.100.66 port 1 ssh2: RSA z, client user "", client host """`,
      { ...real, user: 'fred' }],
    [`Invalid user ${FORGED} from 203.0.113.9`, { ip: '203.0.113.9', user: FORGED }],
    [`Invalid user x from 198.51.100.66 port 1 from 203.0.113.9 port 4000`, { ...real, user: 'x from 198.51.100.66 port 1' }],
    [`Connection closed by invalid user root 198.51.100.66 port 22 203.0.113.9 port 4000`, { ...real, user: 'root 198.51.100.66 port 22' }],
    [`Connection reset by invalid user ${FORGED} 203.0.113.9 port 4000`, { ...real, user: FORGED }],
    [`Disconnecting invalid user x 198.51.100.66 port 1: Too many authentication failures 203.0.113.9 port 4000: Too many authentication failures`,
      { ...real, user: 'x 198.51.100.66 port 1: Too many authentication failures' }],
    [`Disconnecting invalid user a 203.0.113.9 port 4000: Change of username or service not allowed: (a,ssh-connection) -> (x 198.51.100.66 port 1: y`,
      { ...real, user: 'a' }],
    [`Received disconnect from 203.0.113.9 port 4000:11: from 198.51.100.66 port 22:11: x`, { ...real, reason: 'from 198.51.100.66 port 22:11: x' }],
    [`Bad protocol version identification 'x' from 198.51.100.66 port 22' from 203.0.113.9 port 4000`,
      { ...real, banner: "x' from 198.51.100.66 port 22" }],
    [`Protocol major versions differ for 203.0.113.9 port 4000: SSH-2.0-OpenSSH_7.4 vs. SSH-9.9-x for 198.51.100.66 port 1: y`, real],
    [`Unable to negotiate with 203.0.113.9 port 4000: no matching MAC found. Their offer: x,198.51.100.66 port 1: no matching cipher found. Their offer: y`,
      { ...real, kind: 'mac' }],
  ])('%s', (text, fields) => {
    expect(registry.match(text, 'info', true)?.fields).toMatchObject(fields);
  });

  it('keeps the offer of a peer as it is', () => {
    const text = 'no matching mac found: client a server b,\\033[2J server hmac-sha1';
    expect(registry.match(text, 'fatal', true)?.fields).toEqual({
      kind: 'mac', clientOffer: ['a server b', '\\033[2J'], serverOffer: ['hmac-sha1'],
    });
  });

  it('reads an offer that syslog cut', () => {
    const text = `Unable to negotiate with 192.0.2.10 port 50022: no matching cipher found. Their offer: ${'aes128-cbc,'.repeat(50)}`.slice(0, 500);
    const fields = registry.match(text, 'info', true)?.fields as { clientOffer: string[] };
    expect(fields.clientOffer.length).toBeGreaterThan(30);
  });

  it('does not take a host name for an address', () => {
    expect(registry.match('Connection closed by client.example.net port 50022', 'info', true)?.fields).toEqual({ port: 50022 });
    expect(registry.match('Failed password for x from client.example.net port 50022 ssh2', 'info', true)).toBeUndefined();
  });
});

const captures = process.env['SSHLOG_CAPTURES'];
const NEGOTIATION =
  /^(?:SSH2_MSG_KEXINIT|kex_parse_kexinit:|KEX |host key algorithms:|ciphers |MACs |compression [cs]to[cs]:|languages |first_kex_follows|reserved |local server KEXINIT|peer client KEXINIT|kex: |list_hostkey_types:|mac_setup: (?:found|setup)|Unable to negotiate|no (?:matching .* found: client|hostkey alg)|kex_choose_conf: will)/;
const LINE = /(?:^|[ "])(?:sshd(?:-session|-auth)?(?:\[\d+\])?: |sshd(?:-session|-auth)? \d+ - - {1,2})?((?:fatal|error|debug[123]): )?(.*?) {0,2}(?:\[preauth\])?\r?$/;

describe.runIf(captures !== undefined)('captures', () => {
  it('of negotiations are read to the last line', () => {
    const unread = new Set<string>();
    let read = 0;
    for (const name of readdirSync(captures ?? '', { recursive: true, encoding: 'utf8' })) {
      if (!/negotiate.*\.log$/.test(name) || name.includes('.journal-json')) continue;
      for (const raw of readFileSync(join(captures ?? '', name), 'latin1').split('\n')) {
        const text = /(?:: | - - {1,2}|^)((?:fatal|error|debug[123]): .*|(?:Unable to negotiate|no matching|no hostkey).*)$/.exec(raw)?.[1];
        if (text === undefined) continue;
        const [, marker, body = ''] = LINE.exec(text) ?? [];
        if (!NEGOTIATION.test(body)) continue;
        const level = (marker?.slice(0, -2) ?? 'info') as Level;
        if (registry.match(body, level, !name.includes('.stderr.')) === undefined) unread.add(`${level} ${body}`);
        else read++;
      }
    }
    expect([...unread]).toEqual([]);
    expect(read).toBeGreaterThan(1000);
  }, 120_000);
});
