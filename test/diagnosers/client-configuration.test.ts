import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { analyze } from '../../src/index.js';

async function findingsOf(lines: readonly string[], end = '\r\n'): Promise<Finding[]> {
  const { findings } = await analyze(lines.map((line) => `${line}${end}`).join(''), { file: 'log' });
  return findings.filter(({ severity }) => severity !== 'info');
}

const CONFIG = '/home/fred/.ssh/config';

describe('an unknown keyword', () => {
  it('of a newer release says which, for this one', async () => {
    const [finding] = await findingsOf(['OpenSSH_8.4p1 Debian-5, OpenSSL 1.1.1w 11 Sep 2023', `${CONFIG}: line 2: Bad configuration option: pubkeyacceptedalgorithms`, `${CONFIG}: terminating, 1 bad configuration options`]);
    expect(finding?.causes).toEqual(['PubkeyAcceptedAlgorithms needs OpenSSH 8.5; this is 8.4.']);
    expect(finding?.fixes[0]?.summary).toContain('write PubkeyAcceptedKeyTypes');
    expect(finding?.fixes.flatMap(({ lines }) => lines ?? [])).toEqual(['IgnoreUnknown PubkeyAcceptedAlgorithms']);
  });

  it.each([
    ['UseKeychain', 'some vendors'], ['StrictHostKey', 'typing error: StrictHostKeyChecking'], ['PermitRootLogin', "sshd_config, the server's file"], ['Frobnicate', 'No release covered here knows'],
  ])('%s: %s', async (option, words) => {
    const [finding] = await findingsOf([`${CONFIG}: line 2: Bad configuration option: ${option}`]);
    expect(finding?.code).toBe('bad-config-option');
    expect(finding?.causes.join(' ')).toContain(words);
  });

  it('is told for all lines at once', async () => {
    const [finding, ...more] = await findingsOf([`${CONFIG}: line 2: Bad configuration option: a$(b)`, `${CONFIG}: line 9: Bad configuration option: Usre`, `${CONFIG}: terminating, 2 bad configuration options`]);
    expect(more).toEqual([]);
    expect(finding?.evidence.map(({ line }) => line)).toEqual([1, 2]);
    expect(finding?.fixes.flatMap(({ lines = [], commands = [] }) => [...lines, ...commands]).join('\n')).not.toContain('$(b)');
  });

  it('belongs to the client whatever the line ends, if the file does', async () => {
    expect((await findingsOf([`${CONFIG}: line 2: Bad configuration option: usekeychian`], '\n')).map(({ fixes }) => fixes[0]?.side)).toEqual(['client']);
    expect((await findingsOf(['/etc/ssh/sshd_config: line 2: Bad configuration option: PermitRotLogin'])).map(({ fixes }) => fixes[0]?.side)).toEqual(['server']);
  });

  it('in the output of a session is none of ssh\'s', async () => {
    const login = ['OpenSSH_9.2p1, OpenSSL 3.0.22 25 Aug 2026', 'debug1: Connecting to server.example.org [192.0.2.250] port 22.', 'debug1: Authentication succeeded (publickey).'].map((line) => `${line}\r\n`);
    const { findings } = await analyze([...login, `${CONFIG}: line 2: Bad configuration option: x\n`, 'debug1: Exit status 0\r\n'].join(''), { file: 'log' });
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });
});

describe('a bad value', () => {
  it('in a list of algorithms is taken out of it', async () => {
    const [finding] = await findingsOf([`${CONFIG} line 2: Bad SSH2 cipher spec '+aes256-ctr,rot13;reboot'.`]);
    expect(finding?.code).toBe('bad-config-value');
    expect(finding?.fixes.flatMap(({ lines }) => lines ?? [])).toEqual(['Ciphers +aes256-ctr']);
    expect(finding?.fixes[0]?.commands).toEqual(['ssh -Q cipher']);
  });

  it('of an option of its own has no line to look at', async () => {
    const [finding] = await findingsOf(["Bad local forwarding specification '8080'"]);
    expect(finding?.summary).toBe('the command line, LocalForward 8080: the value is not written as it must be. ssh does not connect at all.');
  });

  it('without argument names the keyword in its own spelling', async () => {
    const [finding] = await findingsOf([`${CONFIG} line 3: no argument after keyword "proxycommand"`]);
    expect(finding?.summary).toContain('ProxyCommand: the value is missing');
  });
});

it('tells who may write the file', async () => {
  const [finding] = await findingsOf(['Bad owner or permissions on /etc/ssh/ssh_config.d/50-corp.conf']);
  expect(finding?.code).toBe('config-file-permissions');
  expect(finding?.fixes[1]?.commands).toEqual(['chown root /etc/ssh/ssh_config.d/50-corp.conf', 'chmod 644 /etc/ssh/ssh_config.d/50-corp.conf']);
});
