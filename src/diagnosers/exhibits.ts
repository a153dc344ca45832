import { asUnicode } from '../connections/text.js';
import type { Evidence } from '../finding.js';
import type { Proof } from './diagnoser.js';
import { proofLine } from './own-record.js';

const FIRST_EVIDENCE = 3;
const LAST_EVIDENCE = 2;
/** An evidence text is at most this long; the line it comes from can be read in the file. */
const MAX_EVIDENCE_TEXT = 1024;

/** The lines that are shown with a finding: its first ones and its last ones. */
export interface Exhibits {
  first: Proof[];
  last: Proof[];
  /** All that there were. */
  total: number;
}

export function noExhibits(): Exhibits {
  return { first: [], last: [], total: 0 };
}

/** Shows a further line, as far as there is room; it is counted in any case. One that is shown already proves nothing more. */
export function addExhibit(exhibits: Exhibits, proof: Proof): void {
  if (isAmong(exhibits.last, proof) || isAmong(exhibits.first, proof)) return;
  exhibits.total++;
  if (!proof.recall) proof.record = proofLine(proof.record);
  if (exhibits.first.length < FIRST_EVIDENCE) {
    const whole = recalled(proof);
    if (whole) exhibits.first.push(whole);
    // Its place in the log, at least.
    else if (exhibits.first.length === 0) exhibits.first.push({ record: proof.record });
    return;
  }
  if (exhibits.last.length >= LAST_EVIDENCE) exhibits.last.shift();
  exhibits.last.push(proof);
}

function isAmong(proofs: readonly Proof[], { record: { file, line } }: Proof): boolean {
  for (const { record } of proofs) if (record.line === line && record.file === file) return true;
  return false;
}

/** Takes over the lines that are remembered elsewhere, before they are forgotten there. */
export function settleExhibits(exhibits: Exhibits): void {
  exhibits.last = exhibits.last.flatMap((proof) => recalled(proof) ?? []);
}

/** Of the lines that one connection has added to a finding, those that can be among its exhibits: the first ones and the last ones. */
export function keepShown(proofs: Proof[], proof: Proof): void {
  if (proofs.length >= FIRST_EVIDENCE + LAST_EVIDENCE) proofs.splice(FIRST_EVIDENCE, 1);
  proofs.push(proof);
}

/**
 * Takes lines out again; one is left in any case, as there is no finding without evidence.
 * @param times how many lines there were, of which `proofs` are those that may be shown
 */
export function removeExhibits(exhibits: Exhibits, proofs: readonly Proof[], times: number): void {
  const stays = (proof: Proof) => !proofs.includes(proof);
  const [first] = exhibits.first;
  const kept = [...exhibits.first.filter(stays), ...exhibits.last.filter(stays)];
  exhibits.first = kept.length === 0 && first ? [first] : kept.slice(0, FIRST_EVIDENCE);
  exhibits.last = kept.slice(FIRST_EVIDENCE);
  exhibits.total = Math.max(exhibits.total - times, exhibits.first.length + exhibits.last.length);
}

/** Oldest first. */
export function toEvidence({ first, last }: Exhibits): Evidence[] {
  return [...first, ...last.flatMap((proof) => recalled(proof) ?? [])].map(evidence);
}

/** The proof with its line; undefined where that is not remembered any more, and can only be counted. */
function recalled(proof: Proof): Proof | undefined {
  if (!proof.recall) return proof;
  const record = proof.recall();
  if (!record) return undefined;
  return proof.look === undefined ? { record } : { record, look: proof.look };
}

function evidence({ record, look }: Proof): Evidence {
  const text = asUnicode(record.raw.slice(0, MAX_EVIDENCE_TEXT));
  const wanted = asUnicode(look ?? record.text);
  const at = text.indexOf(wanted);
  const base = { file: record.file, line: record.line, text };
  if (at >= 0) return { ...base, mark: [at, at + wanted.length] };
  // The text goes on behind what is kept, or was put together from several lines.
  const start = text.indexOf(wanted.slice(0, 40));
  return start >= 0 ? { ...base, mark: [start, text.length] } : base;
}
