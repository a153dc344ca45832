import type { Finding, Fix } from '../finding.js';
import type { LeftOut, Wish } from './change.js';
import { DECISIONS } from './decisions.data.js';

export interface Choice {
  allowWeak: boolean;
  /** Whether somebody chose this finding by its code. */
  asked: (finding: Finding) => boolean;
}

/** What of the findings' advice goes into a patch of sshd_config, in their order, and what does not, and why. */
export function chooseFixes(findings: readonly Finding[], choice: Choice): { wishes: Wish[]; left: LeftOut[] } {
  const wishes: Wish[] = [];
  const left: LeftOut[] = [];
  for (const finding of findings) {
    for (const fix of finding.fixes.map(unfitted)) {
      if (fix.side !== 'server' || !isOfConfiguration(fix)) continue;
      const reason = reasonAgainst(finding, fix, choice);
      if (reason === undefined) wishes.push({ finding, fix });
      else left.push({ code: finding.code, what: describeFix(fix), reason });
    }
  }
  return { wishes, left };
}

/** Findings that have no advice for sshd_config: by code, how many, and on which side there is something to do. */
export function findingsWithout(findings: readonly Finding[]): string[] {
  const codes = new Map<string, Set<string>>();
  for (const { code, fixes } of findings) {
    if (fixes.some((fix) => fix.side === 'server' && isOfConfiguration(fix))) continue;
    const sides = codes.get(code) ?? new Set();
    for (const { side } of fixes) sides.add(side);
    codes.set(code, sides);
  }
  return [...codes].map(([code, sides]) => (sides.size === 0 ? code : `${code} (${[...sides].join(', ')})`));
}

/** As it would be for an empty file: which line becomes which is decided here, for all findings together. */
function unfitted({ advised, ...fix }: Fix): Fix {
  return { ...fix, ...(advised && { lines: advised }) };
}

/** The line that the fix has for sshd_config, or what it is about. */
export function describeFix({ adds, lines, summary }: Fix): string {
  if (adds) return `${adds.keyword} with ${adds.names.join(',')}`;
  return lines?.map((line) => line.trim()).join(', ') || summary;
}

function isOfConfiguration({ action, file }: Fix): boolean {
  return (action === 'set' || action === 'append') && file !== undefined && /(?:^|\/)sshd_config$/.test(file);
}

function reasonAgainst({ code, ...finding }: Finding, fix: Fix, { allowWeak, asked }: Choice): string | undefined {
  const { strength } = fix;
  const decision = Object.hasOwn(DECISIONS, code) ? DECISIONS[code] : undefined;
  if (!fix.adds && !fix.lines?.length) return 'it is no line that could be set';
  if ((strength === 'weak' || strength === 'broken') && !allowWeak) return `it is ${strength}; --allow-weak takes it in`;
  if (decision === undefined && strength === undefined) return 'it is an example, a step on the way, or one way among several';
  if (decision === 'asked' && !asked({ code, ...finding })) return `that is yours to decide; --select ${code} takes it in`;
  return undefined;
}
