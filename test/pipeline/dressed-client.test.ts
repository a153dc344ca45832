import { describe, expect, it } from 'vitest';
import { explainLine } from '../../src/pipeline/explain-line.js';
import { analyze } from '../../src/index.js';

const REFUSED = ['debug1: Connection established.', "debug1: Authenticating to server.example.org:22 as 'fred'", 'debug1: Authentications that can continue: publickey',
  'debug1: No more authentication methods to try.', 'fred@server.example.org: Permission denied (publickey).'];
const VERBOSE = ['OpenSSH_for_Windows_9.5p1, LibreSSL 3.8.2', 'debug1: Connecting to server.example.org [192.0.2.250] port 22.', ...REFUSED];
const PLAIN = ['ssh: connect to host server.example.org port 22: Connection refused'];

async function read(lines: readonly string[]) {
  const { findings, clientLogs } = await analyze(`${lines.join('\n')}\n`, { file: 'ssh.log', latest: Date.UTC(2026, 10, 21) });
  return { clientLogs: clientLogs?.length, found: findings.map(({ code, fingerprint, users }) => ({ code, fingerprint, users })) };
}

const DRESSES: Record<string, (lines: readonly string[]) => string[]> = {
  'a mail': (lines) => lines.map((line) => `> > ${line}`),
  'an indented block': (lines) => lines.map((line) => `    ${line}`),
  tabs: (lines) => lines.map((line) => `\t${line}`),
  'a list of code': (lines) => lines.map((line) => `- \`${line}\``),
  'a fence': (lines) => ['It does not work:', '', '```console', ...lines, '```', 'Thanks'],
  'a fence that begins in the line': (lines) => lines.map((line, i) => (i === 0 ? `\`\`\`${line}` : line)),
  'a quoted fence': (lines) => ['> ```', ...lines.map((line) => `> ${line}`), '> ```'],
  'a file of PowerShell': ([first = '', ...lines]) => [
    `ssh.exe : ${first}`, 'At line:1 char:1', '+ ssh.exe -v fred@server.example.org 2> ssh.log', '+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~',
    `    + CategoryInfo          : NotSpecified: (${first}:String) [], RemoteException`, '    + FullyQualifiedErrorId : NativeCommandError', ' ', ...lines,
  ],
  'a file of PowerShell with each line an error': (lines) => lines.flatMap((line) => [`C:\\Program Files\\OpenSSH\\ssh.exe : ${line}`, 'At line:1 char:1']),
  'lines that grep -T has found': (lines) => lines.map((line) => `/tmp/ssh.log:\t${line}`),
  'lines that grep -nT has numbered': (lines) => lines.map((line, i) => `${String(i + 1).padStart(4)}:\t${line}`),
  'lines that grep -nHT has found among others': (lines) => lines.map((line, i) => `ssh.log${i % 2 === 0 ? `:  ${i}:` : `-  ${i}-`}\t${line}`),
};

describe.each([['with -v', VERBOSE], ['without', PLAIN]])('a log of ssh, %s', (_, lines) => {
  it.each(Object.entries(DRESSES))('is read in %s as it is by itself', async (_name, dress) => {
    const plain = await read(lines);
    expect(plain.found).not.toEqual([]);
    expect(await read(dress(lines))).toEqual(plain);
  });
});

it('is shown as it stands in the file', async () => {
  const { findings: [finding] } = await analyze(`> ${PLAIN[0]}\n`);
  expect(finding?.evidence[0]?.text).toBe(`> ${PLAIN[0]}`);
});

it('what is indented further is nothing that ssh says', async () => {
  const shown = ['  debug1: Authenticated to server.example.org ([192.0.2.250]:22) using "publickey".', '  Permission denied (password).'];
  const [first = '', ...rest] = VERBOSE;
  expect((await read([first, ...shown, ...rest])).found).toEqual((await read(VERBOSE)).found);
  expect((await read([first, ...shown, ...rest].map((line) => `> ${line}`))).found).toEqual((await read(VERBOSE)).found);
});

it('one pasted line of a mail has its meaning', () => {
  expect(explainLine(`> ${PLAIN[0]}`).client ?? explainLine(`> ${PLAIN[0]}`).ofClient).toBeDefined();
});

it('an agreement is none that failed where lists were cut by what wraps lines', async () => {
  const lists = (names: string) => ['KEX algorithms', 'host key algorithms', 'ciphers ctos', 'ciphers stoc', 'MACs ctos', 'MACs stoc', 'compression ctos', 'compression stoc']
    .map((label) => `debug2: ${label}: ${names}`);
  const proposal = (side: string, names: string) => [`debug2: ${side} KEXINIT proposal`, ...lists(names), 'debug2: languages ctos: ', 'debug2: languages stoc: ', 'debug2: first_kex_follows 0 ', 'debug2: reserved 0 '];
  const [first = '', second = '', ...rest] = VERBOSE;
  const { found } = await read([first, second, 'debug1: SSH2_MSG_KEXINIT sent', ...proposal('local client', 'curve25519-sha256@libssh.or'), ...proposal('peer server', 'curve25519-sha256@libssh.org'),
    'debug1: kex: algorithm: curve25519-sha256@libssh.org', 'debug1: Server host key: ssh-ed25519 SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', ...rest]);
  expect(found).toEqual((await read(VERBOSE)).found);
});
