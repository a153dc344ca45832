import type { KnownConfiguration } from '../diagnosers/known-configuration.js';
import { fitFinding } from './fit-finding.js';
import { offerOf } from './offer.js';
import type { Knowledge } from './outlook.js';

export type { Knowledge } from './outlook.js';

/** What a configuration tells about findings. @param of a host of the log; undefined where nothing is known of its configuration */
export function createFitting(of: (host: string | undefined) => Knowledge | undefined): KnownConfiguration {
  return {
    knows: (host) => of(host) !== undefined,
    offer(host, kind, range) {
      const knowledge = of(host);
      return knowledge && offerOf(knowledge, kind, range);
    },
    fit(finding, range, realName) {
      const knowledge = of(finding.host);
      return knowledge ? fitFinding(finding, knowledge, range, realName) : finding;
    },
  };
}
