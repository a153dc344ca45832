import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Level } from '../src/events.js';
import type { Pattern } from '../src/messages/define.js';
import { headOf } from '../src/messages/heads.js';
import { parseAlgorithms } from '../src/messages/lists.js';
import { createRegistry, registry } from '../src/messages/registry.js';
import { formsOf } from './support/text-forms.js';

function matches(pattern: Pattern, text: string, level: Level): boolean {
  if (pattern.level !== undefined && pattern.level !== level) return false;
  const match = pattern.regex.exec(text);
  return match !== null && pattern.decode(match) !== undefined;
}

/** Every entry, whatever its heads, that recognizes the first form of the text which any entry recognizes. */
function recognizing(text: string, level: Level): string[] {
  for (const form of formsOf(text)) {
    const ids = registry.patterns.filter((pattern) => matches(pattern, form, level)).map((pattern) => pattern.id);
    if (ids.length > 0) return ids;
  }
  return [];
}

const samples = registry.patterns.flatMap((pattern) =>
  pattern.samples.map(({ text, level = 'info', fields }) => ({ pattern, id: pattern.id, text, level, fields })),
);

describe('every entry of the registry', () => {
  it('has an id of its own', () => {
    const ids = registry.patterns.map((pattern) => pattern.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(registry.patterns)('$id is anchored, dated and has a sample', (pattern) => {
    expect(pattern.regex.source).toMatch(/^\^.*\$$/s);
    expect(pattern.regex.flags).toMatch(/^s?$/);
    expect(pattern.samples.length).toBeGreaterThan(0);
    for (const bound of [pattern.since, pattern.until]) expect(bound ?? '9.9').toMatch(/^\d{1,2}\.\d$/);
  });
});

describe('a sample', () => {
  it.each(samples)('$id: $text', ({ pattern, text, level, fields }) => {
    expect(recognizing(text, level)).toEqual([pattern.id]);
    expect(formsOf(text).some((form) => pattern.heads.includes(headOf(form)))).toBe(true);
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
    expect(registry.largestBucket()).toBeLessThanOrEqual(16);
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
    expect(empty.largestBucket()).toBe(0);
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
    [
      'b,ext-info-c,a,kex-strict-c-v00@openssh.com',
      { algorithms: ['b', 'a'], pseudo: ['ext-info-c', 'kex-strict-c-v00@openssh.com'] },
    ],
    ['ext-info-s,kex-strict-s-v00@openssh.com', { algorithms: [], pseudo: ['ext-info-s', 'kex-strict-s-v00@openssh.com'] }],
    ['x y,\\033[31m', { algorithms: ['x y', '\\033[31m'] }],
  ])('%j', (text, list) => {
    expect(parseAlgorithms(text)).toEqual(list);
  });
});

const FAKE = '198.51.100.66 port 1';
const ORIGIN = '203.0.113.9 port 4000';
const real = { ip: '203.0.113.9', port: 4000 };
const PRINT = 'SHA256:abc';

/** A text in which a peer placed words of its own, the user that stands in it, and what else must be seen. */
const hostile: { text: string; user?: string; sees?: object }[] = [
  { text: `Failed password for invalid user root from ${FAKE} ssh2 from ${ORIGIN} ssh2`, user: `root from ${FAKE} ssh2` },
  { text: `Failed password for invalid user invalid user root from ${ORIGIN} ssh2`, user: 'invalid user root' },
  { text: `Failed password for invalid user [preauth] from ${ORIGIN} ssh2`, user: '[preauth]' },
  { text: `Failed password for invalid user "x" 'y' from ${ORIGIN} ssh2`, user: `"x" 'y'` },
  { text: `Failed password for invalid user a\r\nb from ${ORIGIN} ssh2`, user: 'a\r\nb' },
  { text: `Failed password for invalid user  leading from ${ORIGIN} ssh2`, user: ' leading' },
  { text: `Failed password for invalid user trailing  from ${ORIGIN} ssh2`, user: 'trailing ' },
  {
    text: `Failed publickey for invalid user x from ${FAKE} ssh2: RSA ${PRINT} from ${ORIGIN} ssh2: RSA ${PRINT}`,
    user: `x from ${FAKE} ssh2: RSA ${PRINT}`,
    sees: { key: { type: 'RSA', fingerprint: PRINT } },
  },
  {
    text:
      `Failed publickey for fred from ${ORIGIN} ssh2: RSA-CERT ${PRINT} ` +
      `ID a from ${FAKE} ssh2: RSA-CERT ${PRINT} ID b (serial 0) CA RSA ${PRINT}`,
    user: 'fred',
    sees: { certificate: { id: `a from ${FAKE} ssh2: RSA-CERT ${PRINT} ID b`, serial: '0' } },
  },
  {
    text:
      `Failed publickey for invalid user x from ${FAKE} ssh2: RSA-CERT ${PRINT} ID b from ${ORIGIN} ssh2: ` +
      `RSA-CERT ${PRINT} ID c (serial 0) CA RSA ${PRINT}`,
    user: `x from ${FAKE} ssh2: RSA-CERT ${PRINT} ID b`,
    sees: { validUser: false },
  },
  {
    text:
      `Failed hostbased for fred from ${ORIGIN} ssh2: RSA ${PRINT}, client user "x", ` +
      `client host "y from ${FAKE} ssh2: RSA z, client user "", client host """`,
    user: 'fred',
  },
  { text: `Invalid user x from ${FAKE} from ${ORIGIN}`, user: `x from ${FAKE}` },
  { text: `Connection closed by invalid user root ${FAKE} ${ORIGIN}`, user: `root ${FAKE}` },
  { text: `Connection reset by invalid user root from ${FAKE} ssh2 ${ORIGIN}`, user: `root from ${FAKE} ssh2` },
  {
    text: `Disconnecting invalid user x ${FAKE}: Too many authentication failures ${ORIGIN}: Too many authentication failures`,
    user: `x ${FAKE}: Too many authentication failures`,
  },
  {
    text: `Disconnecting invalid user a ${ORIGIN}: Change of username or service not allowed: (a,s) -> (x ${FAKE}: y`,
    user: 'a',
  },
  {
    text: `Disconnecting authenticating user fred ${ORIGIN}: bad service request x ${FAKE}: Too many authentication failures`,
    user: 'fred',
    sees: { reason: `bad service request x ${FAKE}: Too many authentication failures` },
  },
  {
    text: `Received disconnect from ${ORIGIN}:11: from ${FAKE}:11: x`,
    sees: { code: 11, reason: `from ${FAKE}:11: x` },
  },
  {
    text: `Bad protocol version identification 'x' from ${FAKE}' from ${ORIGIN}`,
    sees: { banner: `x' from ${FAKE}` },
  },
  { text: `Protocol major versions differ for ${ORIGIN}: SSH-2.0-OpenSSH_7.4 vs. SSH-9.9-x for ${FAKE}: y` },
  {
    text:
      `Unable to negotiate with ${ORIGIN}: no matching MAC found. ` +
      `Their offer: x,${FAKE}: no matching cipher found. Their offer: y`,
    sees: { kind: 'mac', clientOffer: ['x', `${FAKE}: no matching cipher found. Their offer: y`] },
  },
  {
    text:
      `Unable to negotiate with user fred ${ORIGIN}: no matching MAC found. ` +
      `Their offer: x ${FAKE}: no matching cipher found. Their offer: y`,
    user: 'fred',
    sees: { kind: 'mac' },
  },
];

describe('words of an attacker', () => {
  it.each(hostile)('$text', ({ text, user, sees = {} }) => {
    const expected = { ...real, ...(user === undefined ? {} : { user }), ...sees };
    expect(registry.match(text, 'info', true)?.fields).toMatchObject(expected);
  });

  it('stand in the offer as they are', () => {
    const text = 'no matching mac found: client a server b,\\033[2J server hmac-sha1';
    const fields = { kind: 'mac', clientOffer: ['a server b', '\\033[2J'], serverOffer: ['hmac-sha1'] };
    expect(registry.match(text, 'fatal', true)?.fields).toEqual(fields);
  });

  it('can fill the line to where syslog cuts it', () => {
    const text = `Unable to negotiate with ${ORIGIN}: no matching cipher found. Their offer: ${'aes128-cbc,'.repeat(50)}`;
    const fields = registry.match(text.slice(0, 500), 'info', true)?.fields as { clientOffer: string[] };
    expect(fields.clientOffer.at(-1)).not.toBe('');
    expect(fields.clientOffer.length).toBeGreaterThan(30);
  });

  it('make no host name an address', () => {
    expect(registry.match('Connection closed by client.example.net port 50022', 'info', true)?.fields).toEqual({ port: 50022 });
    expect(registry.match('Failed password for x from client.example.net port 50022 ssh2', 'info', true)).toBeUndefined();
  });

  it('are not taken apart where the line is longer than sshd writes', () => {
    const text = `Failed publickey for invalid user ${' from ::1 port 1 ssh2: '.repeat(5000)} (serial 1) CA RSA SHA256:x`;
    expect(registry.match(text, 'info', true)).toBeUndefined();
  });
});

const captures = process.env['SSHLOG_CAPTURES'];

/** First words of a line that tells something of a negotiation. */
const NEGOTIATION = new RegExp(
  `^(?:${[
    'SSH2_MSG_KEXINIT', 'kex_parse_kexinit:', 'local server KEXINIT', 'peer client KEXINIT', 'first_kex_follows', 'reserved ',
    'KEX ', 'host key algorithms:', 'ciphers [cs]to', 'MACs [cs]to', 'compression [cs]to', 'languages ', 'kex: ',
    'list_hostkey_types:', 'mac_setup: (?:found|setup)', 'kex_choose_conf: will', 'Unable to negotiate',
    'no matching .* found: client', 'no hostkey alg',
  ].join('|')})`,
);

/** The text of a line of any envelope, or undefined: what follows the program's name, or the whole line where it has none. */
function textOf(raw: string, bare: boolean): string | undefined {
  const line = raw.replace(/\r$/, '').replace(/ \[preauth\]$/, '');
  return bare ? line : /\bsshd(?:-session|-auth)?(?:\[\d+\]: | \d+ - - {1,2})(.*)$/.exec(line)?.[1];
}

describe.runIf(captures !== undefined)('captures of negotiations', () => {
  it('hold no line of a negotiation that is not recognized', () => {
    const unread = new Set<string>();
    let read = 0;
    for (const name of readdirSync(captures ?? '', { recursive: true, encoding: 'utf8' })) {
      if (!/negotiate.*\.log$/.test(name) || name.includes('.journal-json')) continue;
      const bare = name.includes('.stderr.');
      for (const raw of readFileSync(join(captures ?? '', name), 'latin1').split('\n')) {
        const marked = textOf(raw, bare) ?? '';
        const [, marker = 'info'] = /^(fatal|error|debug[123]): /.exec(marked) ?? [];
        const text = marker === 'info' ? marked : marked.slice(marker.length + 2);
        if (!NEGOTIATION.test(text)) continue;
        if (registry.match(text, marker as Level, !bare) === undefined) unread.add(`${name}: ${marked}`);
        else read++;
      }
    }
    expect([...unread]).toEqual([]);
    expect(read).toBeGreaterThan(1000);
  }, 120_000);
});
