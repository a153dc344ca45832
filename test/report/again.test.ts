import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { conciseLine } from '../../src/report/concise.js';
import { findingAgain } from '../../src/report/text.js';

const style = { width: 80, chalk: new Chalk({ level: 0 }) };
const none = { sources: 0, users: 0, clients: 0, evidence: 0, affected: 0 };

function finding(parts: Partial<Finding>): Finding {
  return {
    code: 'bad-password', category: 'authentication', severity: 'warning', title: 'wrong password for fred', summary: '', count: 3, attempts: 7, state: 'update',
    lastSeen: '2026-11-20T12:00:00.000Z', sources: [{ ip: '192.0.2.1', count: 2 }, { ip: '192.0.2.2', count: 1 }], users: [], clients: [],
    evidence: [{ file: 'log', line: 1, text: 'first' }, { file: 'log', line: 9, text: 'last' }], causes: [], fixes: [], unknowns: [],
    affected: [{ line: 9, ip: '192.0.2.2' }], omitted: none, fingerprint: 'f', ...parts,
  };
}

const again = (parts: Partial<Finding> = {}) => findingAgain(finding(parts), { servers: [], findings: [{ fingerprint: 'a', code: 'brute-force' }] }, style);

describe('a finding that is told again', () => {
  test('says how often it came, and from where last', () => {
    expect(again()).toBe('again: warning[bad-password]: wrong password for fred: now 3 connections with 7 attempts, last from 192.0.2.2 at 2026-11-20 12:00:00 UTC');
    expect(again({ count: 0 })).toContain(': now 7 times, last from');
  });

  test('does not name an address where it knows the first ones only', () => {
    expect(again({ omitted: { ...none, affected: 5 } })).toMatch(/, last at 2026-11-20 12:00:00 UTC$/);
    const { lastSeen: _, ...timeless } = finding({ sources: [], affected: [] });
    expect(findingAgain(timeless, { servers: [], findings: [] }, style)).toMatch(/with 7 attempts$/);
  });

  test('names the attack that it turned out to be part of', () => {
    expect(again({ severity: 'info', absorbedBy: 'a' })).toContain('info[bad-password]: wrong password for fred (part of brute-force): now');
  });

  test('is one line without control characters, in concise at its last evidence', () => {
    expect(again({ title: 'a\n\x1b[31mb' })).toContain(String.raw`: a\n\x1b[31mb: now`);
    expect(conciseLine(finding({}))).toBe('log:9: warning: wrong password for fred (again: now 7 times) [bad-password]\n');
    expect(conciseLine(finding({ state: 'new' }))).toBe('log:1: warning: wrong password for fred [bad-password]\n');
  });
});
