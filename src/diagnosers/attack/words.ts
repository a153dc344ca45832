import type { Seen } from '../diagnoser.js';

const SHOWN = 3;

/** ` as root`, ` as root, admin and 7 other names`; empty where no name is known. */
export function namesTried({ users, moreUsers }: Pick<Seen, 'users' | 'moreUsers'>): string {
  if (users.length === 0) return '';
  const shown = users.slice(0, SHOWN).map((name) => (name === '' ? 'an empty name' : name));
  const more = users.length - shown.length;
  return ` as ${shown.join(', ')}${more === 0 ? '' : ` and ${moreUsers ? 'more than ' : ''}${more} other name${more === 1 ? '' : 's'}`}`;
}
