import type { Configuration } from '../configuration/index.js';
import type { Edit, Finding } from '../finding.js';
import type { ReleaseRange } from '../openssh/version.js';
import type { Change, LeftOut } from './change.js';
import { valueOf } from './change-value.js';
import { type Choice, chooseFixes } from './choose-fixes.js';
import { type DropIn, placeInDropIn } from './drop-in.js';
import { explainChange } from './explain.js';
import { mergeChanges } from './merge-changes.js';
import { placeEdit } from './place.js';
import { nameOf, readChanges } from './read-changes.js';
import { globalScope, matchScope } from './scope.js';

export interface Request {
  findings: readonly Finding[];
  configuration: Configuration;
  /** Releases that the server may have. */
  range: ReleaseRange;
  choice: Choice;
  /** Put new lines there; absent: into the files that are there. */
  dropIn?: DropIn;
}

/** What a patch does, and what it leaves out. All sentences are without their end. */
export interface Plan {
  edits: readonly Edit[];
  /** Why each edit is there, with the place of the line. */
  reasons: readonly string[];
  /** What the configuration says already. */
  already: readonly LeftOut[];
  left: readonly LeftOut[];
}

/** What the findings' advice changes in a configuration. The same configuration with the changes gets no further ones. */
export function planPatch({ findings, configuration, range, choice, dropIn }: Request): Plan {
  const { wishes, left } = chooseFixes(findings, choice);
  const changes: Change[] = [];
  for (const wish of wishes) {
    const read = readChanges(wish, range, (name) => configuration.settings.some((setting) => setting.name === name));
    if (Array.isArray(read)) changes.push(...read);
    else left.push(read);
  }
  const { merged, left: beaten } = mergeChanges(changes, range);
  const plan = { edits: [] as Edit[], reasons: [] as string[], already: [] as LeftOut[], left: [...left, ...beaten] };
  for (const change of merged) take(plan, change, { configuration, range, dropIn });
  return { ...plan, edits: joinBlocks(plan.edits) };
}

interface Mutable {
  edits: Edit[];
  reasons: string[];
  already: LeftOut[];
  left: LeftOut[];
}

function take(plan: Mutable, change: Change, { configuration, range, dropIn }: { configuration: Configuration; range: ReleaseRange; dropIn: DropIn | undefined }): void {
  const name = nameOf(change.keyword, range);
  const { match, wishes } = change;
  const scope = match === undefined ? globalScope(configuration, name) : matchScope(configuration, name, match);
  const out = (reason: string): LeftOut[] => [...new Set(wishes.map(({ finding }) => finding.code))].map((code) => ({ code, what: describe(change), reason }));
  const [blocked] = change.operation === 'join' ? scope.elsewhere : [];
  if (blocked) {
    plan.left.push(...out(`${blocked.line.file}:${blocked.line.line} sets it for some connections, and which list counts is yours to see`));
    return;
  }
  const value = valueOf(change, name, scope, range);
  if ('already' in value) plan.already.push(...out(value.already));
  else if ('refused' in value) plan.left.push(...out(value.refused));
  else {
    const edit = dropIn ? placeInDropIn(configuration, range, dropIn, change, value, scope) : placeEdit(configuration, change, value, scope);
    if ('refused' in edit) {
      plan.left.push(...out(edit.refused));
      return;
    }
    plan.edits.push(edit);
    plan.reasons.push(`${edit.file}:${edit.line}: ${explainChange(change, name)}${value.note === undefined ? '' : `; ${value.note}`}`);
    const [exception] = match === undefined ? scope.elsewhere : [];
    if (exception) plan.reasons.push(`${exception.line.file}:${exception.line.line}: a Match block sets ${name} otherwise for its connections; that stays`);
  }
}

function describe({ keyword, values, match }: Change): string {
  return `${match === undefined ? '' : `Match ${match}, `}${keyword} ${values.join(',')}`;
}

/** A new Match block is one for all that it is to hold, and stands behind what is new for everybody: it ends with the file. */
function joinBlocks(edits: readonly Edit[]): Edit[] {
  const blocks = new Map<string, Edit>();
  const others: Edit[] = [];
  for (const edit of edits) {
    const [head = '', ...lines] = edit.lines;
    const key = `${edit.file}:${edit.line} ${head}`;
    const known = blocks.get(key);
    if (edit.replaces !== undefined || !head.startsWith('Match ')) others.push(edit);
    else blocks.set(key, known ? { ...known, lines: [...known.lines, ...lines] } : edit);
  }
  return [...others, ...blocks.values()];
}
