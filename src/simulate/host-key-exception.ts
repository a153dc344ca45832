import { algorithmList } from '../configuration/index.js';
import { canBeSwitchedOn } from '../openssh/candidates.js';
import { hostKeyCommand, hostKeyFile, hostKeyTypeOf, isCertificate } from '../openssh/host-keys.js';
import { allBefore, exactRelease, NEWEST_RELEASE } from '../openssh/version.js';
import type { Exception } from './exceptions.js';
import { keyFiles } from './host-keys.js';
import { type Plan, valueOf } from './server-proposal.js';

/** Those of the names that the server surely has a key for, else those that it may have one for, else all. */
export function withKeys(names: readonly string[], plan: Plan): readonly string[] {
  const has = keyFiles(plan);
  const usable = names.filter((name) => canBeSwitchedOn('hostkey', name));
  for (const answer of ['yes', 'perhaps']) {
    const found = usable.filter((name) => has(name) === answer);
    if (found.length > 0) return found;
  }
  return names;
}

/**
 * What a host key algorithm takes: from 7.0 on the permission of HostKeyAlgorithms, and a key of its type.
 * @param permission the line that gives it, and what to know of it
 */
export function hostKeyException(name: string, plan: Plan, permission: { line: () => string; notes: string[] }): Exception {
  const key = hostKeyTypeOf(name);
  if (!key) return { lines: [], notes: [] };
  const release = exactRelease(plan.range) ?? plan.range.max ?? NEWEST_RELEASE;
  const accepted = allBefore(plan.range, '7.0') || algorithmList('HostKeyAlgorithms', valueOf(plan.configuration, 'HostKeyAlgorithms'), release).names.includes(name);
  const lines = accepted ? [] : [permission.line()];
  const notes = accepted ? [] : permission.notes;
  if (keyFiles(plan)(name) === 'yes') return { lines, notes };
  const present = [...plan.knowledge.hostKeyAlgorithms].filter((other) => !isCertificate(other)).flatMap((other) => hostKeyTypeOf(other) ?? []);
  // Three curves share one default file name: a second ECDSA key needs a name of its own.
  const twin = present.some(({ type, bits }) => type === key.type && bits !== key.bits);
  const file = twin ? hostKeyFile(key).replace(/_key$/, `${key.bits}_key`) : hostKeyFile(key);
  const hasLines = (plan.configuration?.get('HostKey').settings.length ?? 0) > 0;
  // With the first HostKey line sshd loads no other key by itself.
  const others = twin && !hasLines ? [...new Set(present.map(hostKeyFile))] : [];
  return {
    lines: [...lines, ...(hasLines || twin ? [...others, file].map((path) => `HostKey ${path}`) : [])],
    commands: [`[ -e ${file} ] || ${hostKeyCommand(key).replace(hostKeyFile(key), file)}`],
    notes: [...notes, `It takes a host key of type ${key.type}${key.bits === undefined ? '' : ` with ${key.bits} bits`}.`],
  };
}
