import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { formatText } from '../../src/report/text.js';
import { openssh53, report } from './fixtures.js';

const [sample] = openssh53.findings;
if (!sample) throw new Error('no finding');

function many(count: number, change: Partial<Finding>): Finding[] {
  return Array.from({ length: count }, (_, i) => ({ ...sample as Finding, title: `title ${i}`, fingerprint: `${change.code} ${i}`, ...change }));
}

function text(findings: Finding[], verbose = false, width = 100): string {
  return formatText(report({ findings }), { width, chalk: new Chalk({ level: 0 }) }, { verbose, quiet: true });
}

const told = (output: string, code: string) => output.split('\n').filter((line) => line.startsWith(`error[${code}]`));
const inFull = (output: string) => output.split('\n').filter((line) => line.startsWith('  why:')).length;

test('ten findings of a code are told in full, twenty more in a line each, the rest is counted', () => {
  const output = text([...many(35, { code: 'first' }), ...many(11, { code: 'second' })]);
  expect(told(output, 'first')).toHaveLength(30);
  expect(told(output, 'second')).toHaveLength(11);
  expect(inFull(output)).toBe(20);
  expect(output).toContain('\nerror[first]: title 29: 3 connections from 192.0.2.30 with libssh2_1.7.0_DEV\n… 5 more findings of first: -v shows all\n\nerror[second]: title 0\n');
  expect(output).not.toContain('of second: -v');
});

test('of an attack three are told in full', () => {
  const output = text(many(24, { code: 'brute-force', category: 'attack' }));
  expect(inFull(output)).toBe(3);
  expect(told(output, 'brute-force')).toHaveLength(23);
  expect(output).toMatch(/… 1 more finding of brute-force: -v shows all\n$/);
});

test('-v tells all of them', () => {
  expect(inFull(text(many(40, { code: 'brute-force', category: 'attack' }), true))).toBe(40);
});

test('lines keep within the terminal, say what takes part in an attack, and hold no characters that steer it', () => {
  const attack = many(1, { code: 'brute-force', category: 'attack' });
  const others = many(40, { code: 'invalid-user', absorbedBy: 'brute-force 0', title: 'a title \x1b[31m that goes on and on, far beyond the end of the line' });
  const output = text([...attack, ...others], false, 60);
  const folded = output.slice(output.lastIndexOf('\n\n'));
  expect(folded).toContain('(part of brute-force)');
  expect(folded.split('\n').filter((line) => stringWidth(line) > 60)).toEqual([]);
  expect(stripVTControlCharacters(output)).toBe(output);
});
