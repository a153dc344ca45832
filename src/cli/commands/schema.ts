import { reportJsonSchema } from '../../report/schema.js';

/** `sshlog schema report`: the JSON Schema of `diagnose --format json`. */
export function schema(): void {
  process.stdout.write(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
}
