import { createReadStream } from 'node:fs';
import type { Finding, Report } from '../../src/finding.js';
import { analyze, type AnalyzeOptions } from '../../src/index.js';

/** No capture was written later; logs without years get theirs from it. */
export const LATEST = Date.UTC(2026, 10, 21);

export function analyzeFile(path: string, options: AnalyzeOptions = {}): Promise<Report> {
  return analyze(createReadStream(path), { file: path, latest: LATEST, ...options });
}

/** What a fixture pins down of a finding: everything that is right or wrong, and no prose. */
export function essence(finding: Finding): object {
  const { code, severity, host, count, sources, clients, negotiation, evidence, fixes } = finding;
  return {
    code,
    severity,
    host,
    count,
    sources: sources.map(({ ip, count: times }) => `${ip} ${times}`),
    clients: clients.map(({ name, count: times }) => `${name} ${times}`),
    negotiation: negotiation && {
      direction: negotiation.direction,
      client: negotiation.clientOffer?.join(','),
      server: negotiation.serverOffer?.join(','),
      truncated: negotiation.offerTruncated,
      next: negotiation.next.map(({ kind, direction }) => `${kind} ${direction}`),
    },
    evidence: evidence.map(({ line }) => line),
    fixes: fixes.map(({ side, strength, lines, action }) => [side, action, strength ?? '-', ...(lines ?? [])].join(' | ')),
  };
}
