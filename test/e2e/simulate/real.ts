import type { Kind, Names } from './clients.js';
import { run } from '../support/run.js';
import { SSHD } from '../support/sshd.js';

/** What a real sshd made of a connection, by its own log; read here without any of sshlog's code. */
export interface Real {
  connected: boolean;
  /** The list that its verdict names. */
  failed?: Kind;
  chosen: Record<string, string>;
}

const VERDICTS: Record<string, Kind> = {
  'key exchange method': 'kex', 'host key type': 'hostkey', cipher: 'cipher', MAC: 'mac', 'compression method': 'compression',
};

export function realOutcome(log: string): Real {
  const failed = /no matching (key exchange method|host key type|cipher|MAC|compression method) found/.exec(log)?.[1];
  const chosen: Record<string, string> = {};
  const kex = /kex: algorithm: (\S+)/.exec(log)?.[1];
  const hostkey = /kex: host key algorithm: (\S+)/.exec(log)?.[1];
  if (kex !== undefined) chosen['kex'] = kex;
  if (hostkey !== undefined) chosen['hostkey'] = hostkey;
  for (const [direction, words] of [['ctos', 'client->server'], ['stoc', 'server->client']] as const) {
    const [, cipher, mac, compression] = new RegExp(`kex: ${words} cipher: (\\S+) MAC: (\\S+) compression: (\\S+)`).exec(log) ?? [];
    if (cipher !== undefined) Object.assign(chosen, { [`cipher-${direction}`]: cipher, [`mac-${direction}`]: mac, [`compression-${direction}`]: compression });
  }
  const connected = failed === undefined && chosen['cipher-stoc'] !== undefined;
  return { connected, ...(failed !== undefined && { failed: VERDICTS[failed] as Kind }), chosen };
}

/** What sshd itself says it takes with this configuration. */
export async function effectiveNames(configFile: string): Promise<Names> {
  const { stdout } = await run(SSHD, ['-T', '-f', configFile], { check: true });
  const value = (keyword: string) => new RegExp(`^${keyword} (.*)$`, 'm').exec(stdout)?.[1] ?? '';
  const keys = [...stdout.matchAll(/^hostkey .*ssh_host_(\w+)_key$/gm)].map((match) => match[1]);
  const ofKeys: Record<string, RegExp> = { ed25519: /^ssh-ed25519$/, ecdsa: /^ecdsa-sha2-nistp256$/, rsa: /^(?:ssh-rsa|rsa-sha2-(?:256|512))$/ };
  return {
    kex: value('kexalgorithms').split(','),
    hostkey: value('hostkeyalgorithms').split(',').filter((name) => keys.some((key) => ofKeys[key ?? '']?.test(name))),
    cipher: value('ciphers').split(','),
    mac: value('macs').split(','),
    compression: value('compression') === 'no' ? ['none'] : ['none', 'zlib@openssh.com'],
  };
}
