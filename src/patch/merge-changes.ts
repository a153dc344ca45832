import type { ReleaseRange } from '../openssh/version.js';
import type { Change, LeftOut } from './change.js';
import { describeFix } from './choose-fixes.js';
import { nameOf } from './read-changes.js';

/**
 * Changes to the same line become one. Of several ways that one finding has for the same keyword, the first is taken; where
 * two findings want another value, that of the first, the graver one, holds.
 */
export function mergeChanges(changes: readonly Change[], range: ReleaseRange): { merged: Change[]; left: LeftOut[] } {
  const merged: Change[] = [];
  const left: LeftOut[] = [];
  for (const change of changes) {
    const rival = merged.find((other) => isOtherWay(other, change, range));
    const at = merged.findIndex((other) => isSameLine(other, change, range));
    const known = merged[at];
    if (rival) left.push(leftOut(change, 'it is another way to do the same'));
    else if (known === undefined) merged.push(change);
    else if (known.operation === change.operation && change.operation !== 'set') merged[at] = join(known, change);
    else if (known.values.join() === change.values.join()) merged[at] = { ...known, wishes: [...known.wishes, ...change.wishes] };
    else left.push(leftOut(change, `${known.wishes[0].finding.code} wants ${known.keyword} ${known.values.join(',')} there`));
  }
  return { merged, left };
}

/** Names that a finding adds to lists are all needed, and so are the lines of one fix. */
function isOtherWay(known: Change, change: Change, range: ReleaseRange): boolean {
  const [{ finding, fix }] = change.wishes;
  return nameOf(known.keyword, range) === nameOf(change.keyword, range)
    && known.wishes.some((wish) => wish.finding === finding && wish.fix !== fix && !(wish.fix.adds && fix.adds));
}

function isSameLine(a: Change, b: Change, range: ReleaseRange): boolean {
  const name = nameOf(a.keyword, range);
  // Each subsystem has a line of its own.
  const sub = ({ values }: Change) => (name === 'Subsystem' ? values[0]?.split(' ')[0] : undefined);
  return name === nameOf(b.keyword, range) && a.match === b.match && sub(a) === sub(b);
}

function join(a: Change, b: Change): Change {
  // A list that the log shows says more than the default.
  const base = [a.base, b.base].find((list) => list !== undefined && list !== '+') ?? a.base ?? b.base;
  return { ...a, values: [...new Set([...a.values, ...b.values])], ...(base && { base }), wishes: [...a.wishes, ...b.wishes] };
}

function leftOut({ wishes: [{ finding, fix }] }: Change, reason: string): LeftOut {
  return { code: finding.code, what: describeFix(fix), reason };
}
