import type { Setting } from '../configuration/index.js';
import { matchesPattern } from '../configuration/patterns.js';
import { defaultValue, serverKeyword } from '../openssh/server-keywords.js';
import { describeRange, type ReleaseRange } from '../openssh/version.js';
import { goesFurther } from './bounds.js';
import type { Change, Wish } from './change.js';
import { accepts, kindOfList, type Rewritten, withNames, withoutNames } from './lists.js';
import { endsOf } from './release-ends.js';
import type { Scope } from './scope.js';

/** What has to be written for a change. */
export interface Needed {
  /** Arguments of new lines, where the change gets lines of its own. */
  whole: readonly string[];
  /** The line that holds now, and what it becomes: from this argument on (-1: behind the last) the text. */
  present?: { setting: Setting; from: number; text: string };
  /** What to know about it, as a sentence without its end. */
  note?: string;
}

/** Sentences without their end: why nothing is to do, or nothing can be done. */
export type Outcome = Needed | { already: string } | { refused: string };

/**
 * What a change takes, given what holds now in its scope.
 * @param name of the keyword in its newest spelling
 */
export function valueOf(change: Change, name: string, scope: Scope, range: ReleaseRange): Outcome {
  switch (change.operation) {
    case 'add': return kindOfList(name) === undefined ? appended(change, scope) : added(change, name, scope, range);
    case 'remove': return removed(change, name, scope, range);
    case 'set': return valueSet(change, name, scope, range);
    case 'join': return joined(change, name, scope);
    case 'files': return files(change, scope);
  }
}

function added({ values, base, wishes }: Change, name: string, { holding: [setting], fallback }: Scope, range: ReleaseRange): Outcome {
  const text = (setting ?? fallback)?.args[0];
  const open = wishes.filter((wish) => !isMet(wish, name, text, range));
  const wanted = new Set(open.flatMap(({ fix }) => fix.adds?.names ?? values));
  const missing = values.filter((value) => wanted.has(value) && accepts(name, text, value, range) !== 'yes');
  if (missing.length === 0) {
    return { already: text !== undefined ? 'the list has what it takes' : `OpenSSH ${describeRange(range)} accepts it by itself, and no line here takes it away; a crypto policy or an option of the command could (sshd -T shows what holds)` };
  }
  if (text === undefined && !base && open.every(({ fix }) => fix.adds && !fix.lines)) {
    return { refused: 'the log shows that this list is set, and no line here sets it: a crypto policy or an option of the command does (sshd -T shows what holds)' };
  }
  return rewritten(withNames(name, text, missing, range, base), setting);
}

/** The client that failed finds something in this list: it has been changed since. */
function isMet({ finding: { negotiation }, fix }: Wish, name: string, text: string | undefined, range: ReleaseRange): boolean {
  if (!negotiation || !fix.adds) return false;
  const kind = kindOfList(name);
  const offers = [negotiation, ...negotiation.next].flatMap((list) => (list.kind === kind && fix.adds?.names.some((added) => list.clientOffer?.includes(added)) ? [list.clientOffer ?? []] : []));
  // A host key takes more than its permission.
  return kind !== 'hostkey' && offers.length > 0 && offers.every((offer) => offer.some((offered) => accepts(name, text, offered, range) === 'yes'));
}

function removed({ values }: Change, name: string, { holding: [setting], fallback }: Scope, range: ReleaseRange): Outcome {
  const text = (setting ?? fallback)?.args[0];
  const isGone = (pattern: string) => text !== undefined && (text.startsWith('-')
    ? text.slice(1).split(',').includes(pattern)
    : !/^[+^]/.test(text) && !text.split(',').some((entry) => matchesPattern(entry, pattern)));
  const missing = values.filter((pattern) => !isGone(pattern));
  return missing.length === 0 ? { already: `${name} leaves that out` } : rewritten(withoutNames(text, missing, range), setting);
}

function rewritten(list: Rewritten, setting: Setting | undefined): Outcome {
  if ('refused' in list) return list;
  const note = list.fromDefault && 'the list is written out as upstream has it; sshd -T shows what this build has besides';
  return { whole: [list.text], ...(note && { note }), ...(setting && { present: { setting, from: 0, text: list.text } }) };
}

/** A list of networks, not of algorithms: `none` where it is empty. */
function appended({ values }: Change, { holding: [setting] }: Scope): Outcome {
  const entries = (setting?.args[0] ?? 'none').split(',').filter((entry) => entry !== 'none');
  const missing = values.filter((value) => !entries.includes(value));
  return missing.length === 0 ? { already: 'the list has it' } : rewritten({ text: [...entries, ...missing].join(',') }, setting);
}

function valueSet({ values: [value = ''], wishes: [{ finding }] }: Change, name: string, { holding, fallback }: Scope, range: ReleaseRange): Outcome {
  const [sub] = name === 'Subsystem' ? value.split(' ') : [];
  const setting = holding.find(({ args }) => sub === undefined || args[0] === sub);
  const [low, high] = endsOf(range).map((release) => defaultValue(name, release));
  const set = setting ?? (sub === undefined ? fallback : undefined);
  const present = set ? set.args.join(' ') : low === high ? low : undefined;
  if (present !== undefined && (isSame(name, present, value) || goesFurther(name, present, value, finding.code))) {
    return { already: set ? `it is ${present} there` : `${present} is the default` };
  }
  if (!setting) return { whole: [value] };
  // Each part of it is settled by the first line that names the part.
  if (name === 'PerSourcePenalties') return { refused: 'it is set already, and its parts are yours to weigh' };
  const from = sub === undefined ? 0 : 1;
  return { whole: [value], present: { setting, from, text: value.split(' ').slice(from).join(' ') } };
}

function isSame(name: string, a: string, b: string): boolean {
  const { type } = serverKeyword(name) ?? {};
  const isWord = type === 'yesno' || type === 'words';
  return isWord ? a.toLowerCase() === b.toLowerCase() : a === b;
}

function joined({ values }: Change, name: string, { holding: settings }: Scope): Outcome {
  const words = settings.flatMap(({ args }) => args);
  const missing = values.filter((value) => !words.some((word) => word === value || (!value.includes('@') && matchesPattern(value, word))));
  if (missing.length === 0) return { already: 'the list has what it takes' };
  const setting = settings.at(-1);
  if (!setting && name.startsWith('Allow')) return { refused: `no line here is an ${name} line, and a first one would shut out everybody else` };
  return { whole: [missing.join(' ')], ...(setting && { present: { setting, from: -1, text: missing.join(' ') } }) };
}

/** With one line sshd loads no file by itself any more. */
function files({ values, wishes }: Change, { holding: settings }: Scope): Outcome {
  const named = settings.flatMap(({ args }) => args);
  if (named.length === 0 && values.length === 1) return { already: 'sshd loads that file by itself once it exists' };
  const wanted = named.length === 0 ? values : values.filter((file) => wishes.some(({ fix }) => fix.lines?.at(-1)?.endsWith(` ${file}`)));
  const missing = wanted.filter((file) => !named.includes(file));
  return missing.length === 0 ? { already: 'the file is named there' } : { whole: missing };
}
