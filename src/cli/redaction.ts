import type { Redaction } from '../pipeline/redaction.js';
import type { RedactOutput } from '../pipeline/redact/output.js';
import type { SharedOptions } from './shared-options.js';

export interface ChosenRedaction {
  /** For the analyzer; absent where nothing is redacted. */
  redaction?: Redaction;
  /** For each object that is printed, once. */
  output: RedactOutput;
}

/** What `--redact` asks for. */
export async function redactionFor({ redact = [] }: SharedOptions): Promise<ChosenRedaction> {
  if (redact.length === 0) return { output: (output) => output };
  const { createRedaction } = await import('../pipeline/redaction.js');
  const redaction = createRedaction(redact);
  return { redaction, output: redaction.output };
}
