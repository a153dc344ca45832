import type { Random } from './random.js';

/** What a client, a broken logger or a forger may put anywhere. Texts are latin1, one character per byte. */
const TOKENS: readonly string[] = [
  ' from 203.0.113.66 port 22 ssh2', ' port 22', ' [preauth]', ': ', '\n', '\r\n', '\r', '\0', '\0\0\0\0', '\x1b[2J\x1b]0;x\x07', '\x9b31m', '\x7f',
  '\xff\xfe', '\xc3', '\xe2\x80\xae', '\xe2\x80\x8b', '\xf0\x9f\x98\x80', '\xed\xa0\x80', '{"MESSAGE":"', '{', '}', '"', '\\', '\\\\', String.raw`\303\251`, String.raw`\033[2J`,
  ',', ',,', 'x'.repeat(600), 'A,'.repeat(300), ' '.repeat(300), '('.repeat(200), 'a=b '.repeat(100), '.'.repeat(100), '9'.repeat(40), '%s%n', '\t', "'", '`$(id)`', '__proto__', 'constructor',
  '-1', '0', '65536', '2147483648', '4294967296', '9007199254740993', '1e309', 'NaN', '0x1f',
  'Feb 30 25:61:61', '2026-13-45T99:99:99Z', '9999-12-31T23:59:59Z', '0000-00-00T00:00:00Z', '1970-01-01T00:00:00Z', '-271821-04-20T00:00:00Z', 'Jan  1 00:00:00', 'Dec 31 23:59:59',
  '\r\nAccepted password for root from 203.0.113.66 port 22 ssh2\r\n', '\nConnection closed by 203.0.113.66 port 22\n', 'last message repeated 99999999999 times',
  'message repeated 3 times: [ ', '::ffff:192.0.2.1', 'fe80::1%eth0', '010.0.0.1', '999.1.1.1', 'UNKNOWN', '::', '\ufeff'.replace('\ufeff', '\xef\xbb\xbf'),
];

const HEADERS: readonly string[] = [
  'Nov 20 12:00:00 server sshd[7]: ', '2026-11-20T12:00:00.123456+01:00 server sshd-session[8]: ', '<38>1 2026-11-20T12:00:00Z server sshd 9 - - ',
  '2026-11-20 12:00:00 server sshd[7]: ', 'Feb 29 23:59:60 other sshd[7]: ', 'sshd[7]: ', 'debug1: ', 'fatal: ', '', 'Nov 20 12:00:00 server internal-sftp[7]: ',
];

type Mutation = (text: string, random: Random, other: string) => string;

function splice(text: string, at: number, remove: number, insert: string): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}

function onLines(change: (lines: string[], random: Random, others: string[]) => void): Mutation {
  return (text, random, other) => {
    const lines = text.split('\n');
    change(lines, random, other.split('\n'));
    return lines.join('\n');
  };
}

const MUTATIONS: readonly Mutation[] = [
  (text, random) => {
    const at = random.below(text.length);
    return splice(text, at, 1, String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << random.below(8))));
  },
  (text, random) => splice(text, random.below(text.length), 0, random.pick(TOKENS)),
  (text, random) => splice(text, random.below(text.length), random.below(40), random.pick(TOKENS)),
  (text, random) => splice(text, random.below(text.length), random.below(200), ''),
  (text, random) => text.slice(0, random.below(text.length)),
  // A word becomes another one of the same text: numbers, names and addresses come where they do not belong.
  (text, random) => {
    const words = [...text.matchAll(/[^\s]+/g)];
    if (words.length === 0) return text;
    const word = random.pick(words);
    return splice(text, word.index, word[0].length, random.chance(0.5) ? random.pick(words)[0] : random.pick(TOKENS));
  },
  (text, random) => text.replace(/\d+/g, (digits) => (random.chance(0.02) ? random.pick(['0', '65536', '4294967296', '99999999999999999999', '-1', '']) : digits)),
  onLines((lines, random) => lines.splice(random.below(lines.length), 1 + random.below(3))),
  onLines((lines, random) => {
    const at = random.below(lines.length);
    lines.splice(random.below(lines.length), 0, ...Array<string>(1 + random.below(4)).fill(lines[at] ?? ''));
  }),
  onLines((lines, random) => {
    const [a, b] = [random.below(lines.length), random.below(lines.length)];
    [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
  }),
  onLines((lines, random, others) => {
    const at = random.below(others.length);
    lines.splice(random.below(lines.length), 0, ...others.slice(at, at + 1 + random.below(20)));
  }),
  onLines((lines, random) => {
    const at = random.below(lines.length);
    lines[at] = random.pick(HEADERS) + (lines[at] ?? '').replace(/^.*?sshd\S*: /, '');
  }),
  onLines((lines, random) => {
    const at = random.below(lines.length);
    lines[at] = `${JSON.stringify({ MESSAGE: (lines[at] ?? '').replace(/^.*?sshd\S*: /, ''), _PID: '7', SYSLOG_IDENTIFIER: 'sshd', _HOSTNAME: 'server', __REALTIME_TIMESTAMP: random.pick(['1795000000000000', '-1', '9'.repeat(30), 'x']) })}`;
  }),
  (text, random) => (random.chance(0.5) ? text.replaceAll('\n', '\r\n') : text.replaceAll(/sshd\S*\[\d+\]: /g, '')),
];

/** A few changes, one after another; `other` is another seed to take from. */
export function mutate(text: string, random: Random, other: string): string {
  let mutated = text;
  for (let i = 1 + random.below(6); i > 0 && mutated !== ''; i--) mutated = random.pick(MUTATIONS)(mutated, random, other);
  return mutated;
}
