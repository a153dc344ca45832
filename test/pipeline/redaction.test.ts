import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import type { EventJson } from '../../src/report/event-ndjson.js';
import { registry } from '../../src/messages/registry.js';
import { createAnalyzer } from '../../src/pipeline/analyzer.js';
import { createRedaction, type Redaction } from '../../src/pipeline/redaction.js';
import { syslog } from '../support/analyze-text.js';
import { outputsOf } from '../support/outputs.js';

/** Fixtures live in the networks that pseudonyms are of: elsewhere they show what is left. */
function moved(text: string): string {
  return text
    .replaceAll('192.0.2.', '10.77.1.').replaceAll('198.51.100.', '10.77.2.').replaceAll('203.0.113.', '10.77.3.')
    .replaceAll('2001:db8:', '2a00:77:');
}

const vocabulary = new Set(registry.patterns.flatMap(({ regex }) => regex.source.toLowerCase().match(/[a-z][a-z0-9]+/g) ?? []));
/** Words of our own texts. */
const OURS = new Set(['grace', 'monitoring', '[preauth]']);
const isWord = (name: string) => vocabulary.has(name.toLowerCase()) || OURS.has(name);

const style = { width: 80, chalk: new Chalk({ level: 0 }) };
const files = readdirSync('fixtures', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log')).sort();

function stringsOf(events: readonly EventJson[], pick: (name: string, value: string) => boolean): Set<string> {
  const found = new Set<string>();
  const walk = (value: unknown, name: string) => {
    if (typeof value === 'string' && pick(name, value)) found.add(value);
    else if (typeof value === 'object' && value !== null) for (const [key, item] of Object.entries(value)) walk(item, Array.isArray(value) ? name : key);
  };
  for (const event of events) walk(event, '');
  return found;
}

function contains(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!/[\p{L}\p{N}_]/u.test(text[at - 1] ?? ' ') && !/[\p{L}\p{N}_]/u.test(text[at + name.length] ?? ' ')) return true;
  }
  return false;
}

const ALL = ['ip', 'user', 'host', 'key'] as const;
const redactedLines = (lines: readonly string[], classes: readonly (typeof ALL)[number][] = ALL) =>
  outputsOf(lines.map((line) => `${syslog(line)}\n`).join(''), 'log', style, classes);

