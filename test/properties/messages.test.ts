import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registry } from '../../src/messages/registry.js';
import { withoutFunction, withoutPlace } from '../../src/messages/prefixes.js';
import { attackersSpans, CANARY, HOSTILE_WORDS } from '../support/attacker.js';

const samples = registry.patterns.flatMap((pattern) => pattern.samples.map(({ text, level = 'info' as const }) => ({ id: pattern.id, pattern, text, level })));

/** What may stand anywhere: bytes as latin1, words that look like sshd's, long and empty ones. */
const anything = fc.oneof(
  fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 40 }),
  fc.constantFrom(...HOSTILE_WORDS, '', ' ', '-1', '0', '65536', '99999999999999999999', '\\', '\\303', 'UNKNOWN', '::', 'from', 'invalid user ', 'x'.repeat(3000), ' from ::1 port 1 ssh2: '.repeat(200)),
);

/** The groups of a sample's match, as spans of its text. */
function spansOf({ pattern, text }: (typeof samples)[number]): [number, number][] {
  const placeless = withoutPlace(text) ?? text;
  for (const form of [text, placeless, withoutFunction(placeless) ?? placeless]) {
    const match = new RegExp(pattern.regex.source, `${pattern.regex.flags}d`).exec(form);
    if (match) return (match.indices ?? []).slice(1).filter((span) => span !== undefined).map(([start, end]) => [text.length - form.length + start, text.length - form.length + end]);
  }
  return [];
}

/** The text with other contents in these spans. Spans within others go with them. */
function filled(text: string, spans: readonly [number, number][], contents: readonly string[]): string {
  let result = '';
  let at = 0;
  for (const [i, [start, end]] of spans.entries()) {
    if (start < at) continue;
    result += text.slice(at, start) + (contents[i] ?? text.slice(start, end));
    at = end;
  }
  return result + text.slice(at);
}

/** Every field called like an address. */
function addresses(fields: object): string[] {
  return Object.entries(fields).filter(([name]) => /^(?:ip|localIp|listenIp|targetIp)$/.test(name)).map(([, value]) => String(value));
}

describe('whatever stands in a line', () => {
  it.each(samples.map((sample) => ({ ...sample, spans: spansOf(sample) })).filter(({ spans }) => spans.length > 0))('$id: $text', ({ text, level, spans }) => {
    fc.assert(fc.property(fc.array(fc.option(anything, { nil: undefined }), { minLength: spans.length, maxLength: spans.length }), fc.boolean(), (contents, levelShown) => {
      const line = filled(text, spans, contents.map((content, i) => content ?? text.slice(...(spans[i] ?? [0, 0]))));
      const fields = registry.match(line, level, levelShown)?.fields ?? {};
      for (const ip of addresses(fields)) {
        expect(isIP(ip)).not.toBe(0);
        expect(line).toContain(ip);
      }
      expect(JSON.parse(JSON.stringify(fields))).toEqual(fields);
    }), { numRuns: 30, seed: 1 });
  });
});

describe('words of a client', () => {
  const theirs = samples.map((sample) => ({ ...sample, spans: attackersSpans(sample.text, sample.level, true) })).filter(({ spans }) => spans.length > 0);

  it('stand in many messages', () => {
    expect(new Set(theirs.map(({ id }) => id)).size).toBeGreaterThan(40);
  });

  it.each(theirs)('are no address: $id: $text', ({ text, level, spans }) => {
    for (const words of HOSTILE_WORDS) {
      const line = filled(text, spans, spans.map(() => words));
      for (const levelShown of [true, false]) expect(addresses(registry.match(line, level, levelShown)?.fields ?? {}), line).not.toContain(CANARY);
    }
  });
});
