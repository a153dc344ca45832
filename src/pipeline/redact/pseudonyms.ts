import { copyText } from '../../connections/text.js';

/** What can be redacted: addresses, account names, names of servers and clients, keys and certificate IDs. */
export const REDACTABLE = ['ip', 'user', 'host', 'key'] as const;
export type Redactable = (typeof REDACTABLE)[number];

/** Names that get a pseudonym of their own; all further ones share one, as the names in a log are without end. */
const MAX_NAMES = 200_000;

/** One name, one pseudonym, in the order in which they are met. */
export interface Pseudonyms {
  /** The pseudonym of a name. Names that mean the same in every log stay. */
  of(name: string): string;
  /** The pseudonym of a name that was met already. */
  known(name: string): string | undefined;
  /** Whether a text is one of these pseudonyms. */
  issued(text: string): boolean;
  /** The name behind a pseudonym. */
  nameOf(pseudonym: string): string | undefined;
  /** All names met so far with their pseudonyms. */
  entries(): Iterable<[name: string, pseudonym: string]>;
}

/**
 * @param make the n-th pseudonym, from 1
 * @param keep names that stay
 * @param same what names have in common that are one name
 */
export function createPseudonyms(make: (n: number) => string, keep: ReadonlySet<string>, same: (name: string) => string = (name) => name): Pseudonyms {
  const pseudonyms = new Map<string, string>();
  const names = new Map<string, string>();
  return {
    of(name) {
      if (keep.has(name)) return name;
      const key = same(name);
      let pseudonym = pseudonyms.get(key);
      if (pseudonym === undefined) {
        pseudonym = make(Math.min(pseudonyms.size, MAX_NAMES) + 1);
        if (pseudonyms.size < MAX_NAMES) {
          pseudonyms.set(copyText(key), pseudonym);
          names.set(pseudonym, copyText(name));
        }
      }
      return pseudonym;
    },
    known: (name) => pseudonyms.get(same(name)),
    issued: (text) => names.has(text),
    nameOf: (pseudonym) => names.get(pseudonym),
    entries: () => pseudonyms,
  };
}
