import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { analyze } from '../../src/index.js';
import { LATEST } from '../support/analyze-file.js';
import { DRESSED, type Entry, entriesOf, HOSTLESS, plainlyPrinted, PRINTED, TIMELESS, UNNAMED } from '../support/wrappings.js';

const LOGS = [
  'fixtures/negotiation/5.3-mac-then-kex.log',
  'fixtures/negotiation/5.3-everything.log',
  'fixtures/negotiation/7.4-real-clients.log',
  'fixtures/negotiation/8.8-everything.log',
  'fixtures/negotiation/9.9-mac-stoc-only.log',
  'fixtures/negotiation/10.5-agreed.log',
  'fixtures/attack/brute-force.log',
  'fixtures/attack/user-enumeration.log',
  'fixtures/limits/per-source-penalty.log',
  'fixtures/limits/per-source-max-startups.log',
  'fixtures/session/sftp-stream-polluted.log',
  'fixtures/authentication/bad-password-pam.log',
  'fixtures/certificate/cert-expired.log',
  'fixtures/protocol/hostile-banner.log',
];

/** What a finding says apart from where it was read: lines differ, and so may the host; a letter to an abuse desk quotes lines. */
const told = ({ code, category, severity, count, attempts, sources, users, clients, negotiation, state, fixes }: Finding) =>
  ({ code, severity, count, attempts, sources, users, clients, negotiation, state, fixes: category === 'attack' ? [] : fixes });
const LINE_LIMIT = 1_000_000;

async function reportOf(entries: readonly Entry[], wrap: (entry: Entry) => string, start = '') {
  const bytes = Buffer.from(start + entries.map(wrap).join(''), 'latin1');
  const { findings, connections, input } = await analyze([bytes], { file: 'log', latest: LATEST, lineLimit: LINE_LIMIT });
  // The order of equals follows from fingerprints, which hold the host.
  const sorted = findings.map(told).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  return { findings: sorted, connections, recognized: input.recognized, unknown: input.unknown };
}

describe.each(LOGS)('%s', (path) => {
  const entries = entriesOf(readFileSync(path, 'latin1'), LATEST);
  const hostless = entries.map((entry) => ({ ...entry, host: '' }));
  const unnamed = hostless.map((entry) => ({ ...entry, program: 'sshd' }));
  const same = (wrappings: Record<string, (entry: Entry) => string>) => Object.entries(wrappings);
  const { rfc3164 = String } = DRESSED;

  test('has findings', async () => {
    const { findings, recognized } = await reportOf(entries, rfc3164);
    expect(findings.length).toBeGreaterThan(0);
    expect(recognized).toBeGreaterThan(entries.length / 2);
  });

  // Tries are counted by the line, and all frames of this one stand in one line.
  const dressed = same(DRESSED).filter(([name]) => name !== 'octet counting' || !path.includes('/attack/'));

  test.each(dressed)('%s', async (name, wrap) => {
    const start = name === 'byte order mark' ? '\xef\xbb\xbf' : '';
    expect(await reportOf(entries, wrap, start)).toEqual(await reportOf(entries, rfc3164));
  });

  test.each(same(HOSTLESS))('%s', async (_, wrap) => {
    expect(await reportOf(hostless, wrap)).toEqual(await reportOf(hostless, rfc3164));
  });

  test.each(same(UNNAMED))('%s', async (_, wrap) => {
    expect(await reportOf(unnamed, wrap)).toEqual(await reportOf(unnamed, rfc3164));
  });

  test.each(same(TIMELESS))('%s', async (_, wrap) => {
    const { pasted = String } = TIMELESS;
    expect(await reportOf(entries, wrap)).toEqual(await reportOf(entries, pasted));
  });

  test.each(same(PRINTED))('%s', async (name, wrap) => {
    const printed = await reportOf(entries, plainlyPrinted);
    const carried = await reportOf(entries, wrap);
    expect(carried.recognized, name).toBe(printed.recognized);
    expect(carried.unknown).toBe(printed.unknown);
    // Times tell more: what belongs together, and how fast somebody guessed.
    if (name === 'docker compose logs' || name === 'kubectl logs --prefix') {
      // The name of the container is that of the host in a fix.
      const withoutFixes = (report: typeof printed) => ({ ...report, findings: report.findings.map((finding) => ({ ...finding, fixes: [] })) });
      expect(withoutFixes(carried)).toEqual(withoutFixes(printed));
    }
  });
});
