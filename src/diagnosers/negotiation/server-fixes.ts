import type { Fix } from '../../finding.js';
import { findAlgorithm } from '../../openssh/algorithms.js';
import { acceptsModifier, compressionLine, configurationLine, directiveFor, directiveKnown } from '../../openssh/configuration.js';
import { cryptoPolicyAdvice, cryptoPolicyApplies } from '../../openssh/crypto-policy.js';
import { defaultList } from '../../openssh/default-proposals.js';
import { describeRange, NEWEST_RELEASE } from '../../openssh/version.js';
import { bestForServer, type Candidates, isPoor } from './candidates.js';
import { hostKeyFixes } from './hostkey-fixes.js';
import { KEEP_CONNECTION, safeChange } from './safe-change.js';
import type { Setting } from './setting.js';
import { showListsFix } from './show-lists.js';
import { upgradeServerFix } from './upgrade-server.js';

/** What can be changed on the server, best first. Empty where no setting of this release helps. */
export function serverFixes(found: Setting): Fix[] {
  const { negotiation, range } = found;
  if (!negotiation.clientOffer) return [showListsFix(found)];
  const candidates = bestForServer(found);
  if (candidates.best === undefined) return upgradeServerFix(found);
  switch (negotiation.kind) {
    case 'hostkey':
      return hostKeyFixes(found, candidates, candidates.best);
    case 'compression': {
      const line = compressionLine(candidates.best, range);
      return line === undefined ? [] : [listFix(found, candidates, candidates.best, { line, notes: [] })];
    }
    case 'kex':
      // KexAlgorithms came with 5.7. A list that is not the release's own shows that a vendor brought it to an older one.
      if (directiveKnown('kex', range) !== 'yes' && found.configured !== true) return [];
  }
  return [listFix(found, candidates, candidates.best, additionLine(found, negotiation.kind, candidates.best))];
}

interface Line {
  line: string;
  notes: string[];
}

/** The fix around a line: its strength, what speaks against it, and how to bring it in safely. */
export function listFix(found: Setting, candidates: Candidates, name: string, { line, notes }: Line): Fix {
  const { strength, guessed } = candidates;
  const { kind } = found.negotiation;
  const directive = directiveFor(kind);
  const algorithm = findAlgorithm(kind, name);
  const cautions = [
    ...(isPoor(strength) ? [`${name} is ${strength}${algorithm?.why ? `: ${algorithm.why}` : '.'} Take it out again once the client is repaired.`] : []),
    ...(guessed ? [`Whether this release (${describeRange(found.range)}) has ${name} is not certain: sshd -t tells.`] : []),
    ...notes,
    `${directive} holds for every client: a Match block cannot contain it.`,
    ...policyNotes(found),
    KEEP_CONNECTION,
  ];
  return {
    side: 'server',
    summary: isPoor(strength) ? `as an exception, let this server accept ${name}` : `let this server accept ${name} as well`,
    action: 'set',
    file: 'sshd_config',
    lines: [line],
    commands: safeChange(found),
    ...(strength !== undefined && { strength }),
    caution: cautions.join(' '),
  };
}

/**
 * `+name` where the list is the default and the release takes it (7.0). A list that is not the default is written out:
 * `+` counts from the default and would bring back everything that was taken out of it.
 */
function additionLine(found: Setting, kind: 'kex' | 'cipher' | 'mac', name: string): Line {
  const { serverOffer, offerTruncated } = found.negotiation;
  const { range, configured } = found;
  const directive = directiveFor(kind);
  const canAdd = acceptsModifier('+', range);
  const current = offerTruncated ? undefined : serverOffer;
  if (current && !(canAdd && configured === false)) {
    const notes = canAdd
      ? [`Replace the present ${directive} line. ${directive} +${name} would work too, but it brings back the whole default list.`]
      : [`Replace the present ${directive} line, if there is one: sshd takes the first.`];
    return { line: configurationLine(kind, [...current, name], { add: false }), notes };
  }
  if (canAdd) {
    const existing = `Where sshd_config has a ${directive} line already, append ,${name} to that line instead: sshd takes the first one.`;
    return { line: configurationLine(kind, [name], { add: true }), notes: [existing] };
  }
  const release = range.max ?? range.min ?? NEWEST_RELEASE;
  const show = `sshd -T | grep -i ^${directive}`;
  return {
    line: configurationLine(kind, [...defaultList(kind, release), name], { add: false }),
    notes: [`The list in front of ${name} is a guess, the default of OpenSSH ${release}; ${show} shows the real one.`],
  };
}

function policyNotes({ family, range, negotiation }: Setting): string[] {
  if (negotiation.kind === 'compression') return [];
  const applies = cryptoPolicyApplies(family, range);
  if (applies === 'no') return [];
  return [`${applies === 'perhaps' ? 'If this is RHEL, Fedora or a rebuild: ' : ''}${cryptoPolicyAdvice(range)}`];
}
