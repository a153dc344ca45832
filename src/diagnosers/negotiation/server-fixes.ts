import type { Fix } from '../../finding.js';
import { findAlgorithm } from '../../openssh/algorithms.js';
import { acceptsModifier, compressionLine, configurationLine, directiveFor, directiveKnown } from '../../openssh/configuration.js';
import { defaultList } from '../../openssh/default-proposals.js';
import { NEWEST_RELEASE } from '../../openssh/version.js';
import { bestForServer, type Candidates, hopelessLists, isPoor } from './candidates.js';
import { hostKeyFixes } from './hostkey-fixes.js';
import { type Line, listFix } from './list-fix.js';
import { serverIsOutdated } from './outdated.js';
import type { Setting } from './setting.js';
import { showListsFix } from './show-lists.js';
import { outdatedServerFix, upgradeServerFix } from './upgrade-server.js';

/** What can be changed on the server, best first. Empty where no setting of this release helps. */
export function serverFixes(found: Setting): Fix[] {
  if (!found.negotiation.clientOffer?.length) return [showListsFix(found)];
  const candidates = bestForServer(found);
  const hopeless = hopelessLists(found);
  if (found.negotiation.truncated?.includes('client') && candidates.best === undefined) return [showListsFix(found)];
  if (candidates.best === undefined) return upgradeServerFix(found, [found.negotiation, ...hopeless]);
  if (hopeless.length > 0) return upgradeServerFix(found, hopeless);
  const outdated = isPoor(candidates.strength) && serverIsOutdated(found);
  return [...(outdated ? [outdatedServerFix(found)] : []), ...settings(found, candidates, candidates.best)];
}

function settings(found: Setting, candidates: Candidates, best: string): Fix[] {
  const { negotiation, range } = found;
  switch (negotiation.kind) {
    case 'hostkey':
      return hostKeyFixes(found, candidates, best);
    case 'compression': {
      const line = compressionLine(best, range);
      return line === undefined ? [] : [listFix(found, candidates, best, { line, notes: [] })];
    }
    case 'kex':
      // KexAlgorithms came with 5.7. A list that is not the release's own shows that a vendor brought it to an older one.
      if (directiveKnown('kex', range) !== 'yes' && !(found.configured === true && negotiation.serverOffer)) return [];
  }
  const line = additionLine(found, negotiation.kind, best);
  // How to find the line is no question where the configuration is known.
  return [listFix(found, candidates, best, found.known ? { ...line, notes: [] } : line)];
}

/**
 * `+name` where the list is the default and the release takes it (7.0). A list that is not the default is written out:
 * `+` counts from the default and would bring back everything that was taken out of it.
 */
function additionLine(found: Setting, kind: 'kex' | 'cipher' | 'mac', name: string): Line {
  const { serverOffer, truncated } = found.negotiation;
  const { range, configured } = found;
  const directive = directiveFor(kind);
  const canAdd = acceptsModifier('+', range);
  const current = truncated?.includes('server') ? undefined : serverOffer?.filter((other) => findAlgorithm(kind, other)?.directive === undefined);
  if (current && !(canAdd && configured === false)) {
    const notes = canAdd
      ? [`Replace the present ${directive} line. ${directive} +${name} would work too, but it brings back the whole default list.`]
      : [`Replace the present ${directive} line, if there is one: sshd takes the first.`];
    return { line: configurationLine(kind, [...current, name], { add: false }), notes };
  }
  if (canAdd && configured === true) {
    return {
      notes: [`This server's ${directive} is set already: sshd -T | grep -i ^${directive} shows it. A second line would be ignored, and ` +
        `${directive} +${name} in its place would bring back the whole default list.`],
      append: `,${name}`,
    };
  }
  if (canAdd) {
    const existing = `Where sshd_config has a ${directive} line already, append ,${name} to that line instead: sshd takes the first.`;
    return { line: configurationLine(kind, [name], { add: true }), notes: [existing] };
  }
  const release = range.max ?? range.min ?? NEWEST_RELEASE;
  const show = `sshd -T | grep -i ^${directive}`;
  return {
    line: configurationLine(kind, [...defaultList(kind, release).filter((other) => other !== name), name], { add: false }),
    notes: [`The list in front of ${name} is a guess, the default of OpenSSH ${release}; ${show} shows the real one.`],
  };
}
