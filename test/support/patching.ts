import { type Configuration, type ConfigurationSource, readConfiguration } from '../../src/configuration/index.js';
import type { Finding, Fix, Strength } from '../../src/finding.js';
import type { ReleaseRange } from '../../src/openssh/version.js';
import { findDropIn } from '../../src/patch/drop-in.js';
import { applyEdits } from '../../src/patch/edit.js';
import { type Plan, planPatch } from '../../src/patch/plan.js';
import { filesOf } from './configuration.js';

export const MAIN = '/etc/ssh/sshd_config';

export interface PatchRequest {
  findings: readonly Finding[];
  /** By path, one character a byte. */
  files: Readonly<Record<string, string>>;
  release?: string;
  range?: ReleaseRange;
  allowWeak?: boolean;
  /** Codes that somebody named; `all` of them. */
  asked?: readonly string[] | 'all';
  dropIn?: boolean;
}

export interface Patched extends Plan {
  files: Record<string, string>;
  configuration: Configuration;
}

/** The files as a patch leaves them. */
export function patch({ findings, files, release, range, allowWeak = false, asked = [], dropIn = false }: PatchRequest): Patched {
  const source: ConfigurationSource = filesOf(files);
  const configuration = readConfiguration(MAIN, source, release);
  const releases = range ?? (release === undefined ? {} : { min: release, max: release });
  const place = dropIn ? findDropIn(configuration, releases, source.glob, '') : undefined;
  if (place && 'refused' in place) throw new Error(place.refused);
  const plan = planPatch({
    findings, configuration, range: releases, choice: { allowWeak, asked: ({ code }) => asked === 'all' || asked.includes(code) },
    ...(place && { dropIn: place }),
  });
  const after: Record<string, string> = { ...files };
  for (const { file } of plan.edits) after[file] = applyEdits(files[file] ?? '', plan.edits.filter((edit) => edit.file === file));
  return { ...plan, files: after, configuration };
}

/** The main file as a patch leaves it. */
export function patchMain(text: string, findings: readonly Finding[], request: Omit<PatchRequest, 'findings' | 'files'> = {}): string {
  return patch({ findings, files: { [MAIN]: text }, ...request }).files[MAIN] ?? '';
}

/** A finding with these fixes, and nothing that a patch does not look at. */
export function findingOf(code: string, fixes: readonly Partial<Fix>[], rest: Partial<Finding> = {}): Finding {
  return {
    code, category: 'negotiation', severity: 'error', title: '', summary: '', count: 1, attempts: 1, state: 'final', sources: [], users: [], clients: [],
    evidence: [{ file: 'log', line: 1, text: '' }], causes: [], unknowns: [], affected: [], fingerprint: code,
    omitted: { sources: 0, users: 0, clients: 0, evidence: 0, affected: 0 },
    fixes: fixes.map((fix) => ({ side: 'server', action: 'set', file: 'sshd_config', summary: 'do it', ...fix })),
    ...rest,
  };
}

/** What a client that failed needs: this name in that list. */
export function needs(keyword: string, name: string, strength: Strength = 'ok', clientOffer: string[] = [name]): Finding {
  const kind = ({ KexAlgorithms: 'kex', Ciphers: 'cipher', MACs: 'mac' } as const)[keyword] ?? 'hostkey';
  return findingOf(`no-common-${kind}`, [{ lines: [`${keyword} +${name}`], strength, adds: { keyword, names: [name] } }], {
    negotiation: { kind, direction: 'both', clientOffer, common: [], offerTruncated: false, next: [] },
  });
}
