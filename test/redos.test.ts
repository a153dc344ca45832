import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clientRegistry } from '../src/messages/client/registry.js';
import { registry } from '../src/messages/registry.js';

const verdicts = JSON.parse(readFileSync(new URL('redos-verdicts.json', import.meta.url), 'utf8')) as Record<string, string>;
const regexes = new Set([...registry.patterns, ...clientRegistry.patterns].map((pattern) => String(pattern.regex)));

// `node test/tools/redos.mjs` writes the verdicts; it takes minutes, so the tests read what it wrote.
describe('every regex of both registries', () => {
  it('has a verdict', () => {
    expect([...regexes].filter((regex) => !(regex in verdicts))).toEqual([]);
  });

  it('cannot be made slow by any text', () => {
    expect(Object.entries(verdicts).filter(([, verdict]) => verdict !== 'safe linear' && verdict !== 'safe safe')).toEqual([]);
  });

  it('is still there for each verdict', () => {
    expect(Object.keys(verdicts).filter((regex) => !regexes.has(regex))).toEqual([]);
  });
});
