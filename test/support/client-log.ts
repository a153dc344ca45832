import type { Finding } from '../../src/finding.js';
import { analyze } from '../../src/index.js';

/** What is found in these lines of ssh. */
export async function findingsOf(...lines: string[]): Promise<Finding[]> {
  return (await analyze(lines.map((line) => `${line}\r\n`).join(''), { file: 'ssh.log' })).findings;
}

export const codes = (findings: readonly Finding[]): string[] => findings.map(({ code }) => code);

/** How far a run with -v has come. */
export const CONNECTED = ['OpenSSH_9.2p1, OpenSSL 3.0.22 25 Aug 2026', 'debug1: Connecting to server.example.org [192.0.2.250] port 22.', 'debug1: Connection established.'];
export const IDENTIFIED = [...CONNECTED, 'debug1: Remote protocol version 2.0, remote software version OpenSSH_7.4', 'debug1: SSH2_MSG_KEXINIT sent'];
