import * as z from 'zod';
import type { Baseline } from './baseline.js';

/** The file of `--baseline`. It may hold further keys: later versions may add some. */
const baselineSchema = z.object({
  schema: z.literal('sshlog.baseline/1'),
  accepted: z.array(z.object({
    code: z.string(),
    host: z.string().exactOptional(),
    summary: z.string(),
    reason: z.string().exactOptional(),
    fingerprint: z.string().min(1),
  })),
});

/** @returns the baseline, or what is wrong: where, and what was expected there */
export function parseBaseline(value: unknown): Baseline | string {
  const { success, data, error } = baselineSchema.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  const where = (issue?.path ?? []).map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${String(step)}`)).join('');
  return `${where === '' ? '' : `${where}: `}${issue?.message ?? 'invalid'}`;
}
