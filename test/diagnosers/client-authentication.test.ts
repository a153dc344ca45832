import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { analyze } from '../../src/index.js';
import { analyzeFile } from '../support/analyze-file.js';

async function read(lines: readonly string[]): Promise<Finding[]> {
  const { findings } = await analyze(Readable.from([Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1')]), { file: 'ssh.log', latest: 0 });
  return findings.filter(({ severity }) => severity !== 'info');
}

async function inFixture(name: string): Promise<Finding[]> {
  const { findings } = await analyzeFile(`fixtures/client/authentication/${name}.log`);
  return findings.filter(({ severity }) => severity !== 'info');
}

const START = ['OpenSSH_9.2p1, OpenSSL 3.0.22 25 Aug 2026', "debug1: Authenticating to server.example.org:22 as 'fred'"];
const DENIED = ['debug1: No more authentication methods to try.', 'fred@server.example.org: Permission denied (publickey,password).'];
const REFUSAL = 'debug1: Authentications that can continue: publickey,password';

describe('one reason for one login', () => {
  it.each([
    ['too-many-keys', 'too-many-failures'],
    ['no-mutual-signature', 'no-mutual-signature-algorithm'],
    ['agent-refused', 'agent-refused'],
    ['agent-not-running', 'agent-not-reachable'],
    ['dsa-key-skipped', 'key-type-disabled-in-client'],
    ['rsa-too-small', 'rsa-key-too-small'],
    ['partial-incomplete', 'partial-auth-incomplete'],
    ['password-on-terminal', 'bad-password'],
    ['password-needed', 'password-needed-in-batch-mode'],
    ['no-key', 'no-key-to-offer'],
    ['wrong-key', 'key-not-authorized'],
    ['git-unexplained', 'login-failed-unexplained'],
    ['certificate-refused', 'key-not-authorized'],
  ])('%s', async (name, code) => {
    expect((await inFixture(name)).map((finding) => finding.code)).toEqual([code]);
  });

  it.each(['partial-success', 'password-accepted'])('%s: who gets in has none', async (name) => {
    expect(await inFixture(name)).toEqual([]);
  });
});

it('names the keys in the order in which they were offered, where they come from, and those that were never reached', async () => {
  const [finding] = await inFixture('too-many-keys');
  expect(finding?.attempts).toBe(6);
  expect(finding?.summary).toMatch(/1\. junk1 \(ED25519 SHA256:\S+, from the agent\); 2\. junk2 .*6\. junk6 .*Never reached: 1\. junk7 .*3\. \/home\/jdoe\/\.ssh\/id_rsa \(RSA/);
  expect(finding?.fixes[0]?.lines).toEqual(['Host server.example.net', '    IdentityFile /home/jdoe/.ssh/id_rsa', '    IdentitiesOnly yes']);
});

it('counts the passwords of a terminal, and knows who typed them by the prompt', async () => {
  const [finding] = await inFixture('password-on-terminal');
  expect(finding?.attempts).toBe(3);
  expect(finding?.users).toEqual([{ name: 'bob', count: 1 }]);
});

it('tells SHA-1 for one server in the words of the release', async () => {
  const old = await read([
    'OpenSSH_8.0p1, OpenSSL 1.1.1k  FIPS 25 Mar 2021', "debug1: Authenticating to device.example.org:22 as 'admin'", REFUSAL, 'debug1: Next authentication method: publickey',
    'debug1: Offering public key: /home/fred/.ssh/id_rsa RSA SHA256:/y/ft2pXJZSXVTMsOPb7sKv+5Y85ZYjxlOyHxfalFsU', 'debug1: send_pubkey_test: no mutual signature algorithm', ...DENIED,
  ]);
  expect(old.map(({ code }) => code)).toEqual(['no-mutual-signature-algorithm']);
  expect(old[0]?.fixes.at(-1)).toMatchObject({ strength: 'weak', lines: ['Host device.example.org', '    PubkeyAcceptedKeyTypes +ssh-rsa'] });
});

it('a key without a .pub file is signed at once: what follows is its refusal', async () => {
  const findings = await read([...START, 'debug1: Authentications that can continue: publickey', 'debug1: Next authentication method: publickey',
    'debug1: Trying private key: /home/fred/.ssh/id_rsa', 'debug1: Authentications that can continue: publickey', ...DENIED]);
  expect(findings.map(({ code }) => code)).toEqual(['key-not-authorized']);
  expect(findings[0]?.summary).toContain('/home/fred/.ssh/id_rsa');
});

it('keyboard-interactive without a question is no wrong password, with one it is', async () => {
  const offer = [...START, REFUSAL, 'debug1: Next authentication method: keyboard-interactive'];
  expect((await read([...offer, REFUSAL, ...DENIED])).map(({ code }) => code)).toEqual(['login-failed-unexplained']);
  expect((await read([...offer, 'debug2: input_userauth_info_req: num_prompts 1', REFUSAL, ...DENIED])).map(({ code }) => code)).toEqual(['bad-password']);
  expect((await read([...offer, REFUSAL, REFUSAL, REFUSAL, ...DENIED])).map(({ code, attempts }) => [code, attempts])).toEqual([['bad-password', 3]]);
});

it('believes the server where it says why a certificate is refused', async () => {
  const findings = await read([...START, 'debug1: Authentications that can continue: publickey', 'debug1: Next authentication method: publickey',
    'debug1: Offering public key: /home/fred/.ssh/id_ed25519 ED25519-CERT SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM',
    'debug1: Remote: Certificate invalid: expired', 'debug1: Authentications that can continue: publickey', ...DENIED]);
  expect(findings.map(({ code }) => code)).toEqual(['cert-expired']);
  expect(findings[0]?.fixes[0]?.commands).toEqual(['ssh-keygen -Lf /home/fred/.ssh/id_ed25519-cert.pub']);
});

it('a type that the server does not name among its algorithms is not accepted; a server that names RSA alone says nothing of others', async () => {
  const log = (algorithms: string) => [...START, `debug1: kex_input_ext_info: server-sig-algs=<${algorithms}>`, 'debug1: Authentications that can continue: publickey',
    'debug1: Next authentication method: publickey', 'debug1: Offering public key: /home/fred/.ssh/id_ed25519 ED25519 SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM',
    'debug1: Authentications that can continue: publickey', ...DENIED];
  expect((await read(log('ecdsa-sha2-nistp256,rsa-sha2-256'))).map(({ code }) => code)).toEqual(['pubkey-algorithm-not-accepted']);
  expect((await read(log('rsa-sha2-256,rsa-sha2-512'))).map(({ code }) => code)).toEqual(['key-not-authorized']);
});

describe('words of others stay words', () => {
  it('a server that disconnects in words of its own does not make it too many failures', async () => {
    const findings = await read([...START, REFUSAL, 'Received disconnect from 192.0.2.250 port 22:2: No: Too many authentication failures']);
    expect(findings.map(({ code }) => code)).not.toContain('too-many-failures');
  });

  it('names, comments and hosts that a shell would take for more do not come into commands or lines', async () => {
    const evil = '$(touch /tmp/x);`id`';
    const findings = await read([
      'OpenSSH_9.2p1, OpenSSL 3.0.22 25 Aug 2026', `debug1: Authenticating to -oProxyCommand=id:22 as '${evil}'`, REFUSAL, 'debug1: Next authentication method: publickey',
      `debug1: Offering public key: /tmp/${evil} RSA SHA256:/y/ft2pXJZSXVTMsOPb7sKv+5Y85ZYjxlOyHxfalFsU agent`, REFUSAL, ...DENIED.slice(0, 1), `${evil}@-oProxyCommand=id: Permission denied (publickey,password).`,
    ]);
    expect(findings.map(({ code }) => code)).toEqual(['key-not-authorized']);
    for (const { commands = [], lines = [] } of findings.flatMap(({ fixes }) => fixes)) {
      for (const text of [...commands, ...lines]) {
        expect(text.replace(/'(?:[^']|'\\'')*'/g, '')).not.toMatch(/[$`;]/);
        expect(text).not.toContain('-oProxyCommand');
      }
    }
  });

  it('hundreds of keys are named in part', async () => {
    const many = Array.from({ length: 500 }, (_, i) => [`debug1: Offering public key: key${i} RSA agent`, REFUSAL]).flat();
    const [finding] = await read([...START, REFUSAL, 'debug1: Next authentication method: publickey', ...many, ...DENIED]);
    expect(finding?.code).toBe('key-not-authorized');
    expect(finding?.summary.length).toBeLessThan(1000);
  });
});
