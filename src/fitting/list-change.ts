import { algorithmList, isListKeyword, type Setting } from '../configuration/index.js';
import { exactRelease, type ReleaseRange } from '../openssh/version.js';
import type { Outlook } from './outlook.js';
import type { Wanted } from './wanted.js';

/**
 * The list that a line has to hold so that the server accepts what another list accepts, with the least change to it.
 * @param present the list in the line, with its sign
 * @param wanted the list that would be written where there is no line
 * @param range of releases that the server may have; a list that counts from a default may need to know which
 * @returns the same as `present` where nothing is missing; undefined where that cannot be told
 */
export function changeList(keyword: string, present: string, wanted: string, range: ReleaseRange): string | undefined {
  if (!isListKeyword(keyword) || /^[-^]/.test(wanted)) return undefined;
  const release = exactRelease(range);
  const names = wanted.replace(/^\+/, '').split(',');
  const holds = (name: string) => present.replace(/^[+^]/, '').split(',').includes(name);
  if (!present.startsWith('-')) {
    const has = release !== undefined && present.startsWith('+') ? algorithmList(keyword, present, release).names : [];
    const missing = names.filter((name) => !holds(name) && !has.includes(name));
    return missing.length === 0 ? present : `${present},${missing.join(',')}`;
  }
  // What is taken away comes back where it is no longer taken away; a pattern takes more than that.
  const taken = present.slice(1).split(',');
  const kept = taken.filter((name) => !names.includes(name));
  if (release === undefined) return undefined;
  const left = algorithmList(keyword, kept.length === 0 ? undefined : `-${kept.join(',')}`, release).names;
  const now = algorithmList(keyword, present, release).names;
  const added = names.filter((name) => !now.includes(name));
  if (added.every((name) => left.includes(name))) {
    if (kept.length === taken.length) return present;
    return kept.length === 0 ? `+${added.join(',')}` : `-${kept.join(',')}`;
  }
  return [...now, ...added].join(',');
}

/** The argument that a line has to get so that the list in it holds what is wanted; undefined where it is no list, or that cannot be told. */
export function mergedList({ name, args }: Wanted, { args: [present = ''] }: Setting, { range }: Outlook): string | undefined {
  return changeList(name, present, args[0] ?? '', range);
}
