import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createLineStore } from '../../src/diagnosers/attack/line-store.js';
import { DEFAULT_THRESHOLDS } from '../../src/diagnosers/attack/thresholds.js';
import { createConnectionNotes } from '../../src/diagnosers/connection-notes.js';
import type { Diagnoser } from '../../src/diagnosers/diagnoser.js';
import { DIAGNOSERS } from '../../src/diagnosers/index.js';
import { diagnosersWithout } from '../../src/pipeline/attacks/side.js';

/** What each of them has in common with others, and the handlers of all. */
function create(diagnosers: readonly Diagnoser[]) {
  const made = new Map<() => unknown, unknown>();
  const shared = <T>(make: () => T) => {
    if (!made.has(make)) made.set(make, make());
    return made.get(make) as T;
  };
  for (const diagnoser of diagnosers) {
    diagnoser.create({
      thresholds: DEFAULT_THRESHOLDS, configuration: () => undefined, isTrusted: () => false, perConnection: createConnectionNotes, shared,
      report: () => {}, suspect: () => {}, suspectAgain: () => false, isOutweighed: () => false, hasRoom: () => true, leaveOut: () => {},
    });
  }
  return new Set(made.keys());
}

/** Never told anything here. */
const attempts = { taker: { failed: () => {}, accepted: () => {}, inVain: () => {} }, lines: createLineStore() };
const isOfAttacks = ({ meta }: Diagnoser) => meta.category === 'attack';
const ofAttacks = DIAGNOSERS.filter(isOfAttacks);
const others = diagnosersWithout(attempts).filter((diagnoser) => !isOfAttacks(diagnoser));

describe('diagnosers in two threads', () => {
  test('each is in one of them, and the first tells of attempts in place of those of the second', () => {
    expect([...ofAttacks, ...others].map(({ meta }) => meta.code).sort()).toEqual(DIAGNOSERS.map(({ meta }) => meta.code).sort());
    expect(ofAttacks.length).toBeGreaterThan(3);
    expect(others.length).toBeGreaterThan(50);
    expect(diagnosersWithout(attempts)).toHaveLength(others.length + 3);
  });

  test('have nothing in common across them', () => {
    const apart = create(ofAttacks);
    const rest = create(others);
    expect(apart.size).toBeGreaterThan(0);
    expect([...rest].filter((make) => apart.has(make))).toEqual([]);
  });

  test('those of attacks are told of attempts and of nothing else, and do not look for the reason of a connection', () => {
    const attack = readdirSync('src/diagnosers/attack').map((name) => [name, readFileSync(`src/diagnosers/attack/${name}`, 'utf8')] as const);
    const outside = /\bsuspect(?:Again)?\(|\bisOutweighed\(|\bconfiguration\(|\bblamed\b(?!: undefined)/;
    expect(attack.filter(([, text]) => outside.test(text)).map(([name]) => name)).toEqual([]);
    const hearing = attack.filter(([, text]) => /'(?:auth|connection|pam|session)\.[a-z-]+'/.test(text)).map(([name]) => name);
    expect(hearing).toEqual(['observe-attempts.ts']);
    const codes = readdirSync('src/diagnosers', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && /category: 'attack'/.test(readFileSync(`src/diagnosers/${path}`, 'utf8')));
    expect(codes.filter((path) => !path.startsWith('attack/'))).toEqual([]);
  });
});
