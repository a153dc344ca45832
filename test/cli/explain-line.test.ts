import { describe, expect, test, vi } from 'vitest';
import { DIAGNOSERS } from '../../src/diagnosers/index.js';
import { CLIENT_MESSAGES, clientMessageOf } from '../../src/messages/client-messages.data.js';
import { sshlog } from '../support/cli.js';

vi.setConfig({ testTimeout: 30_000 });

async function explain(...words: string[]): Promise<string> {
  const { status, stdout, stderr } = await sshlog(['explain', ...words]);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

describe('a line of the server', () => {
  const TEXT = 'Unable to negotiate with 192.0.2.10 port 50022: no matching MAC found. Their offer: hmac-md5';
  test.each([TEXT, `sshd[12]: ${TEXT} [preauth]`, `Nov 20 12:00:00 server sshd[12]: ${TEXT}`, `2026-11-20T12:00:00Z server sshd[12]: ${TEXT}`])('%s', async (line) => {
    const page = await explain(line);
    expect(page).toMatch(/^client and server have no algorithm in common \(mac\); the client offers hmac-md5\n/);
    expect(page).toMatch(/message: [\w-]+, written by OpenSSH \d/);
    expect(page).toMatch(/event: negotiation\.failed .*kind=mac/);
    expect(page).toMatch(/this line shows:\n {4}sshlog explain no-common-mac\n/);
  });

  test('may come unquoted, with its level', async () => {
    expect(await explain(...'error: maximum authentication attempts exceeded for fred from 192.0.2.1 port 22 ssh2 [preauth]'.split(' ')))
      .toMatch(/^too many failed tries on one connection/);
  });

  test('of which nothing is a client\'s, has no client\'s page', async () => {
    expect(await explain('fatal: no matching mac found: client hmac-md5 server hmac-sha2-256')).not.toContain('client, it means');
  });

  test('that nobody knows is said to be unknown', async () => {
    expect(await explain('hello there, world')).toBe('sshlog does not know this message: neither of sshd nor of a client\n');
    expect(await explain('sshd[1]: a sentence of no release')).toContain('a line of sshd that sshlog does not know');
  });

  test('cannot steer the terminal', async () => {
    const page = await explain('Failed password for invalid user \u001b[2J\u202efred from 192.0.2.1 port 22 ssh2');
    // oxlint-disable-next-line no-control-regex -- that is what must not be there
    expect(page).not.toMatch(/[\x00-\x09\x0b-\x1f\u202e]/);
  });
});

describe('a line of a client', () => {
  test.each(CLIENT_MESSAGES)('$sample', ({ sample, regex, codes }) => {
    expect(clientMessageOf(sample)?.regex).toBe(regex);
    const known = DIAGNOSERS.map(({ meta }) => meta.code);
    expect(codes.filter((code) => !known.includes(code))).toEqual([]);
  });

  test.each([
    ['Failed to start SSH session: Unable to exchange encryption keys', /key exchange failed before anyone/],
    ['fred@server: Permission denied (publickey,gssapi-keyex,gssapi-with-mic).', /refused the login/],
    ['Connection closed by remote host', /did not say why/],
    ['kex_exchange_identification: Connection closed by remote host', /before the server had introduced itself/],
    ['Received message too long 1416782176', /not sftp but text/],
    ['Host key verification failed.', /does not trust the host key/],
    ['Too many authentication failures', /MaxAuthTries/],
    ['client_loop: send disconnect: Broken pipe', /cut from outside/],
  ])('%s', async (line, meaning) => {
    const page = await explain(line);
    expect(page.replaceAll(/\s+/g, ' ')).toMatch(meaning);
    expect(page).toContain('sshlog explain ');
  });
});

test.each([[''], [' ']])('%j is a usage error', async (text) => {
  expect(await sshlog(['explain', text])).toMatchObject({ status: 2, stdout: '', stderr: 'sshlog: give a code or a line of a log to explain\n' });
});
