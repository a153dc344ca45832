import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { analyzeFile } from '../support/analyze-file.js';
import { captures, haveCaptures, NEEDS_CAPTURES } from '../support/captures.js';

const outputs = captures(/\.journal-(?:json|short|short-precise)\./);

/** What a finding says apart from the lines it was read in; letters to an abuse desk quote those. */
const told = ({ code, category, severity, count, attempts, host, sources, users, clients, negotiation, fixes }: Finding) =>
  ({ code, severity, count, attempts, host, sources, users, clients, negotiation, fixes: category === 'attack' ? [] : fixes });

describe.skipIf(!haveCaptures)(`outputs of journalctl${NEEDS_CAPTURES}`, () => {
  it('are there', () => expect(outputs.length).toBeGreaterThan(40));

  it.each(outputs)('$name: the same findings as of short-iso', async ({ log }) => {
    const twin = log.replace(/\.journal-(?:json|short|short-precise)\./, '.journal-short-iso.');
    const [found, expected] = [await analyzeFile(log), await analyzeFile(twin)];
    expect(found.findings.map(told)).toEqual(expected.findings.map(told));
    expect(found.input.recognized).toBe(expected.input.recognized);
  });
});
