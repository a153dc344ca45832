import { describe, expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';

/** Releases that the report names, `min to max` or the exact one. */
async function releases(lines: string[], openssh?: string): Promise<(string | undefined)[]> {
  const { servers } = await analyzeLines(lines, { ...(openssh !== undefined && { openssh }) });
  return servers.map((server) => server.openssh?.exact ?? (server.openssh && `${server.openssh.min ?? ''} to ${server.openssh.max ?? ''}`));
}

const LABELLED = '[1] debug2: local server KEXINIT proposal [preauth]';
const UNLABELLED = '[1] debug2: kex_parse_kexinit: none';

describe('which release wrote the log', () => {
  it('is what all wordings have in common', async () => {
    expect(await releases(['[1] Connection from 192.0.2.1 port 1 on 192.0.2.2 port 22', UNLABELLED])).toEqual(['6.5 to 7.1']);
  });

  it('is what the server says of itself, whatever a vendor brought to it', async () => {
    expect(await releases(['[1] debug1: Local version string SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10', UNLABELLED])).toEqual(['9.2']);
  });

  it('is never taken from a client', async () => {
    expect(await releases(['[1] debug1: Remote protocol version 2.0, remote software version OpenSSH_5.3'])).not.toContain('5.3');
  });

  it('changes with an upgrade inside the log, and both are reported', async () => {
    expect(await releases([UNLABELLED, LABELLED])).toEqual([' to 7.1', '7.2 to ']);
    expect(await releases([
      '[1] debug1: sshd version OpenSSH_8.8, OpenSSL 3.0.22', '[9] debug1: sshd version OpenSSH_9.9, OpenSSL 3.0.22',
    ])).toEqual(['8.8', '9.9']);
  });

  it('does not multiply when two sshds log to one file', async () => {
    expect(await releases(Array.from({ length: 40 }, (_, i) => (i % 2 ? LABELLED : UNLABELLED)))).toHaveLength(2);
  });

  it('is not proven by lines that sshd printed itself, which can be forged', async () => {
    expect(await releases(['debug2: local server KEXINIT proposal [preauth]\r'])).toEqual([undefined]);
  });

  it('is what the user says', async () => {
    expect(await releases([LABELLED, UNLABELLED], '9.2')).toEqual(['9.2']);
  });

  it('is told apart by host', async () => {
    expect(await releases(['[1@a] debug1: sshd version OpenSSH_8.8, x', '[1@b] debug1: sshd version OpenSSH_5.3, x'])).toEqual(['8.8', '5.3']);
  });
});
