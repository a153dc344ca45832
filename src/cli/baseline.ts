import { readFileSync } from 'node:fs';
import type { Finding, FindingMeta } from '../finding.js';
import { type BaselineEntry, formatBaseline, toBaselineEntry } from '../report/baseline.js';
import { plural } from '../report/wording.js';
import { UsageError } from './exit-status.js';
import { openSink, type Sink, type Target } from './outputs.js';
import type { SharedOptions } from './shared-options.js';
import { tell } from './tell.js';

export interface BaselineOptions extends Pick<SharedOptions, 'redact'> {
  baseline?: string;
  writeBaseline?: boolean;
}

/** Findings that are accepted as they are. */
export interface AcceptedFindings {
  accepts(finding: Finding): boolean;
  /**
   * Behind the report: writes the findings as the new baseline where that was asked for, without what is not found any more
   * though it was looked for; otherwise only says, where the user wants to hear much, what that is.
   */
  settle(findings: readonly Finding[], lookedFor: readonly FindingMeta[], reading: { complete: boolean; verbose: boolean }): void;
}

/**
 * What `--baseline` accepts; undefined without it.
 * @throws UsageError where the options contradict each other, or the file cannot be read, is no baseline, or cannot be written
 */
export async function openBaseline(options: BaselineOptions, targets: readonly Target[]): Promise<AcceptedFindings | undefined> {
  const { baseline: file, writeBaseline = false } = options;
  if (writeBaseline) refuseContradictions(options, targets);
  if (file === undefined) return undefined;
  const entries = await readEntries(file, writeBaseline);
  const known = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const sink = writeBaseline ? openSink({ file }) : undefined;
  return {
    accepts: ({ fingerprint }) => known.has(fingerprint),
    settle(findings, lookedFor, { complete, verbose }) {
      if (!complete) {
        // Of a log that was read in part nobody knows what it does not show.
        if (sink) tell(`${file} stays as it is: not all of the log could be read`);
        return;
      }
      const stale = staleEntries(entries, findings, lookedFor);
      if (sink) replace(sink, file, known, stale, findings);
      else if (verbose) for (const { code, fingerprint } of stale) tell(`${file} accepts ${code} (${fingerprint}), which is not found any more`);
    },
  };
}

function refuseContradictions({ baseline, redact }: BaselineOptions, targets: readonly Target[]): void {
  if (baseline === undefined) throw new UsageError('--write-baseline needs a file to write: --baseline FILE');
  if (redact) throw new UsageError('--write-baseline writes who is in the log; leave out --redact');
  if (targets.some(({ file }) => file === baseline)) throw new UsageError(`${baseline} is to be the baseline; write the report to another file`);
}

function staleEntries(entries: readonly BaselineEntry[], findings: readonly Finding[], lookedFor: readonly FindingMeta[]): BaselineEntry[] {
  const found = new Set(findings.map(({ fingerprint }) => fingerprint));
  const codes = new Set(lookedFor.map(({ code }) => code));
  return entries.filter(({ code, fingerprint }) => codes.has(code) && !found.has(fingerprint));
}

/** Entries that stay do so as they are: with their reasons, and with the words of their summaries. */
function replace(
  sink: Sink, file: string, known: ReadonlyMap<string, BaselineEntry>, stale: readonly BaselineEntry[], findings: readonly Finding[],
): void {
  const after = new Map(known);
  for (const { fingerprint } of stale) after.delete(fingerprint);
  const added = findings.filter(({ fingerprint }) => !known.has(fingerprint));
  for (const finding of added) after.set(finding.fingerprint, toBaselineEntry(finding));
  sink.write(formatBaseline([...after.values()]));
  sink.close();
  tell(`${file} accepts ${plural(after.size, 'finding')} now: ${added.length} new, ${known.size + added.length - after.size} taken out`);
}

async function readEntries(file: string, mayBeMissing: boolean): Promise<BaselineEntry[]> {
  const text = readText(file, mayBeMissing);
  if (text === undefined) return [];
  const { parseBaseline } = await import('../report/baseline-schema.js');
  const baseline = parseBaseline(parseJson(file, text));
  if (typeof baseline === 'string') throw noBaseline(file, baseline);
  return baseline.accepted;
}

function readText(file: string, mayBeMissing: boolean): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && mayBeMissing) return undefined;
    throw new UsageError(`${file} cannot be read: ${message.split(',')[0]}; ${code === 'ENOENT' ? '--write-baseline makes it' : NAME_ANOTHER}`);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw noBaseline(file, (error as Error).message);
  }
}

function noBaseline(file: string, why: string): UsageError {
  return new UsageError(`${file} is no baseline: ${why}; ${NAME_ANOTHER}`);
}

const NAME_ANOTHER = 'name a file that --write-baseline has made';
