import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.js';

const REFUSED = 'Certificate invalid: not yet valid';
const CLOSED = 'Connection closed by 192.0.2.10 [preauth]';

async function codesOf(lines: readonly string[], end = '\r\n'): Promise<string[]> {
  const { findings } = await analyze(lines.map((line) => line + end).join(''), { latest: Date.UTC(2026, 10, 21) });
  return findings.map(({ code }) => code);
}

describe('words that both sides have, with the line ends of ssh', () => {
  it('are of a client where nothing else tells', async () => {
    expect(await codesOf([REFUSED])).toEqual(['host-cert-not-yet-valid']);
  });

  it.each([[REFUSED, CLOSED], [CLOSED, REFUSED]])('are of the server that marks a line as before the login: %s, %s', async (...lines) => {
    expect(await codesOf(lines)).toEqual(['cert-not-yet-valid']);
  });
});

describe('words that both sides have, as they are pasted: without CR', () => {
  it.each([
    ['closed-before-identification', 'kex_exchange_identification: Connection closed by remote host'],
    ['closed-before-identification', 'kex_exchange_identification: Connection closed by remote host', 'Connection closed by UNKNOWN port 65535'],
    ['banner-timeout', 'Connection timed out during banner exchange'],
    ['forward-target-unreachable', 'channel 2: open failed: connect failed: Connection refused'],
    ['host-cert-not-yet-valid', REFUSED],
    ['corrupted-mac', 'Corrupted MAC on input.', 'Disconnecting: Packet corrupt'],
  ])('are ssh\'s: %s', async (code, ...lines) => {
    const { findings, clientLogs } = await analyze(lines.map((line) => `${line}\n`).join(''));
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(clientLogs).toHaveLength(1);
  });

  it('are ssh\'s where an option of a command is refused: the advice is none for sshd_config', async () => {
    const { findings: [finding] } = await analyze("command-line line 0: Bad SSH2 KexAlgorithms '+diffie-hellman-group0-sha1'.\n");
    expect(finding?.title).toContain('ssh does not start');
    expect(finding?.fixes.map(({ side }) => side)).not.toContain('server');
  });

  it.each([
    ['no-identification', 'error: kex_exchange_identification: Connection closed by remote host'],
    ['no-identification', 'kex_exchange_identification: Connection closed by remote host', 'Connection closed by 192.0.2.10 port 50022'],
    ['no-identification', 'Connection closed by 192.0.2.10 port 50022', 'kex_exchange_identification: Connection closed by remote host'],
  ])('are sshd\'s where they are marked as an error, or a port is one of who connects: %s', async (code, ...lines) => {
    expect(await codesOf(lines, '\n')).toContain(code);
  });

  it('are sshd\'s where the other end leaves of its own will', async () => {
    expect(await codesOf(['Received disconnect from 192.0.2.10: 11: Bye Bye'], '\n')).toEqual(['client-disconnect']);
  });
});
