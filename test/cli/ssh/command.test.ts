import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { finish, sshlog, start, until } from '../../support/cli.js';
import { fakeSsh } from '../../support/fake-ssh.js';

/** What a diagnosis looks like, whatever it finds; or that it finds nothing. */
const DIAGNOSIS = /^(?:error|warning|info)\[[a-z0-9-]+\]: |^sshlog: ssh failed, and nothing in its log/m;

/** A log that ends without a login. */
const REFUSED = `
message 'debug1: Connecting to server [192.0.2.10] port 22.'
message 'debug1: Authentications that can continue: publickey'
message 'debug1: No more authentication methods to try.'
message 'fred@server: Permission denied (publickey).'
exit 255`;

describe('what becomes of ssh', () => {
  test.each([0, 1, 3, 130])('its exit status %d is that of sshlog, and no failure', async (status) => {
    const { env, temporary } = fakeSsh(`echo out; echo err >&2; message 'debug1: Exit status ${status}'; exit ${status}`);
    expect(await sshlog(['ssh', 'server', 'command'], { env })).toEqual({ status, stdout: 'out\n', stderr: 'err\n' });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('255 of the remote command is no failure of ssh', async () => {
    const { env } = fakeSsh("message 'debug1: Exit status 255'; exit 255");
    expect(await sshlog(['ssh', 'server', 'exit 255'], { env })).toEqual({ status: 255, stdout: '', stderr: '' });
  });

  test('255 without is, and is explained on standard error', async () => {
    const { env, temporary } = fakeSsh(REFUSED);
    const { status, stdout, stderr } = await sshlog(['ssh', 'fred@server'], { env });
    expect({ status, stdout }).toEqual({ status: 255, stdout: '' });
    expect(stderr).toMatch(/^fred@server: Permission denied \(publickey\)\.\r\n/);
    expect(stderr).toMatch(DIAGNOSIS);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('a log in which nothing stands is said to be silent', async () => {
    const { env } = fakeSsh('exit 255');
    expect(await sshlog(['ssh', 'server'], { env })).toMatchObject({ status: 255, stderr: expect.stringContaining('nothing in its log is known to be the reason') as string });
  });

  test.each([['TERM', 143], ['KILL', 137], ['INT', 130]])('SIG%s ends it: 128 and the number of the signal', async (signal, status) => {
    const { env } = fakeSsh(`kill -${signal} $$`);
    expect(await sshlog(['ssh', 'server'], { env })).toEqual({ status, stdout: '', stderr: '' });
  });

  test('its input is that of sshlog', async () => {
    const { env } = fakeSsh('cat');
    expect(await sshlog(['ssh', 'server', 'cat'], { env, input: 'a\nb' })).toMatchObject({ status: 0, stdout: 'a\nb' });
  });

  test('there is none: one sentence and 127', async () => {
    const { env } = fakeSsh('');
    expect(await sshlog(['ssh', 'server'], { env: { ...env, PATH: '/nonexistent' } })).toEqual({
      status: 127, stdout: '', stderr: 'sshlog: there is no ssh on the path; install the client of OpenSSH\n',
    });
  });
});

describe('the log', () => {
  test('is private while ssh runs, and begins with the release', async () => {
    const { env, calls } = fakeSsh('stat -c %a "$log" "$(dirname "$log")"; cat "$log"');
    const { stdout } = await sshlog(['ssh', '-p', '22', 'server', 'uptime'], { env });
    expect(stdout).toBe('600\n700\nOpenSSH_9.2p1 Debian-2, OpenSSL 3.0.19 27 Jan 2026\r\n');
    expect(calls()).toEqual([['-o', 'LogLevel=DEBUG3', '-E', expect.stringContaining('/ssh.log') as string, '-p', '22', 'server', 'uptime']]);
  });

  test('stays with --keep, which says where', async () => {
    const { env } = fakeSsh(REFUSED);
    const { stderr } = await sshlog(['ssh', '--keep', 'fred@server'], { env });
    const path = /^sshlog: the log of ssh is (.*)$/m.exec(stderr)?.[1] ?? '';
    expect(readFileSync(path, 'latin1')).toContain('No more authentication methods');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test.each([['SIGTERM', 143], ['SIGHUP', 129]] as const)('goes with %s, which ends ssh', async (signal, status) => {
    const { env, temporary } = fakeSsh('echo ready; exec sleep 60');
    const child = start(['ssh', 'server'], { env });
    child.stdout.once('data', () => child.kill(signal));
    expect(await finish(child)).toMatchObject({ status, stderr: '' });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('goes with Ctrl-C, which ssh gets from the terminal; sshlog waits for it', async () => {
    const { env, temporary } = fakeSsh('trap "exit 255" INT; echo ready; while :; do sleep 0.05; done');
    const child = start(['ssh', 'server'], { env });
    child.stdout.once('data', () => {
      child.kill('SIGINT');
      setTimeout(() => {
        expect(child.exitCode).toBe(null);
        // As the terminal does: ssh is the child of sshlog.
        process.kill(Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')), 'SIGINT');
      }, 200);
    });
    expect(await finish(child)).toMatchObject({ status: 255, stderr: '' });
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('messages of ssh', () => {
  const TALK = `
message 'debug1: Connecting to server [192.0.2.10] port 22.'
message 'debug2: a'
message 'debug3: channel 0: status: The following connections are open:'
message '  #0 client-session'
message ''
message "Warning: Permanently added 'server' (ED25519) to the list of known hosts."
message 'Authenticated to server ([192.0.2.10]:22) using "publickey".'
message 'mux_client_forward: forwarding request failed'
message 'Transferred: sent 2124, received 2288 bytes, in 0.0 seconds'
exit 0`;
  const ADDED = "Warning: Permanently added 'server' (ED25519) to the list of known hosts.\r\n";
  const FAILED = 'mux_client_forward: forwarding request failed\r\n';

  test.each([
    [[], 'INFO', `${ADDED}${FAILED}`],
    [[], 'ERROR', FAILED],
    [['-q'], 'INFO', ''],
    [['-o', 'LogLevel=error'], 'INFO', FAILED],
  ])('%j, LogLevel %s in the configuration', async (args, level, expected) => {
    const { env } = fakeSsh(TALK, { level });
    expect((await sshlog(['ssh', ...args, 'server'], { env })).stderr).toBe(expected);
  });

  test('debug messages as many -v ask for', async () => {
    const { env } = fakeSsh(TALK);
    const levels = async (...args: string[]) => (await sshlog(['ssh', ...args, 'server'], { env })).stderr.split('\r\n').slice(0, -1);
    expect(await levels('-v')).toHaveLength(5);
    expect(await levels('-v')).not.toContain('debug2: a');
    expect(await levels('-vv')).toContain('debug2: a');
    expect(await levels('-vvv')).toEqual(expect.arrayContaining(['  #0 client-session', '']) as string[]);
  });

  test('are shown while ssh runs', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'sshlog-live-'));
    const { env } = fakeSsh(`message 'Warning: now'; while [ ! -e ${directory}/seen ]; do sleep 0.02; done`);
    const child = start(['ssh', 'server'], { env });
    child.stderr.once('data', (text: Buffer) => writeFileSync(join(directory, 'seen'), text));
    expect(await finish(child)).toMatchObject({ status: 0, stderr: 'Warning: now\r\n' });
  });

  test('go to the file of the user, at the level of the user', async () => {
    const { env, temporary } = fakeSsh(TALK);
    const own = join(mkdtempSync(join(tmpdir(), 'sshlog-own-')), 'own.log');
    writeFileSync(own, 'before\n');
    expect(await sshlog(['ssh', '-E', own, 'server'], { env })).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readFileSync(own, 'utf8')).toBe(`before\n${ADDED}${FAILED}`);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('ssh as it is, without a log', () => {
  test.each([
    [['-V']], [['-Q', 'cipher']], [['-G', 'server']], [['-O', 'check', 'server']], [['-N']], [['-Z', 'server']], [['-E', '/nonexistent/log', 'server']],
  ])('%j', async (args) => {
    const { env, calls, temporary } = fakeSsh('exit 4');
    const { status, stderr } = await sshlog(['ssh', ...args], { env });
    if (args[0] !== '-V' && args[0] !== '-G') {
      expect({ status, stderr }).toEqual({ status: 4, stderr: '' });
      expect(calls()).toEqual([args]);
    }
    expect(readdirSync(temporary)).toEqual([]);
  });

  test.each([
    ['OpenSSH_5.3p1, OpenSSL 1.0.1e-fips 11 Feb 2013', /^sshlog: OpenSSH 5\.3 cannot log to a file .*\n$/],
    ['Dropbear v2022.83', /^sshlog: this ssh is no OpenSSH \(Dropbear v2022\.83\).*\n$/],
  ])('%s: it is said', async (version, sentence) => {
    const { env, calls } = fakeSsh('exit 255', { version });
    expect(await sshlog(['ssh', 'server'], { env })).toMatchObject({ status: 255, stderr: expect.stringMatching(sentence) as string });
    expect(calls()).toEqual([['server']]);
  });

  test('-y: it is said', async () => {
    const { env, calls } = fakeSsh('exit 255');
    expect(await sshlog(['ssh', '-y', 'server'], { env })).toMatchObject({ status: 255, stderr: expect.stringMatching(/^sshlog: with -y .*\n$/) as string });
    expect(calls()).toEqual([['-y', 'server']]);
  });
});

test('no place for the log: it is said, and ssh runs as it is', async () => {
  const { env, calls } = fakeSsh('exit 3');
  expect(await sshlog(['ssh', 'server'], { env: { ...env, TMPDIR: '/nonexistent' } })).toMatchObject({
    status: 3, stderr: expect.stringMatching(/^sshlog: no private file for the log of ssh can be made \(ENOENT.*\n$/) as string,
  });
  expect(calls()).toEqual([['server']]);
});

test('ssh in the background keeps what it has open, and nothing is waited for', async () => {
  const { env, temporary } = fakeSsh('(exec >/dev/null 2>&1 </dev/null; sleep 5; message late) & exit 0');
  const begin = performance.now();
  expect(await sshlog(['ssh', '-f', 'server', 'sleep', '5'], { env })).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(performance.now() - begin).toBeLessThan(4000);
  await until(() => readdirSync(temporary).length === 0);
});

test('--redact holds for the diagnosis', async () => {
  const { env } = fakeSsh(REFUSED);
  const { stderr } = await sshlog(['ssh', '--redact', 'all', 'fred@server'], { env });
  expect(stderr.replace(/^fred@server: Permission denied.*\r\n/, '')).not.toMatch(/fred|192\.0\.2\.10/);
});

test('without arguments it is wrong usage; --help is of sshlog', async () => {
  expect(await sshlog(['ssh'])).toMatchObject({ status: 2, stderr: expect.stringContaining('give the arguments of ssh') as string });
  const { status, stdout } = await sshlog(['ssh', '--help']);
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Usage: sshlog ssh /) as string });
  expect(existsSync('ssh')).toBe(false);
});
