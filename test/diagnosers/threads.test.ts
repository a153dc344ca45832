import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnosersApart, otherDiagnosers } from '../../src/cli/threads/task.js';
import { DEFAULT_THRESHOLDS } from '../../src/diagnosers/attack/thresholds.js';
import { createConnectionNotes } from '../../src/diagnosers/connection-notes.js';
import type { Diagnoser } from '../../src/diagnosers/diagnoser.js';
import { DIAGNOSERS } from '../../src/diagnosers/index.js';

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

describe('diagnosers in two threads', () => {
  test('each is in one of them', () => {
    expect([...diagnosersApart(), ...otherDiagnosers()].map(({ meta }) => meta.code).sort()).toEqual(DIAGNOSERS.map(({ meta }) => meta.code).sort());
    expect(diagnosersApart().length).toBeGreaterThan(3);
    expect(otherDiagnosers().length).toBeGreaterThan(50);
  });

  test('have nothing in common across them', () => {
    const apart = create(diagnosersApart());
    const others = create(otherDiagnosers());
    expect(apart.size).toBeGreaterThan(0);
    expect([...others].filter((make) => apart.has(make))).toEqual([]);
  });

  test('only one thread looks for the reason of a connection, which is the heaviest of all', () => {
    const attack = readdirSync('src/diagnosers/attack').map((name) => readFileSync(`src/diagnosers/attack/${name}`, 'utf8'));
    expect(attack.filter((text) => /\bsuspect(?:Again)?\(|\bisOutweighed\(|\bblamed\b(?!: undefined)/.test(text))).toEqual([]);
    const codes = readdirSync('src/diagnosers', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && /category: 'attack'/.test(readFileSync(`src/diagnosers/${path}`, 'utf8')));
    expect(codes.filter((path) => !path.startsWith('attack/'))).toEqual([]);
  });
});
