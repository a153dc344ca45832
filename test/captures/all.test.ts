import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/schema.js';
import { analyzeFile } from '../support/analyze-file.js';
import { captures, haveCaptures, NEEDS_CAPTURES } from '../support/captures.js';

const all = captures(/./);
const releases = [...new Set(all.map(({ name }) => name.split('/')[0] ?? ''))];

describe.skipIf(!haveCaptures)(`every capture${NEEDS_CAPTURES}`, () => {
  it('is there', () => {
    expect(all.length).toBeGreaterThan(2000);
  });

  it.each(releases)('%s: the report is valid, and has the negotiation failures that happened and no others', { timeout: 120_000 }, async (release) => {
    for (const { name, log, truth } of all.filter((capture) => capture.name.startsWith(`${release}/`))) {
      const report = await analyzeFile(log);
      reportSchema.parse(report);
      for (const { failure, client_ip: ip } of truth.connections) {
        if (!failure?.reason.startsWith('no-common-') || failure.evident === false) continue;
        // Several connections at once, whose children log under pids of their own: nothing tells whose child it was.
        const unnamed = release === 'openssh-5.3p1' && truth.log_level === 'VERBOSE' && truth.connections.length > 1;
        const found = report.findings.filter(({ code, sources }) =>
          code === failure.reason && (unnamed || sources.length === 0 || sources.some((source) => source.ip === ip)));
        expect(found.length, `${name}: ${failure.reason} of ${ip}`).toBeGreaterThan(0);
      }
      for (const { code, sources, evidence } of report.findings.filter(({ category }) => category === 'negotiation')) {
        const happened = truth.connections.filter(({ failure }) => failure?.reason === code || failure?.also?.includes(code));
        expect(happened.length, `${name}: ${code}`).toBeGreaterThan(0);
        for (const { ip } of sources) expect(happened.map(({ client_ip }) => client_ip), `${name}: ${code}`).toContain(ip);
        for (const { line, text } of evidence) {
          expect(readFileSync(log, 'utf8').split('\n')[line - 1], `${name}: line ${line}`).toContain(text.slice(0, 400));
        }
      }
    }
  });
});
