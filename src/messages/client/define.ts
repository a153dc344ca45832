import type { Level, Wording } from '../../events.js';
import type { ClientEventFields, ClientEventType, ClientWording } from '../../events/client/index.js';
import type { Pattern } from '../define.js';

/** An entry as those of sshd, with events of the client. */
export interface ClientPattern<T extends ClientEventType = ClientEventType> extends ClientWording {
  emits: T;
  level?: Level;
  heads: readonly string[];
  regex: RegExp;
  /** Fields from the match; undefined where the text turns out to be something else. */
  decode: (match: RegExpExecArray) => ClientEventFields[T] | undefined;
  samples: readonly { text: string; level?: Level; fields: ClientEventFields[T] }[];
}

/** Gives an entry its type: the fields that `decode` and the samples yield follow from `emits`. */
export function defineClientPattern<T extends ClientEventType>(pattern: ClientPattern<T>): ClientPattern {
  return pattern as unknown as ClientPattern;
}

/** The registry's machinery is the same for both sides, whatever the events are called. */
export function asPatterns(patterns: readonly ClientPattern[]): readonly Pattern[] {
  return patterns as unknown as readonly Pattern[];
}

/** A detail of the trace that no finding needs. @param texts one of them, at least */
export function traceLine(id: string, level: Level, heads: readonly string[], regex: RegExp, texts: readonly string[], range: Omit<Wording, 'id'> = {}): ClientPattern {
  return defineClientPattern({ id: `client-${id}`, emits: 'client.trace', level, heads, regex, ...range, decode: () => ({}), samples: texts.map((text) => ({ text, level, fields: {} })) });
}
