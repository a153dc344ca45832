import { describe, expect, test } from 'vitest';
import { LOG_LEVELS, type LogLevel, parseLogLevel } from '../../src/openssh/log-level.js';
import { createClientView } from '../../src/pipeline/client-view.js';

const view = (level: LogLevel, { release = '9.2', asksHostKeys = false } = {}) => createClientView({ level, release, asksHostKeys });

/** The first level at which a message is shown. */
const levelOf = (message: string, options?: Parameters<typeof view>[1]) => LOG_LEVELS.find((level) => view(level, options).show(message) !== undefined);

describe('what ssh would have shown', () => {
  test.each<[message: string, level: LogLevel]>([
    ['debug1: Connecting to server [192.0.2.10] port 22.', 'debug1'],
    ['debug3: receive packet: type 51', 'debug3'],
    ['OpenSSH_9.2p1 Debian-2+deb12u10, OpenSSL 3.0.19 27 Jan 2026', 'debug1'],
    ['Authenticated to server ([192.0.2.10]:22) using "publickey".', 'verbose'],
    ['Authenticated using "password" with partial success.', 'verbose'],
    ['Bytes per second: sent 17842.3, received 17266.7', 'verbose'],
    ["Warning: Permanently added 'server' (ED25519) to the list of known hosts.", 'info'],
    ['Connection closed by 192.0.2.10 port 22', 'info'],
    ['Unable to negotiate with 192.0.2.10 port 22: no matching MAC found. Their offer: hmac-md5', 'info'],
    ['Host key fingerprint is SHA256:x\n+--[ED25519 256]--+', 'info'],
    ['fred@server: Permission denied (publickey).', 'fatal'],
    ['Permission denied, please try again.', 'fatal'],
    ['a message that nobody knows', 'fatal'],
    ['', 'fatal'],
  ])('%s', (message, level) => {
    expect(levelOf(message)).toBe(level);
  });

  test('of an error that became a remark, as the release has it', () => {
    const closed = 'kex_exchange_identification: Connection closed by remote host';
    expect(levelOf(closed, { release: '9.4' })).toBe('fatal');
    expect(levelOf(closed, { release: '10.0' })).toBe('verbose');
  });

  test('new host keys, where the question is about them', () => {
    const learned = 'Learned new hostkey: RSA SHA256:x';
    expect(levelOf(learned)).toBe('verbose');
    expect(levelOf(learned, { asksHostKeys: true })).toBe('info');
  });

  test('without the place that LogVerbose puts in front', () => {
    const message = 'sshconnect.c:ssh_connect_direct():517 (pid=5744): ssh: connect to host 192.0.2.10 port 22: Connection refused';
    expect(view('error').show(message)).toBe('ssh: connect to host 192.0.2.10 port 22: Connection refused');
    expect(view('error').show('clientloop.c:client_loop():1525 (pid=1): Transferred: sent 3472, received 3360 bytes, in 0.2 seconds')).toBeUndefined();
    expect(view('debug1').show('debug1: ssh.c:main():12 (bin=ssh, pid=1): x')).toBe('debug1: x');
  });

  test('the lines of one message together', () => {
    const status = ['debug3: channel 0: status: The following connections are open:', '  #0 client-session (t4)', '', 'error'];
    const info = view('info');
    expect(status.map((message) => info.show(message))).toEqual([undefined, undefined, undefined, 'error']);
    const debug = view('debug3');
    expect(status.map((message) => debug.show(message))).toEqual(status);
  });

  test('what ssh says behind the head of a list that a server sent as its own text', () => {
    const info = view('info');
    const messages = ['debug1: Remote: x', 'debug3: channel 0: status: The following connections are open:', '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @'];
    expect(messages.map((message) => info.show(message))).toEqual([undefined, undefined, messages[2]]);
    // The list has ended with that, too.
    expect(info.show('')).toBe('');
  });
});

test.each([
  [['debug1: Exit status 255'], 255],
  [['debug1: clientloop.c:client_loop():1531 (pid=6764): Exit status 0'], 0],
  [['debug2: Received exit status from master 4'], 4],
  // The session was cut: no command ended.
  [['debug1: Exit status -1'], undefined],
  [['Exit status 3'], undefined],
])('the exit status of the remote command: %j', (messages, status) => {
  const info = view('info');
  for (const message of messages) info.show(message);
  expect(info.exitStatus()).toBe(status);
});

test('levels by their names', () => {
  expect(['QUIET', 'Silent', 'DEBUG', 'debug2', 'loud'].map(parseLogLevel)).toEqual(['quiet', 'quiet', 'debug1', 'debug2', undefined]);
});
