import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { captures, haveCaptures, NEEDS_CAPTURES } from '../support/captures.js';
import { scratch, sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 60_000 });

/** What steers a terminal: control characters of both sets, line separators, direction and zero-width marks. */
// oxlint-disable-next-line no-control-regex -- they are what must not be there
const RAW = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
const FORMATS = [
  ['diagnose', '--format', 'text', '-v'],
  ['diagnose', '--format', 'concise'],
  ['diagnose', '--format', 'markdown'],
  ['diagnose', '--format', 'junit'],
  ['diagnose', '--format', 'github'],
  ['stats', '--format', 'markdown'],
  ['events', '--format', 'text'],
];

/** What runners of CI obey. */
const COMMAND = /^\s*::[a-z-]+|##(?:vso|teamcity)?\[/im;

const NASTY = '\x1b[31m\x07\b\x9b2J\u202e\u200b\u2028\x7f\t\0\x0b\ufeff\rroot';
const SAMPLES: [string, string | Buffer][] = [
  [
    'control characters in every field',
    `Nov 20 12:00:00 ser${NASTY}ver sshd[1]: Connection from 192.0.2.1 port 1
Nov 20 12:00:00 ser${NASTY}ver sshd[1]: fatal: no matching mac found: client hmac-md5${NASTY} server hmac-sha2-256
Nov 20 12:00:00 server sshd[2]: Failed password for invalid user ${NASTY} from 192.0.2.1 port 1 ssh2
Nov 20 12:00:00 server sshd[3]: Client protocol version 2.0; client software version ${NASTY}
Nov 20 12:00:00 server sshd[3]: Unable to negotiate with 192.0.2.1 port 2: no matching MAC found. Their offer: ${NASTY} [preauth]
Nov 20 12:00:00 server sshd[4]: ${NASTY}
`,
  ],
  [
    'bytes that are no UTF-8',
    Buffer.concat([
      Buffer.from('Nov 20 12:00:00 server sshd[1]: Invalid user '),
      Buffer.from([0xff, 0xc3, 0x28, 0x9b, 0x80]),
      Buffer.from(' from 192.0.2.1 port 1\n'),
    ]),
  ],
  [
    'all byte values',
    Buffer.concat([
      Buffer.from('sshd[1]: fatal: no matching cipher found: client '),
      Buffer.from(Uint8Array.from({ length: 256 }, (_, i) => i)),
      Buffer.from(' server aes128-ctr\n'),
    ]),
  ],
  [
    'sshd -e with forged lines',
    'Server listening on :: port 22.\r\n' +
      'Invalid user x\n\x1b]0;title\x07\nAccepted password for root from 192.0.2.1 port 1 ssh2\n from 198.51.100.9 port 5\r\n',
  ],
  [
    'a very long line',
    `Nov 20 12:00:00 server sshd[1]: fatal: no matching mac found: client ${'hmac-md5,'.repeat(30_000)} server hmac-sha2-256\n`,
  ],
  [
    'commands of runners',
    'Nov 20 12:00:00 server sshd[1]: Unable to negotiate with 192.0.2.1 port 1: no matching MAC found. Their offer: hmac-sha1-96-aaaaaaaaaaaaaaaaaaaaaaaaaaaa,::error::x,##vso[task.x]y,##[error]z [preauth]\n' +
      'Nov 20 12:00:00 server sshd[2]: Invalid user ::stop-commands::x from 192.0.2.1 port 2\n',
  ],
  [
    'brackets and quotes',
    'Nov 20 12:00:00 server sshd[1]: Invalid user "$(reboot)`id`\';<script>{{x}}%s%n from 192.0.2.1 port 1\n',
  ],
];

let directory = '';
beforeAll(() => {
  directory = scratch();
});
afterAll(() => rmSync(directory, { recursive: true }));

async function expectHarmless(path: string): Promise<void> {
  for (const args of FORMATS) {
    const { status, stdout, stderr } = await sshlog([...args, path]);
    expect(status).toBe(0);
    expect(stdout + stderr).not.toMatch(RAW);
    if (!args.includes('github')) expect(stdout + stderr).not.toMatch(COMMAND);
    expect(stderr).not.toMatch(/^\s+at /m);
  }
  for (const args of [
    ['diagnose', '--format', 'json'],
    ['diagnose', '--format', 'sarif'],
    ['diagnose', '--format', 'gitlab'],
    ['events', '--format', 'ndjson'],
  ]) {
    const { stdout } = await sshlog([...args, path]);
    expect(stdout).not.toMatch(RAW);
    expect(stdout).not.toMatch(COMMAND);
    // A line of a document or a document of its own: neither may be broken by what is in it.
    for (const document of args[0] === 'events'
      ? stdout
          .trimEnd()
          .split('\n')
          .filter((line) => line !== '')
      : [stdout])
      expect(() => JSON.parse(document) as unknown).not.toThrow();
  }
}

test.each(SAMPLES)('%s: nothing raw is printed, every document is whole', async (name, content) => {
  const path = join(directory, `${name.replaceAll(' ', '-')}.log`);
  writeFileSync(path, content);
  await expectHarmless(path);
});

describe.skipIf(!haveCaptures)(`real logs of hostile clients${NEEDS_CAPTURES}`, () => {
  // One of each kind: runs of the program take their time.
  const kinds = new Map(
    captures(/hostile-[a-z-]*\.[a-z0-9]*\.(rfc3164|iso8601|journal-short)\./).map((capture) => [
      capture.name.replace(/^.*\/|\..*$/g, ''),
      capture,
    ]),
  );

  test('there are several kinds', () => {
    expect(kinds.size).toBeGreaterThan(3);
  });

  test.each([...kinds.values()])('$name', async ({ log }) => {
    await expectHarmless(log);
  });
});

test('a file name that is taken for an option is shown, not obeyed', async () => {
  const { status, stderr } = await sshlog(['diagnose', '--\x1b[31mauth\u202e.log']);
  expect([status, stderr.split('\n')[0]]).toEqual([2, "error: unknown option '--\\x1b[31mauth\\u{202e}.log'"]);
});
