import { createRequire } from 'node:module';
import type { Random } from '../../fuzz/random.js';
import { run } from '../support/run.js';
import { connectSsh2, type Proposal } from '../support/ssh2.js';

export type Kind = 'kex' | 'hostkey' | 'cipher' | 'mac' | 'compression';
export type Direction = 'both' | 'ctos' | 'stoc';

/** A list that is to fail, and where; `undefined`: the client is to get in. */
export interface Stratum {
  kind: Kind;
  direction: Direction;
  fails: boolean;
}

/** The names of each list that a program can send, or a server takes. */
export type Names = Record<Kind, readonly string[]>;

export interface Client {
  program: 'ssh' | 'ssh2';
  stratum: Stratum;
  connect(port: number): Promise<void>;
}

const KINDS: readonly Kind[] = ['kex', 'hostkey', 'cipher', 'mac', 'compression'];

/** The strata: each list, each of its directions, failing and not. */
export const STRATA: readonly Stratum[] = KINDS.flatMap((kind) =>
  (kind === 'kex' || kind === 'hostkey' ? ['both'] as const : ['both', 'ctos', 'stoc'] as const).flatMap((direction) =>
    [true, false].map((fails) => ({ kind, direction, fails }))));

const constants = createRequire(import.meta.url)('ssh2/lib/protocol/constants.js') as Record<string, string[]>;

/** Groups of 6144 and 8192 bits, which ssh2 needs up to a minute for. The tests leave them to ssh. */
const SLOW = /group-exchange|group1[78]/;

/** What the npm client ssh2 can send. */
const SSH2: Names = {
  kex: (constants['SUPPORTED_KEX'] ?? []).filter((name) => !SLOW.test(name)), hostkey: constants['SUPPORTED_SERVER_HOST_KEY'] ?? [], cipher: constants['SUPPORTED_CIPHER'] ?? [],
  mac: constants['SUPPORTED_MAC'] ?? [], compression: constants['SUPPORTED_COMPRESSION'] ?? [],
};

/** What this ssh can send: certificates and security keys are no host keys of these tests. */
export async function sshNames(): Promise<Names> {
  const query = async (what: string) => (await run('ssh', ['-Q', what], { check: true })).stdout.trim().split('\n');
  const hostkey = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'];
  return { kex: await query('kex'), hostkey, cipher: await query('cipher'), mac: await query('mac'), compression: [] };
}

/** Behind the negotiation, which alone counts, ssh2 waits in vain for packets in CBC mode with a MAC that is no -etm one. */
const PATIENCE = { readyTimeout: 2500 };

const isAead = (cipher: string) => /gcm|poly1305/.test(cipher);

/**
 * A client with lists picked by chance, in an order by chance: in the list of the stratum it shares nothing with the server, in all
 * others something. Undefined where no such client is possible, be it because the server takes all that the program can send.
 */
export function createClient(stratum: Stratum, server: Names, random: Random, ssh: Names): Client | undefined {
  const { kind, direction, fails } = stratum;
  // ssh has one list for both directions, and always offers to do without compression.
  const program = direction === 'both' && kind !== 'compression' && random.chance(0.5) ? 'ssh' : 'ssh2';
  const able = program === 'ssh' ? ssh : SSH2;
  const list = (of: Kind, way: Direction): string[] | undefined => {
    const here = of === kind && (direction === 'both' || way === direction || way === 'both');
    // A MAC counts only beside a cipher that needs one.
    const usable = (name: string) => !(of === 'cipher' && kind === 'mac' && (direction === 'both' || way === direction) && isAead(name));
    const common = able[of].filter((name) => server[of].includes(name) && usable(name));
    const foreign = able[of].filter((name) => !server[of].includes(name) && usable(name));
    if (fails && here) return foreign.length === 0 ? undefined : some(foreign, 4, random);
    return common.length === 0 ? undefined : shuffled([...some(common, 3, random), ...(random.chance(0.7) ? some(foreign, 3, random) : [])], random);
  };
  const [kex, hostkey] = [list('kex', 'both'), list('hostkey', 'both')];
  const pair = (of: Kind): [string[], string[]] | undefined => {
    const ctos = list(of, direction === 'both' ? 'both' : 'ctos');
    const stoc = direction === 'both' ? ctos : list(of, 'stoc');
    return ctos && stoc && [ctos, stoc];
  };
  const [cipher, mac] = [pair('cipher'), pair('mac')];
  const compression = program === 'ssh' ? [[], []] : pair('compression');
  if (!kex || !hostkey || !cipher || !mac || !compression) return undefined;
  if (program === 'ssh') {
    const wantsCompression = random.chance(0.5);
    return { program, stratum, connect: (port) => connectSsh(port, { kex, hostkey, cipher: cipher[0], mac: mac[0] }, wantsCompression) };
  }
  const proposal: Proposal = {
    kex, serverHostKey: hostkey,
    cs: { cipher: cipher[0], mac: mac[0], compress: compression[0] ?? [] },
    sc: { cipher: cipher[1], mac: mac[1], compress: compression[1] ?? [] },
  };
  return { program, stratum, connect: async (port) => void await connectSsh2({ ...PATIENCE, port, proposal }) };
}

/** Only the negotiation counts: nobody logs in. */
async function connectSsh(port: number, lists: Record<'kex' | 'hostkey' | 'cipher' | 'mac', string[]>, compression: boolean): Promise<void> {
  const options = {
    KexAlgorithms: lists.kex.join(','), HostKeyAlgorithms: lists.hostkey.join(','), Ciphers: lists.cipher.join(','), MACs: lists.mac.join(','),
    Compression: compression ? 'yes' : 'no', BatchMode: 'yes', StrictHostKeyChecking: 'no', UserKnownHostsFile: '/dev/null', IdentityFile: 'none', IdentityAgent: 'none',
    RequiredRSASize: '1024',
  };
  await run('ssh', ['-F', 'none', '-p', String(port), ...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]), 'nobody@127.0.0.1', 'true']);
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  return items.map(() => left.splice(random.below(left.length), 1)[0] as T);
}

/** At least one, at most so many. */
function some<T>(items: readonly T[], most: number, random: Random): T[] {
  return shuffled(items, random).slice(0, 1 + random.below(Math.min(most, items.length)));
}
