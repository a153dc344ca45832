import type { Report } from '../finding.js';

/** A log could not be read to its end. `cause` is why: an `InputError` for its content, else what its source threw. */
export class LogReadError extends Error {
  override name = 'LogReadError';

  /** @param report of what came before */
  constructor(readonly report: Report, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
