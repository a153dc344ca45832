import type { InternalSubject, Level } from '../events.js';
import { definePattern, type Pattern } from './define.js';

/** An entry for lines that tell an operator nothing. `texts` are its samples. */
export interface Trace {
  id: string;
  level: Level;
  heads: readonly string[];
  regex: RegExp;
  texts: readonly string[];
  since?: string;
  until?: string;
}

/** A function that makes entries for one subject: all that such a line yields is what it is about. */
export function tracing(subject: InternalSubject): (trace: Trace) => Pattern<'internal.trace'> {
  const decode = () => ({ subject });
  return ({ texts, ...trace }) => {
    const samples = texts.map((text) => ({ text, level: trace.level, fields: { subject } }));
    return definePattern({ ...trace, emits: 'internal.trace', decode, samples });
  };
}

/** Dispatch keys of messages that begin with `<function>: `. */
export function after(...functions: readonly string[]): string[] {
  return functions.map((name) => `${name}:`);
}

/** A regex for texts that have one of several shapes, each the source of a regex. */
export function anyOf(...shapes: readonly string[]): RegExp {
  return new RegExp(`^(?:${shapes.join('|')})$`, 's');
}
