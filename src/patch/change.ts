import type { Finding, Fix } from '../finding.js';

/** A fix that goes into the patch, and the finding that recommends it. */
export interface Wish {
  finding: Finding;
  fix: Fix;
}

/**
 * One thing that the configuration is to say, however it says it.
 * `add` and `remove` concern the names of an algorithm list, whose whole text depends on what is there; `set` a single
 * value; `join` the words of a list that several lines may make up; `files` lines that each name a file.
 */
export interface Change {
  operation: 'add' | 'remove' | 'set' | 'join' | 'files';
  /** In the spelling of the fix, which is one of the release. */
  keyword: string;
  values: readonly string[];
  /** For `add`, where no line sets the list: what the fix wrote in front of the names; `+`: nothing, they come on top of the default. */
  base?: readonly string[] | '+';
  /** Criteria of a Match line; absent: for every connection. */
  match?: string;
  wishes: readonly [Wish, ...Wish[]];
}

/** Something that was recommended and is not in the patch. The reason is a sentence without its end. */
export interface LeftOut {
  code: string;
  what: string;
  reason: string;
}
