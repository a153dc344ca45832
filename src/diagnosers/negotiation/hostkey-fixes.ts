import type { Fix } from '../../finding.js';
import { acceptsModifier, configurationLine } from '../../openssh/configuration.js';
import { hostKeyCommand, hostKeyFile, hostKeyTypeOf } from '../../openssh/host-keys.js';
import type { Candidates } from './candidates.js';
import { KEEP_CONNECTION, safeChange } from './safe-change.js';
import { listFix } from './server-fixes.js';
import { defaultThroughout, type Setting } from './setting.js';

/** An algorithm needs a key of its type, and from 7.0 the permission of HostKeyAlgorithms: whichever is missing. */
export function hostKeyFixes(found: Setting, candidates: Candidates, name: string): Fix[] {
  const key = hostKeyTypeOf(name);
  if (!key) return [];
  const { serverOffer } = found.negotiation;
  const hasKey = serverOffer?.some((offered) => hostKeyTypeOf(offered)?.type === key.type);
  const permitted = defaultThroughout('hostkey', found.range).includes(name);
  const fixes: Fix[] = [];
  if (acceptsModifier('+', found.range) && !permitted) {
    const needsKey = `It takes a key of type ${key.type}: ${hostKeyFile(key)} must exist.`;
    const line = configurationLine('hostkey', [name], { add: true });
    fixes.push(listFix(found, candidates, name, { line, notes: hasKey ? [] : [needsKey] }));
  }
  if (hasKey !== true && (permitted || hasKey === false || fixes.length === 0)) {
    fixes.push({
      side: 'server',
      summary: `give this server a host key of type ${key.type}${hasKey === false ? '' : ', if it has none'}`,
      action: 'create',
      file: 'sshd_config',
      lines: [`HostKey ${hostKeyFile(key)}`],
      commands: [hostKeyCommand(key), ...safeChange(found)],
      ...(candidates.strength !== undefined && { strength: candidates.strength }),
      caution: `The HostKey line is needed only where sshd_config has other HostKey lines. ${KEEP_CONNECTION}`,
    });
  }
  return fixes;
}
