import type { AlgorithmKind } from './algorithm-types.js';
import { allBefore, allFrom, type Release, type ReleaseRange } from './version.js';

/** Whose file: sshd_config or ssh_config. */
export type Side = 'server' | 'client';

const DIRECTIVES = {
  kex: 'KexAlgorithms',
  hostkey: 'HostKeyAlgorithms',
  cipher: 'Ciphers',
  mac: 'MACs',
  compression: 'Compression',
} as const satisfies Record<AlgorithmKind, string>;

/**
 * First release that takes a list with this sign in front: `+` appends to the compiled-in default, `-` removes from it,
 * `^` puts in front of it. Same in sshd_config and ssh_config. In older releases the sign is part of a name and fatal.
 */
export const LIST_MODIFIERS = { '+': '7.0', '-': '7.5', '^': '8.1' } as const;

/** The keyword that sets the list of this kind; the same in sshd_config and ssh_config. */
export function directiveFor<K extends AlgorithmKind>(kind: K): (typeof DIRECTIVES)[K] {
  return DIRECTIVES[kind];
}

/** First release that knows the keyword; undefined: older than any release covered. An unknown keyword stops sshd. */
function directiveSince(kind: AlgorithmKind, side: Side = 'server'): Release | undefined {
  if (kind === 'kex') return '5.7';
  return kind === 'hostkey' && side === 'server' ? '7.0' : undefined;
}

/** Whether every release of the range, none, or perhaps some know the keyword. */
export function directiveKnown(kind: AlgorithmKind, range: ReleaseRange, side: Side = 'server'): 'yes' | 'no' | 'unknown' {
  const since = directiveSince(kind, side);
  if (since === undefined || allFrom(range, since)) return 'yes';
  return allBefore(range, since) ? 'no' : 'unknown';
}

/** Whether every release of the range accepts a list that begins with the sign. */
export function acceptsModifier(sign: keyof typeof LIST_MODIFIERS, range: ReleaseRange): boolean {
  return allFrom(range, LIST_MODIFIERS[sign]);
}

/**
 * One line of configuration: the whole list, or what is added to the default. Not for compression, whose keyword takes
 * `yes` or `no` (see `compressionLine`).
 */
export function configurationLine(
  kind: Exclude<AlgorithmKind, 'compression'>,
  names: readonly string[],
  { add }: { add: boolean },
): string {
  return `${DIRECTIVES[kind]} ${add ? '+' : ''}${names.filter((name) => PLAIN_NAME.test(name)).join(',')}`;
}

/** An offer may hold any words of its sender (RFC 4251 section 6 allows less): a line to paste holds none that are no name. */
const PLAIN_NAME = /^(?=.*[A-Za-z])[\w@.+/=-]{1,64}$/;

/**
 * The line of sshd_config after which the server offers the method. `none` is always offered. Plain `zlib` is offered
 * through 7.3 only, by `yes`; `zlib@openssh.com` by `delayed` there and by `yes` everywhere. Undefined: no line does it.
 */
export function compressionLine(name: string, range: ReleaseRange): string | undefined {
  if (name === 'none') return 'Compression no';
  if (name === 'zlib@openssh.com') return `Compression ${allFrom(range, '7.4') ? 'yes' : 'delayed'}`;
  return name === 'zlib' && allBefore(range, '7.4') ? 'Compression yes' : undefined;
}
