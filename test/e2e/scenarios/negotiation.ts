import { dbclient, node, plink, ssh } from '../support/clients.js';
import type { Client, Scenario } from '../support/scenario.js';

/** At INFO only the verdict is logged, at DEBUG2 both proposals; through syslog with host and level. */
const everyLog = (scenario: Scenario): Scenario[] => [
  { ...scenario, logLevel: 'INFO' }, { ...scenario, logLevel: 'DEBUG2' }, { ...scenario, logLevel: 'INFO', syslog: true },
];
/** Who the client is stands in the log from DEBUG1 on: only then is there a fix for its configuration. */
const onClient = (scenario: Scenario): Scenario => ({ ...scenario, logLevel: 'DEBUG2' });

const clientConfig = (line: string) => `echo '${line}' >> ~/.ssh/config`;
/** A cipher without MAC of its own. */
const CTR = ['-c', 'aes128-ctr'];

/** Gets in with a key of a type that the server lacks, and nobody loses the one that it had. */
const bothKeys: Client = async (port) => {
  const [wanted, former] = [await ssh('-o', 'HostKeyAlgorithms=ssh-ed25519')(port), await ssh('-o', 'HostKeyAlgorithms=rsa-sha2-512')(port)];
  return former.ok ? wanted : { ok: false, said: `the key that was there is gone\n${former.said}` };
};

const MACS = ['hmac-sha2-256'];
const OTHER_MACS = ['hmac-sha2-512'];

export const NEGOTIATION: readonly Scenario[] = [
  ...[
    {
      code: 'no-common-kex', name: 'ssh wants what the default leaves out',
      client: ssh('-o', 'KexAlgorithms=diffie-hellman-group14-sha1'), fixes: ['let this server accept diffie-hellman-group14-sha1'],
    },
    {
      code: 'no-common-kex', name: 'ssh2 and a narrowed server', config: ['KexAlgorithms curve25519-sha256'],
      client: node({ kex: ['ecdh-sha2-nistp256', 'diffie-hellman-group14-sha256'] }), fixes: ['let this server accept ecdh-sha2-nistp256'],
    },
    {
      code: 'no-common-hostkey', name: 'ssh wants SHA-1',
      client: ssh('-o', 'HostKeyAlgorithms=ssh-rsa'), fixes: ['let this server accept ssh-rsa'],
    },
    {
      code: 'no-common-hostkey', name: 'a key is missing', hostKeys: ['rsa'] as const,
      client: ssh('-o', 'HostKeyAlgorithms=ssh-ed25519'), fixes: ['give this server a host key of type ed25519'],
    },
    {
      code: 'no-common-hostkey', name: 'a key is missing, and there are no HostKey lines', hostKeys: ['rsa'] as const, defaultKeys: true,
      client: bothKeys, fixes: ['give this server a host key of type ed25519'],
    },
    {
      code: 'no-common-hostkey', name: 'a second curve is missing', hostKeys: ['rsa', 'ecdsa'] as const,
      client: ssh('-o', 'HostKeyAlgorithms=ecdsa-sha2-nistp521'), fixes: ['give this server a host key of type ecdsa'],
    },
    {
      code: 'no-common-hostkey', name: 'the key is there, and HostKeyAlgorithms leaves it out',
      config: ['HostKeyAlgorithms rsa-sha2-512'],
      client: ssh('-o', 'HostKeyAlgorithms=ssh-ed25519'), fixes: ['its HostKeyAlgorithms line'],
    },
    {
      code: 'no-common-cipher', name: 'ssh wants what the default leaves out',
      client: ssh('-c', 'aes128-cbc'), fixes: ['let this server accept aes128-cbc'],
    },
    {
      code: 'no-common-cipher', name: 'dropbear and a narrowed server', config: ['Ciphers aes256-gcm@openssh.com'],
      client: dbclient(), fixes: ['let this server accept'],
    },
    {
      code: 'no-common-cipher', name: 'client to server', config: ['Ciphers aes256-ctr'],
      client: node({ cs: { cipher: ['aes128-ctr'] }, sc: { cipher: ['aes256-ctr'] } }), fixes: ['let this server accept aes128-ctr'],
    },
    {
      code: 'no-common-cipher', name: 'server to client', config: ['Ciphers aes256-ctr'],
      client: node({ cs: { cipher: ['aes256-ctr'] }, sc: { cipher: ['aes128-ctr'] } }), fixes: ['let this server accept aes128-ctr'],
    },
    {
      code: 'no-common-mac', name: 'ssh wants what the default leaves out',
      client: ssh('-o', 'MACs=hmac-md5', ...CTR), fixes: ['let this server accept hmac-md5'],
    },
    {
      code: 'no-common-mac', name: 'dropbear and a narrowed server', config: ['MACs hmac-sha2-512'],
      client: dbclient(...CTR), fixes: ['let this server accept hmac-sha2-256'],
    },
    {
      code: 'no-common-mac', name: 'PuTTY and a narrowed server', config: ['MACs umac-64@openssh.com', 'Ciphers aes256-ctr'],
      client: plink(), fixes: ['let this server accept'],
    },
    {
      code: 'no-common-mac', name: 'client to server', config: ['MACs hmac-sha2-512'],
      client: node({ cs: { cipher: ['aes128-ctr'], mac: MACS }, sc: { cipher: ['aes128-ctr'], mac: OTHER_MACS } }), fixes: ['let this server accept hmac-sha2-256'],
    },
    {
      code: 'no-common-mac', name: 'server to client', config: ['MACs hmac-sha2-512'],
      client: node({ cs: { cipher: ['aes128-ctr'], mac: OTHER_MACS }, sc: { cipher: ['aes128-ctr'], mac: MACS } }), fixes: ['let this server accept hmac-sha2-256'],
    },
    {
      code: 'no-common-compression', name: 'both directions', config: ['Compression no'],
      client: node({ cs: { compress: ['zlib@openssh.com'] }, sc: { compress: ['zlib@openssh.com'] } }), fixes: ['let this server accept zlib@openssh.com'],
    },
    {
      code: 'no-common-compression', name: 'client to server', config: ['Compression no'],
      client: node({ cs: { compress: ['zlib@openssh.com'] } }), fixes: ['let this server accept zlib@openssh.com'],
    },
    {
      code: 'no-common-compression', name: 'server to client', config: ['Compression no'],
      client: node({ sc: { compress: ['zlib@openssh.com'] } }), fixes: ['let this server accept zlib@openssh.com'],
    },
  ].flatMap(everyLog),
  ...[
    { code: 'no-common-kex', config: ['KexAlgorithms ecdh-sha2-nistp256'], before: clientConfig('KexAlgorithms curve25519-sha256') },
    { code: 'no-common-hostkey', config: ['HostKeyAlgorithms rsa-sha2-512'], before: clientConfig('HostKeyAlgorithms ssh-ed25519') },
    { code: 'no-common-cipher', config: ['Ciphers aes256-ctr'], before: clientConfig('Ciphers aes128-ctr') },
    { code: 'no-common-mac', config: ['MACs hmac-sha2-512', 'Ciphers aes256-ctr'], before: clientConfig('MACs hmac-sha1') },
  ].map((scenario): Scenario => onClient({ ...scenario, name: 'ssh_config of the client', fixes: ['let the client (OpenSSH 9.2'] })),
];
