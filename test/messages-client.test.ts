import { describe, expect, it } from 'vitest';
import type { Level } from '../src/events.js';
import type { ClientPattern } from '../src/messages/client/define.js';
import { clientRegistry } from '../src/messages/client/registry.js';
import { headOf } from '../src/messages/heads.js';
import { formsOf } from './support/text-forms.js';

const { patterns } = clientRegistry;

const isDebug = (level: Level | undefined) => level?.startsWith('debug') ?? false;

function matches({ level: wanted, regex, decode }: ClientPattern, text: string, level: Level): boolean {
  if (wanted !== undefined && (isDebug(wanted) ? wanted !== level : isDebug(level))) return false;
  const match = regex.exec(text);
  return match !== null && decode(match) !== undefined;
}

/** Every entry that recognizes the first form of the text which any entry recognizes. */
function recognizing(text: string, level: Level): string[] {
  for (const form of formsOf(text)) {
    const ids = patterns.filter((pattern) => matches(pattern, form, level)).map(({ id }) => id);
    if (ids.length > 0) return ids;
  }
  return [];
}

const samples = patterns.flatMap((pattern) => pattern.samples.map(({ text, level = 'info' as Level, fields }) => ({ pattern, id: pattern.id, text, level, fields })));
/** ssh shows no marker at INFO and above: wordings that differ by nothing else are one shape. */
const shapeOf = ({ emits, regex }: ClientPattern) => `${emits} ${regex.source}`;

describe('every entry of the client\'s registry', () => {
  it('has an id of its own', () => {
    const ids = patterns.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(patterns)('$id is anchored, dated and has a sample', ({ regex, samples: own, since, until }) => {
    expect(regex.source).toMatch(/^\^.*\$$/s);
    expect(regex.flags).toMatch(/^s?$/);
    expect(own.length).toBeGreaterThan(0);
    for (const bound of [since, until]) expect(bound ?? '9.9').toMatch(/^\d{1,2}\.\d$/);
  });
});

describe('a sample', () => {
  it.each(samples)('$id: $text', ({ pattern, text, level, fields }) => {
    const others = recognizing(text, level).filter((id) => id !== pattern.id && shapeOf(patterns.find((other) => other.id === id) ?? pattern) !== shapeOf(pattern));
    expect(others).toEqual([]);
    const { heads, ends = 'crlf' } = pattern;
    expect(heads.length === 0 || formsOf(text).some((form) => heads.includes(headOf(form)))).toBe(true);
    const match = clientRegistry.match(text, level, ends === 'either' ? undefined : ends);
    expect(match?.pattern.emits).toBe(pattern.emits);
    expect(match?.fields).toEqual(fields);
  });
});

describe('dispatch', () => {
  it('tries few patterns for one text', () => {
    const heads = new Map<string, number>();
    for (const pattern of patterns) for (const head of pattern.heads) heads.set(head, (heads.get(head) ?? 0) + 1);
    expect([...heads].filter(([, count]) => count > 24)).toEqual([]);
    expect(patterns.filter((pattern) => pattern.heads.length === 0).length).toBeLessThanOrEqual(60);
  });

  it('takes no line for one of ssh that ends as ssh ends none', () => {
    expect(clientRegistry.match('Permission denied (publickey).', 'info', 'lf')).toBeUndefined();
    expect(clientRegistry.match('Permission denied (publickey).', 'info', 'crlf')).toBeDefined();
    expect(clientRegistry.match('Permission denied (publickey).', 'info', undefined)).toBeDefined();
  });

  it('knows nothing where there is nothing', () => {
    expect(clientRegistry.match('', 'info', undefined)).toBeUndefined();
    expect(clientRegistry.match('Welcome', 'info', undefined)).toBeUndefined();
  });
});
