import type { Collector } from '../diagnosers/collector.js';
import type { KnownConfiguration } from '../diagnosers/known-configuration.js';
import type { Finding } from '../finding.js';
import type { ReleaseRange } from '../openssh/version.js';

export interface Configured {
  /** Findings as they come from it are fitted to what is known of the configuration by then. */
  fitted(collector: Collector): Collector;
  known(): KnownConfiguration | undefined;
  /** From now on, this is known. */
  learn(configuration: KnownConfiguration): void;
}

/** @param rangeOf the releases that the server of a host may have */
export function createConfigured(
  given: KnownConfiguration | undefined, rangeOf: (host: string | undefined) => ReleaseRange, realName: (name: string) => string,
): Configured {
  let known = given;
  const fit = (finding: Finding) => known?.fit(finding, rangeOf(finding.host), realName) ?? finding;
  return {
    known: () => known,
    learn(configuration) {
      known = configuration;
    },
    fitted: (collector) => ({
      ...collector,
      findings: () => (known ? collector.findings().map(fit) : collector.findings()),
      pick(numbers) {
        const picked = collector.pick(numbers);
        return known ? new Map([...picked].map(([number, finding]) => [number, fit(finding)])) : picked;
      },
    }),
  };
}
