import type { Fix } from '../../finding.js';
import { acceptsModifier, configurationLine } from '../../openssh/configuration.js';
import { defaultThroughout } from '../../openssh/default-proposals.js';
import { hostKeyCommand, hostKeyFile, hostKeyTypeOf, type HostKeyType } from '../../openssh/host-keys.js';
import type { Candidates } from './candidates.js';
import { KEEP_CONNECTION, safeChange } from './safe-change.js';
import { listFix } from './list-fix.js';
import type { Setting } from './setting.js';

/** An algorithm needs a key of its type, and from 7.0 the permission of HostKeyAlgorithms: whichever is missing. */
export function hostKeyFixes(found: Setting, candidates: Candidates, name: string): Fix[] {
  const key = hostKeyTypeOf(name);
  if (!key) return [];
  const hasKey = found.negotiation.serverOffer?.some((offered) => sameKey(hostKeyTypeOf(offered), key));
  const permitted = defaultThroughout('hostkey', found.range).includes(name);
  const fixes: Fix[] = [];
  if (acceptsModifier('+', found.range) && !permitted) {
    const notes = [
      ...(found.known ? [] : ['Where sshd_config has a HostKeyAlgorithms line already, append to that line instead: sshd takes the first.']),
      ...(hasKey ? [] : [`It takes a key of type ${key.type}: ${hostKeyFile(key)} must exist.`]),
    ];
    fixes.push(listFix(found, candidates, name, { line: configurationLine('hostkey', [name], { add: true }), notes }));
  }
  if (hasKey !== true && (permitted || hasKey === false || fixes.length === 0)) fixes.push(newKey(found, candidates, key, hasKey));
  if (acceptsModifier('+', found.range) && permitted) fixes.push(permit(found, candidates, name));
  return fixes;
}

/** The default permits it, and the server did not offer it: where there is a key, a line leaves it out. */
function permit(found: Setting, candidates: Candidates, name: string): Fix {
  const fix = listFix(found, candidates, name, { append: `,${name}`, notes: ['sshd -T | grep -i ^hostkey shows the list and the keys.'] });
  return { ...fix, summary: `where the key exists already, HostKeyAlgorithms leaves it out: append ,${name} to its HostKeyAlgorithms line` };
}

/** Keys that a system makes by itself. */
const USUAL: readonly HostKeyType[] = [{ type: 'rsa' }, { type: 'ecdsa', bits: 256 }, { type: 'ed25519' }];

function newKey(found: Setting, candidates: Candidates, key: HostKeyType, hasKey: boolean | undefined): Fix {
  const known = found.negotiation.serverOffer?.map(hostKeyTypeOf).filter((other) => other !== undefined);
  const present = known ?? USUAL.filter((other) => !sameKey(other, key));
  // Three curves share one default file name: a second ECDSA key needs a name of its own.
  const twin = present.some(({ type }) => type === key.type);
  const file = twin ? hostKeyFile(key).replace(/_key$/, `${key.bits}_key`) : hostKeyFile(key);
  const command = `[ -e ${file} ] || ${hostKeyCommand(key).replace(hostKeyFile(key), file)}`;
  const bits = key.bits === undefined ? '' : ` with ${key.bits} bits`;
  return {
    side: 'server',
    summary: `give this server a host key of type ${key.type}${bits}${hasKey === false ? '' : ', if it has none'}`,
    action: 'append',
    file: 'sshd_config',
    lines: [...new Set([...present.map(hostKeyFile), file])].map((path) => `HostKey ${path}`),
    commands: [command, ...safeChange(found)],
    ...(candidates.strength !== undefined && { strength: candidates.strength }),
    caution: 'With one HostKey line sshd loads no other key by itself: the lines name the default files of all keys in use, so check their paths. '
      + `A file that does not exist is left out. ${KEEP_CONNECTION}`,
  };
}

function sameKey(a: HostKeyType | undefined, b: HostKeyType): boolean {
  return a?.type === b.type && a.bits === b.bits;
}
