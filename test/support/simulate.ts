import { type Configuration, readConfiguration } from '../../src/configuration/index.js';
import { createAnalyzer } from '../../src/pipeline/analyzer.js';
import type { Redactable } from '../../src/pipeline/redact/pseudonyms.js';
import { createRedaction } from '../../src/pipeline/redaction.js';
import { createClientLog } from '../../src/simulate/clients.js';
import { simulate } from '../../src/simulate/simulate.js';
import type { Simulation } from '../../src/simulate/simulation.js';
import type { Release } from '../../src/openssh/version.js';
import { LATEST } from './analyze-file.js';
import { syslog } from './analyze-text.js';
import { linesOf } from './outputs.js';

export interface Trial {
  /** Text of the new configuration, and of today's. */
  after?: string;
  today?: string;
  target?: Release;
  openssh?: Release;
  redact?: Redactable[];
  loggedInOnly?: boolean;
  maxClients?: number;
}

/** What `sshlog simulate` makes of a log. Lines may be short, as in `analyzeLines`. */
export function simulateLog(log: string | readonly string[], { after, today, target, openssh, redact, loggedInOnly, maxClients }: Trial): Simulation {
  const text = typeof log === 'string' ? log : log.map((line) => `${syslog(line)}\n`).join('');
  const clients = createClientLog(maxClients);
  const redaction = redact && createRedaction(redact);
  const analyzer = createAnalyzer({
    diagnosers: [], follower: { event: clients.event, ended: () => {}, wants: () => true }, onConnectionEnd: clients.connectionEnded,
    ...(openssh !== undefined && { openssh }), ...(redaction && { redaction }),
  });
  const input = analyzer.open('log', LATEST);
  for (const line of linesOf(text)) input.line(...line);
  input.end(text.length);
  const report = analyzer.report('0.0.0');
  const result = simulate(clients, {
    change: {
      ...(after !== undefined && { configuration: configurationOf('new.conf', after, target ?? openssh) }),
      ...(today !== undefined && { today: configurationOf('sshd_config', today, openssh) }),
      ...(target !== undefined && { target }),
    },
    ...(loggedInOnly && { loggedInOnly }),
    ...(redaction && { restore: redaction.restore }),
  });
  const simulation = { ...result, tool: report.tool, input: report.input, servers: report.servers };
  return redaction ? redaction.output(simulation) : simulation;
}

function configurationOf(name: string, text: string, release?: Release): Configuration {
  return readConfiguration(name, { read: () => text, glob: () => [] }, release);
}

export interface Lists {
  kex?: string;
  hostkey?: string;
  cipher?: string;
  mac?: string;
  compression?: string;
}

const CLIENT: Required<Lists> = { kex: 'curve25519-sha256', hostkey: 'ssh-ed25519', cipher: 'aes128-ctr', mac: 'hmac-sha2-256', compression: 'none' };
const SERVER: Required<Lists> = {
  kex: 'curve25519-sha256,diffie-hellman-group14-sha1', hostkey: 'rsa-sha2-512,rsa-sha2-256,ecdsa-sha2-nistp256,ssh-ed25519',
  cipher: 'chacha20-poly1305@openssh.com,aes128-ctr,aes256-ctr,aes128-cbc', mac: 'hmac-sha2-256,hmac-sha1,hmac-md5', compression: 'none,zlib@openssh.com',
};

/** Lines of one connection to OpenSSH 9.2 at DEBUG2, up to both proposals. */
export function proposals(pid: number, client: Lists = {}, { software = 'libssh2_1.7.0', server = {} as Lists, ip = '192.0.2.30' } = {}): string[] {
  const side = (title: string, { kex, hostkey, cipher, mac, compression }: Required<Lists>) => [
    `debug2: ${title} KEXINIT proposal [preauth]`,
    ...[`KEX algorithms: ${kex}`, `host key algorithms: ${hostkey}`, `ciphers ctos: ${cipher}`, `ciphers stoc: ${cipher}`, `MACs ctos: ${mac}`, `MACs stoc: ${mac}`,
      `compression ctos: ${compression}`, `compression stoc: ${compression}`, 'languages ctos: ', 'languages stoc: ', 'first_kex_follows 0 ', 'reserved 0 ']
      .map((line) => `debug2: ${line} [preauth]`),
  ];
  return [
    `Connection from ${ip} port ${40_000 + pid} on 192.0.2.250 port 22 rdomain ""`,
    'debug1: Local version string SSH-2.0-OpenSSH_9.2p1',
    `debug1: Remote protocol version 2.0, remote software version ${software}`,
    ...side('local server', { ...SERVER, ...server }), ...side('peer client', { ...CLIENT, ...client }),
  ].map((line) => `[${pid}] ${line}`);
}

/** Lines with which such a connection goes on: keys are exchanged, and a user is let in. */
export function accepted(pid: number, login = 'password for fred', ip = '192.0.2.30'): string[] {
  const port = 40_000 + pid;
  return [`Accepted ${login} from ${ip} port ${port} ssh2`, `Disconnected from user ${login.split(' ').at(-1)} ${ip} port ${port}`].map((line) => `[${pid}] ${line}`);
}
