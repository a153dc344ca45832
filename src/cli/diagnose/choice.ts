import { DIAGNOSERS } from '../../diagnosers/index.js';
import type { Finding, FindingMeta, Report } from '../../finding.js';
import { openBaseline } from '../baseline.js';
import { describeSettings } from '../config/describe.js';
import { createIgnoring } from '../config/ignoring.js';
import type { Target } from '../outputs.js';
import { createSelection } from '../select-findings.js';
import { tell } from '../tell.js';
import type { DiagnoseOptions } from './options.js';

/** Which findings the user wants to see: what the options choose, configuration does not ignore and the baseline does not accept. */
export interface Choice {
  wants(finding: Finding): boolean;
  from(report: Report): Promise<Chosen>;
  /** Behind the report: brings the baseline up to date, where there is one. */
  settle(chosen: Chosen, complete: boolean): void;
}

/** What is chosen of a report. */
export interface Chosen {
  /** The report as it was, with what is to be said of findings that are left out. */
  whole: Report;
  /** The findings that the baseline may accept. */
  selected: Finding[];
  /** Those that the user wants to see. */
  wanted: Finding[];
  /** What was looked for, and what was found beside. */
  lookedFor: FindingMeta[];
}

/** @throws UsageError for a code that does not exist, and for a baseline that cannot be used */
export async function createChoice(options: DiagnoseOptions, targets: readonly Target[]): Promise<Choice> {
  const { select, ignore, settings, redact, quiet, verbose = false } = options;
  // The codes of clients' logs are loaded where they can matter: most logs are a server's.
  const choosesCodes = [select, ignore].some((codes) => codes !== undefined && codes.length > 0);
  const metas: readonly FindingMeta[] = choosesCodes ? await allMetas() : DIAGNOSERS.map(({ meta }) => meta);
  const isChosen = createSelection(options, metas);
  const ignoring = createIgnoring(settings?.ignored);
  const isSelected = (finding: Pick<Finding, 'code' | 'category' | 'severity'>) => isChosen(finding) && !ignoring.ignores(finding);
  const baseline = await openBaseline(options, targets);
  const wants = (finding: Finding) => isSelected(finding) && !baseline?.accepts(finding);
  if (!quiet) {
    for (const { code, expires, file } of settings?.expired ?? []) tell(`${file}: ${code} was to be ignored until ${expires} and is told again; take it out, or give it a new day`);
  }
  return {
    wants,
    async from(report) {
      const { findings } = report;
      const isKnown = findings.every(({ code }) => metas.some((meta) => meta.code === code));
      const known = isKnown ? metas : await allMetas();
      const selected = findings.filter(isSelected);
      const wanted = selected.filter(wants);
      return {
        whole: {
          ...report,
          ...(baseline && { accepted: selected.length - wanted.length }),
          ...(settings && { settings: describeSettings(settings, ignoring.count(findings.filter(isChosen)), redact !== undefined) }),
        },
        selected,
        wanted,
        lookedFor: known.filter((meta) => isSelected(meta) || wanted.some(({ code }) => code === meta.code)),
      };
    },
    settle: ({ selected, lookedFor }, complete) => baseline?.settle(selected, lookedFor, { complete, verbose }),
  };
}

async function allMetas(): Promise<readonly FindingMeta[]> {
  const { METAS } = await import('../../diagnosers/metas.js');
  return METAS;
}