describe('names of users', () => {
  const HOSTILE = [
    'from', 'for', 'port', 'password', 'invalid', 'user', 'ssh2', 'a', 'publickey', 'sshd', 'preauth]', '[preauth]', 'invalid user fred',
    'x from 10.9.9.9 port 22 ssh2', '"quoted"', "it's", 'comma,name', ' leading', 'trailing ', '$(id)',
    'x'.repeat(200), 'user-1', 'host-1', '12345', '65537', 'root from 10.9.9.9', '../../etc', '=cmd', '__proto__', 'constructor',
  ];
  it.each(HOSTILE)('%j is redacted where it stands, and sshd keeps its words', (name) => {
    const { events, texts, trace } = redactedLines([
      '[7] Connection from 10.1.2.3 port 4711 on 10.1.2.4 port 22',
      `[7] Failed password for invalid user ${name} from 10.1.2.3 port 4711 ssh2`,
      `[7] Connection closed by invalid user ${name} 10.1.2.3 port 4711 [preauth]`,
    ]);
    expect(events.map(({ user }) => user)).toEqual([undefined, 'user-1', 'user-1']);
    expect(trace.connections.flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual([
      'Connection from 192.0.2.1 port 4711 on 192.0.2.2 port 22',
      'Failed password for invalid user user-1 from 192.0.2.1 port 4711 ssh2',
      'Connection closed by invalid user user-1 192.0.2.1 port 4711',
    ]);
    if (name.length >= 9 && name !== '[preauth]') for (const [format, text] of Object.entries(texts)) expect(text.includes(name.trim()), format).toBe(false);
    for (const text of Object.values(texts)) expect(text).not.toMatch(/10\.[19]\.[29]/);
  });

  it('are one name however often sshd escaped it', () => {
    const { events, texts } = redactedLines([
      String.raw`[7] Failed password for invalid user \303\251ric from 10.1.2.3 port 4711 ssh2`,
      String.raw`[7] Connection closed by invalid user \\303\\251ric 10.1.2.3 port 4711 [preauth]`,
    ]);
    expect(events.map(({ user }) => user)).toEqual(['user-1', 'user-1']);
    for (const text of Object.values(texts)) expect(text).not.toMatch(/éric|251ric/);
  });

  it('are the same in all that is said of one user', () => {
    const { texts } = redactedLines([
      '[7] Authentication refused: bad ownership or modes for directory /home/fred/.ssh',
      '[7] Failed publickey for fred from 10.1.2.3 port 4711 ssh2: RSA-CERT SHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG ID fred@laptop (serial 7) CA RSA SHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDEFH',
      '[7] Connection closed by authenticating user fred 10.1.2.3 port 4711 [preauth]',
      '[8] pam_unix(sshd:session): session opened for user wilma(uid=1000) by fred(uid=0)',
      '[9] Accepted password for root from 10.1.2.9 port 4711 ssh2',
      '[9] Received disconnect from 10.1.2.9 port 4711:11: bye says fred',
    ]);
    for (const [format, text] of Object.entries(texts)) expect(text, format).not.toMatch(/fred|wilma|laptop|10\.1|abcdef/);
    expect(texts['diagnose text']).toContain('/home/user-1/.ssh');
    expect(texts['trace text']).toContain('for root from 192.0.2.');
    expect(texts['trace text']).toContain('bye says user-1');
    expect(texts['events text']).toContain('user=user-2');
  });

  it('are replaced in sentences that no field of the event names them for', () => {
    const { texts } = redactedLines([
      '[1] Accepted gssapi-with-mic for fred from 10.1.2.3 port 22 ssh2: wilma/admin@CORP.EXAMPLE',
      '[2] error: key_read: uudecode AAAAB3NzaC1yc2EAAAABIwAAAQEA0 barney@slate failed',
      '[3] debug3: Refused Certificate ID "betty@corp" serial=42: Certificate invalid: expired',
      '[4] pam_sss(sshd:auth): received for user dino: 9 (Authentication service cannot retrieve authentication info)',
      "[5] pam_winbind(sshd:auth): user 'CORP\\pebbles' granted access",
      '[6] Disconnecting invalid user bamm 10.1.2.9 port 4: Change of username or service not allowed: (bamm,ssh-connection) -> (hoppy,ssh-connection) [preauth]',
      '[7] Bad options in /home/fred/.ssh/authorized_keys file, line 3: form="*.corp.example" ssh-rsa AAAAB3NzaC1yc2E barney@slate',
      "[8] debug2: user_key_allowed: advance: 'ssh-rsa AAAAB4NzaC1yc2EAAAADAQABAAABAQCgEz+Gjdm1h10m barney@slate\\n'",
    ]);
    for (const [format, text] of Object.entries(texts)) expect(text, format).not.toMatch(/wilma|admin@|corp|barney|slate|betty|dino|pebbles|hoppy|AAAAB|Gjdm/i);
    expect(texts['events text']).toContain('value="form=');
  });

  it('are replaced within the name of a file', () => {
    const { texts } = redactedLines([
      '[7] Failed password for fred from 10.1.2.3 port 4711 ssh2',
      '[7] error: Could not load host key: /etc/ssh/fred_key',
    ]);
    expect(texts['events text']).toContain('/etc/ssh/user-1_key');
  });

  it('that are addresses do not hide an address in other texts', () => {
    const { report, texts } = redactedLines([
      '[7] error: kex_exchange_identification: client sent invalid protocol identifier "10.9.9.9"',
      '[7] Invalid user 10.9.9.9 from 10.1.2.3 port 1',
      '[8] error: kex_exchange_identification: client sent invalid protocol identifier "10.9.9.9"',
    ]);
    expect(report.findings.map(({ code, count }) => `${code} ${count}`)).toContain('hostile-banner 2');
    for (const text of Object.values(texts)) expect(text).not.toMatch(/10\.[19]\./);
  });

  it('stay unless they are asked for', () => {
    const { texts, report } = redactedLines(['[7] Failed password for fred from 10.1.2.3 port 4711 ssh2'], ['ip']);
    expect(report.findings[0]?.evidence[0].text).toBe('Nov 20 12:00:00 server sshd[7]: Failed password for fred from 192.0.2.1 port 4711 ssh2');
    expect(texts['diagnose json']).not.toContain('10.1.2.3');
  });
});

describe('a finding', () => {
  it('has a fingerprint that tells nothing, and the same diagnosis', () => {
    const lines = ['[7] Failed password for fred from 10.1.2.3 port 4711 ssh2', '[7] Connection closed by authenticating user fred 10.1.2.3 port 4711 [preauth]'];
    const [plain, redacted] = [redactedLines(lines, []), redactedLines(lines)];
    expect(redacted.report.findings.map(({ code }) => code)).toEqual(plain.report.findings.map(({ code }) => code));
    expect(redacted.report.findings.map(({ fingerprint }) => fingerprint)).toEqual(['0000000000000001']);
  });

  it('has the fingerprint of every other run until it is printed', () => {
    const run = (redaction?: Redaction) => {
      const analyzer = createAnalyzer(redaction && { redaction });
      const input = analyzer.open('log');
      input.line(syslog('[7] Failed password for fred from 10.1.2.3 port 4711 ssh2'), 1, false);
      input.end(0);
      return analyzer.report('').findings.map(({ fingerprint }) => fingerprint);
    };
    expect(run(createRedaction(ALL))).toEqual(run());
  });

  it('marks the same part of its line', () => {
    const { report: { findings: [finding] } } = redactedLines(['[7@10.200.100.200] Failed password for fred from 10.100.200.100 port 4711 ssh2']);
    const [{ text, mark: [start, end] = [0, 0] }] = finding?.evidence ?? [{ text: '' }];
    expect(text.slice(start, end)).toBe('Failed password for user-1 from 192.0.2.1 port 4711 ssh2');
  });
});

describe('addresses', () => {
  const replace = (text: string) => createRedaction(['ip']).output(text);
  it.each([
    ['10.0.0.1', '192.0.2.1'],
    ['10.0.0.1 10.0.0.2 10.0.0.1', '192.0.2.1 192.0.2.2 192.0.2.1'],
    ['127.0.0.1 ::1 0.0.0.0 ::', '127.0.0.1 ::1 0.0.0.0 ::'],
    ['fe80::1%eth0', '2001:db8::100%eth0'],
    ['[2a00::1]:22', '[2001:db8::100]:22'],
    ['::ffff:10.0.0.1', '::ffff:192.0.2.1'],
    ['10.0.0.0/24', '192.0.2.1/24'],
    ['from 2a00::1: 11: bye', 'from 2001:db8::100: 11: bye'],
    ['at 12:00:00, version 1.2.3', 'at 12:00:00, version 1.2.3'],
  ])('%s becomes %s', (text, redacted) => {
    expect(replace(text)).toBe(redacted);
  });

  it('stay different when documentation has no more of them', () => {
    const { output } = createRedaction(['ip']);
    const ips = Array.from({ length: 3000 }, (_, i) => output(`10.0.${i >> 8}.${i & 255}`));
    expect(new Set(ips).size).toBe(3000);
  });
});

describe('names of hosts', () => {
  it('are replaced in the names of files', () => {
    const { texts } = { texts: outputsOf(`${syslog('[7@web01.corp.example] Failed password for fred from 10.1.2.3 port 4711 ssh2')}\n`, '/logs/web01.log', style, ALL).texts };
    for (const [format, text] of Object.entries(texts)) expect(text, format).not.toMatch(/web01|corp/);
    expect(texts['diagnose text']).toContain('/logs/host-1.log:1 (host-1');
  });

  it('of clients are, too', () => {
    const { texts } = redactedLines([
      '[7] reverse mapping checking getaddrinfo for a.corp.example [10.1.2.3] failed.',
      '[7] Address 10.1.2.3 maps to b.corp.example, but this does not map back to the address.',
      '[7] pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=c.corp.example  user=fred',
      '[7] Connection closed by d.corp.example port 7 [preauth]',
      '[7] words that nobody knows of e.corp.example and fred',
    ]);
    for (const [format, text] of Object.entries(texts)) expect(text, format).not.toMatch(/corp|fred/);
  });
});

describe('patterns of sshd_config and of authorized_keys', () => {
  const redact = (line: string) => createRedaction(ALL).configurationLine(line);
  it.each([
    ['AllowUsers fred@10.1.2.* wilma@2a00:77:* barney@*', 'AllowUsers user-1@198.18.1.* user-2@198.18.2.* user-3@*'],
    ['AllowUsers fred@db1 *@10.1.2.0/24', 'AllowUsers user-1@host-1 *@10.1.2.0/24'],
    ['DenyUsers fred@10.1.2.? wilma@10.1.2.?', 'DenyUsers user-1@198.18.1.* user-2@198.18.1.*'],
  ])('%s becomes %s', (line, redacted) => {
    expect(redact(line)).toBe(redacted);
  });

  it('lose networks, and short names of hosts', () => {
    const { texts } = redactedLines(["[7] /home/fred/.ssh/authorized_keys:3: Authentication tried for fred with correct key but not from a permitted host (host=dc1, ip=10.1.2.3, required=10.1.9.*,db2,!10.1.9.7)."]);
    for (const [format, text] of Object.entries(texts)) expect(text, format).not.toMatch(/10\.1\.9|db2|dc1/);
  });
});

describe('the journal', () => {
  it('shows nothing of its other fields', () => {
    const entry = { MESSAGE: 'Failed password for fred from 10.1.2.3 port 4711 ssh2', _HOSTNAME: 'web01', _CMDLINE: 'sshd: fred [priv]', _PID: '7', SYSLOG_IDENTIFIER: 'sshd', __REALTIME_TIMESTAMP: '1795000000000000' };
    const { texts, report } = outputsOf(`${JSON.stringify(entry)}\n`, 'log', style, ALL);
    expect(report.findings.length).toBe(1);
    for (const [format, text] of Object.entries(texts)) expect(text, format).not.toMatch(/fred|web01|10\.1/);
  });
});

describe('--redact all', () => {
  it.each(files)('leaves nobody in %s', (name) => {
    const log = moved(readFileSync(join('fixtures', name), 'latin1'));
    const plain = outputsOf(log, 'the.log', style);
    const redacted = outputsOf(log, 'the.log', style, ALL);
    const ips = log.match(/10\.77\.\d\.\d{1,3}|2a00:77:[\da-f:]*[\da-f]/g) ?? [];
    const users = [...stringsOf(plain.events, (key) => key === 'user' || key === 'clientUser')].filter((user) => user.length >= 3 && user !== 'root' && !isWord(user));
    const hosts = [...stringsOf(plain.events, (key) => /^(?:host|hostName|clientHost|resolvedHost)$/.test(key))].filter((host) => host.length >= 3 && host !== 'localhost' && !isWord(host));
    for (const [format, text] of Object.entries(redacted.texts)) {
      const left = [...new Set([...ips, ...users, ...hosts])].filter((secret) => contains(text, secret));
      const where = left.map((secret) => `${secret}: ${text.slice(Math.max(0, text.indexOf(secret) - 80), text.indexOf(secret) + 60)}`);
      expect(where, format).toEqual([]);
    }
    // The diagnosis is the same.
    expect(redacted.report.findings.map(({ code, count }) => `${code} ${count}`)).toEqual(plain.report.findings.map(({ code, count }) => `${code} ${count}`));
  });
});
