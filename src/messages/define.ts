import type { EventFields, EventType, Level, Wording } from '../events.js';

/** A line that the entry must recognize, with the fields it must yield. The samples are the entry's tests. */
export interface Sample<F> {
  /** The text after `sshd[pid]: `, without level marker and ` [preauth]`. */
  text: string;
  /** `info` unless said otherwise. */
  level?: Level;
  fields: F;
}

/**
 * One wording of sshd, or several that share one shape.
 *
 * `since`/`until` do not gate the match: they are evidence of the release that wrote the log.
 * `level` does, where the log shows level markers: the same text at another level is another wording.
 */
export interface Pattern<T extends EventType = EventType> extends Wording {
  emits: T;
  level?: Level;
  /** The first words that the text can begin with (up to the first space): the dispatch key. */
  heads: readonly string[];
  /** Anchored at both ends, numbered groups, no nested quantifiers; user names greedy, anchored from the right. */
  regex: RegExp;
  /** Fields from the match; undefined where the text turns out to be something else. Attacker's text stays raw. */
  decode: (match: RegExpExecArray) => EventFields[T] | undefined;
  samples: readonly Sample<EventFields[T]>[];
}

/** Gives an entry its type: the fields that `decode` and the samples yield follow from `emits`. */
export function definePattern<T extends EventType>(pattern: Pattern<T>): Pattern<T> {
  return pattern;
}
