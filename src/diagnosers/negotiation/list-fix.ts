import type { Fix, Strength } from '../../finding.js';
import { findAlgorithm } from '../../openssh/algorithms.js';
import { directiveFor } from '../../openssh/configuration.js';
import { cryptoPolicyNotes, sha1PolicyAdvice } from '../../openssh/crypto-policy.js';
import { describeRange } from '../../openssh/version.js';
import { type Candidates, isPoor } from './candidates.js';
import { KEEP_CONNECTION, safeChange } from './safe-change.js';
import type { Setting } from './setting.js';

/** A line of sshd_config and what to know before it goes in. */
export interface Line {
  line?: string;
  /** What to append to the line that is there, where the list in it is not known. */
  append?: string;
  notes: string[];
}

const SUMMARIES: Record<Strength, (name: string) => string> = {
  recommended: (name) => `let this server accept ${name} as well`,
  ok: (name) => `let this server accept ${name} as well`,
  weak: (name) => `as an exception, let this server accept ${name}`,
  broken: (name) => `as a last resort, and not on a network you do not trust, let this server accept ${name}`,
};

/** The fix around a line: its strength, what speaks against it, and how to bring it in safely. */
export function listFix(found: Setting, candidates: Candidates, name: string, { line, append, notes }: Line): Fix {
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
    ...sha1Notes(found, name),
    KEEP_CONNECTION,
  ];
  return {
    side: 'server',
    summary: SUMMARIES[strength ?? 'ok'](name) + (append === undefined ? '' : `: append ${append} to its ${directive} line`),
    action: append === undefined ? 'set' : 'append',
    file: 'sshd_config',
    ...(line !== undefined && { lines: [line] }),
    commands: safeChange(found),
    ...(strength !== undefined && { strength }),
    ...(kind !== 'compression' && { adds: { keyword: directive, names: [name] } }),
    caution: cautions.join(' '),
  };
}

function policyNotes({ family, range, negotiation, known }: Setting): string[] {
  return negotiation.kind === 'compression' || known ? [] : cryptoPolicyNotes(family, range);
}

/** The library has its say whatever configuration is known. */
function sha1Notes({ family, range, negotiation: { kind } }: Setting, name: string): string[] {
  const advice = kind === 'hostkey' && name === 'ssh-rsa' ? sha1PolicyAdvice(family, range) : undefined;
  return advice === undefined ? [] : [advice];
}
