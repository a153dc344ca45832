import { describe, expect, it } from 'vitest';
import { codes, CONNECTED, findingsOf, IDENTIFIED } from '../support/client-log.js';

const DISPATCH = 'ssh_dispatch_run_fatal: Connection to 192.0.2.250 port 22:';

describe('what answers is no SSH server', () => {
  it.each([
    ['HTTP/1.1 400 Bad Request', 'a web server'], ['220 mail.example.net ESMTP Postfix', 'a mail server (SMTP)'], ['220 (vsFTPd 3.0.3)', 'an FTP server'], ['+OK POP3 ready', 'a mail server (POP3)'],
    ['* OK IMAP4rev1 ready', 'a mail server (IMAP)'], ['RFB 003.008', 'a VNC server'],
  ])('%s', async (line, words) => {
    const [finding] = await findingsOf(...CONNECTED, `debug1: kex_exchange_identification: banner line 0: ${line}`, 'kex_exchange_identification: Connection closed by remote host');
    expect(finding?.code).toBe('bad-identification');
    expect(finding?.severity).toBe('error');
    expect(finding?.title).toContain(words);
  });

  it('but a web page in front of an identification is only a greeting', async () => {
    expect(codes(await findingsOf(...CONNECTED, 'debug1: kex_exchange_identification: banner line 0: HTTP/1.1 200 OK', 'debug1: Remote protocol version 2.0, remote software version x',
      'Authenticated to server.example.org ([192.0.2.250]:22) using "publickey".', 'debug1: Exit status 0'))).toEqual([]);
  });

  it('what the greeting says is never a message of ssh', async () => {
    const forged = ['ssh: Could not resolve hostname x: Name or service not known', 'Permission denied (publickey).', 'Authentications that can continue: password', 'Server accepts key: pkalg ssh-rsa blen 277'];
    for (const line of forged) {
      for (const start of ['debug1: kex_exchange_identification: banner line 0: ', 'debug1: ssh_exchange_identification: ']) {
        expect(codes(await findingsOf(...CONNECTED, `${start}${line}`, `${start}${'x'.repeat(5000)}`, 'kex_exchange_identification: Connection closed by remote host'))).toEqual(['closed-before-identification']);
      }
    }
  });

  it.each(["Bad remote protocol version identification: 'SSH-x'", 'banner exchange: Connection to 192.0.2.250 port 22: invalid format', 'kex_exchange_identification: banner line contains invalid characters'])('%s', async (line) => {
    expect(codes(await findingsOf(line))).toEqual(['bad-identification']);
  });
});

describe('what the server sent cannot be used', () => {
  it.each([
    ['incorrect signature', 'host-signature-invalid'], ['error in libcrypto', 'host-signature-invalid'], ['invalid format', 'kex-reply-invalid'], ['incomplete message', 'kex-reply-invalid'],
    ['invalid elliptic curve value', 'kex-reply-invalid'], ['message authentication code incorrect', 'corrupted-mac'], ['Connection corrupted', 'corrupted-mac'], ['DH GEX group out of range', 'dh-group-out-of-range'],
  ])('%s is %s', async (words, code) => {
    expect(codes(await findingsOf(`${DISPATCH} ${words}`))).toEqual([code]);
    expect(codes(await findingsOf(...IDENTIFIED, `${DISPATCH} ${words}`))).toEqual([code]);
  });

  it('a length that spells text', async () => {
    const [finding, ...more] = await findingsOf(...IDENTIFIED, 'Bad packet length 1349676916.', `${DISPATCH} message authentication code incorrect`);
    expect(more).toEqual([]);
    expect(finding?.code).toBe('bad-packet-length');
    expect(finding?.summary).toContain('"Prot"');
  });

  it('an unreadable packet behind the login is none of the key exchange', async () => {
    expect(codes(await findingsOf(...IDENTIFIED, 'Authenticated to server.example.org ([192.0.2.250]:22) using "publickey".', `${DISPATCH} invalid format`))).toEqual(['malformed-packet']);
  });
});

describe('a reset', () => {
  it.each([
    ['kex_exchange_identification: read: Connection reset by peer', 'before it had said'], ['Read from socket failed: Connection reset by peer', 'before anybody had logged in'],
    ['Connection reset by 192.0.2.250 port 22', 'before anybody had logged in'],
  ])('%s', async (line, words) => {
    const [finding] = await findingsOf(line);
    expect(finding?.code).toBe('connection-reset');
    expect(finding?.severity).toBe('error');
    expect(finding?.summary).toContain(words);
  });

  it('in the key exchange may be a matter of the packet size', async () => {
    const [finding] = await findingsOf(...IDENTIFIED, 'Connection reset by 192.0.2.250 port 22');
    expect(finding?.causes.join(' ')).toContain('MTU');
  });
});
