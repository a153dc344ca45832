import type { Report } from '../../finding.js';
import type { Ignored, Settings } from './settings.js';

/**
 * What configuration had a part in a report, so that nobody takes what was ignored for what was not there.
 * @param redact leaves out what the user wrote: names of files, reasons
 */
export function describeSettings(
  { files, trustedNetworks }: Settings, ignored: readonly (Ignored & { count: number })[], redact: boolean,
): NonNullable<Report['settings']> {
  return {
    ...(!redact && { files: [...files] }),
    trustedNetworks: trustedNetworks.length,
    ignored: ignored.map(({ reason, ...rule }) => (redact ? rule : { ...rule, reason })),
  };
}
