import { readFileSync } from 'node:fs';
import type { Finding, FindingMeta } from '../finding.js';
import { type BaselineEntry, formatBaseline, toBaselineEntry } from '../report/baseline.js';
import { plural } from '../report/wording.js';
import { UsageError } from './exit-status.js';
import { tell } from './open-inputs.js';
import { openSink } from './outputs.js';

export interface BaselineOptions {
  baseline?: string;
  writeBaseline?: boolean;
}

/** Findings that are accepted as they are. */
export interface AcceptedFindings {
  accepts(finding: Finding): boolean;
  /** Entries that were looked for, by their code, and not found any more. */
  stale(findings: readonly Finding[], lookedFor: readonly FindingMeta[]): BaselineEntry[];
  /** Writes the findings as the new baseline, without what is stale, where that was asked for. Reasons stay. */
  write(findings: readonly Finding[], lookedFor: readonly FindingMeta[]): void;
}

/**
 * What `--baseline` accepts; undefined without it.
 * @throws UsageError where the file cannot be read, is no baseline, or cannot be written
 */
export async function openBaseline({ baseline: file, writeBaseline = false }: BaselineOptions): Promise<AcceptedFindings | undefined> {
  if (file === undefined) {
    if (writeBaseline) throw new UsageError('--write-baseline needs a file to write: --baseline FILE');
    return undefined;
  }
  const entries = await readEntries(file, writeBaseline);
  const known = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const sink = writeBaseline ? openSink({ file }) : undefined;
  const stale = (findings: readonly Finding[], lookedFor: readonly FindingMeta[]) => {
    const found = new Set(findings.map(({ fingerprint }) => fingerprint));
    const codes = new Set(lookedFor.map(({ code }) => code));
    return entries.filter(({ code, fingerprint }) => codes.has(code) && !found.has(fingerprint));
  };
  return {
    accepts: ({ fingerprint }) => known.has(fingerprint),
    stale,
    write(findings, lookedFor) {
      const after = new Map(known);
      for (const { fingerprint } of stale(findings, lookedFor)) after.delete(fingerprint);
      const added = findings.filter(({ fingerprint }) => !known.has(fingerprint));
      for (const finding of added) after.set(finding.fingerprint, toBaselineEntry(finding));
      sink?.write(formatBaseline([...after.values()]));
      sink?.close();
      tell(`${file} accepts ${plural(after.size, 'finding')} now: ${added.length} new, ${known.size + added.length - after.size} taken out`);
    },
  };
}

async function readEntries(file: string, mayBeMissing: boolean): Promise<BaselineEntry[]> {
  const text = readText(file, mayBeMissing);
  if (text === undefined) return [];
  const { parseBaseline } = await import('../report/baseline-schema.js');
  const baseline = parseBaseline(parseJson(file, text));
  if (typeof baseline === 'string') throw new UsageError(`${file} is no baseline: ${baseline}`);
  return baseline.accepted;
}

function readText(file: string, mayBeMissing: boolean): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && mayBeMissing) return undefined;
    throw new UsageError(`${file} cannot be read: ${message.split(',')[0]}${code === 'ENOENT' ? '; --write-baseline makes it' : ''}`);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is no baseline: ${(error as Error).message}`);
  }
}
