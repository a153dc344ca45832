import { fstatSync, type Stats, statSync } from 'node:fs';
import type { Choice } from './choose-inputs.js';
import { UsageError } from './exit-status.js';
import type { BaselineOptions } from './baseline.js';
import type { SharedOptions } from './shared-options.js';

const STDIN = 0;
const STDOUT = 1;

/**
 * A log is read, never replaced by what was found in it.
 * @throws UsageError where an output is a file that is to be read, under whatever name
 */
export function refuseOverwriting(choices: readonly Choice[], options: Pick<SharedOptions, 'format' | 'output'> & BaselineOptions): void {
  const { format = [], output, baseline, writeBaseline } = options;
  const names = format.flatMap((target) => (target.includes('=') ? [target.slice(target.indexOf('=') + 1)] : []));
  const outputs = [...names, ...(output === undefined ? [] : [output]), ...(writeBaseline && baseline !== undefined ? [baseline] : [])].map((name) => ({ name, file: identity(() => statSync(name)) }));
  outputs.push({ name: 'standard output', file: identity(() => fstatSync(STDOUT)) });
  for (const choice of choices) {
    if (choice.kind === 'journal') continue;
    const input = identity(() => (choice.kind === 'stdin' ? fstatSync(STDIN) : statSync(choice.path)));
    const same = outputs.find(({ file }) => file !== undefined && file === input);
    if (same) throw new UsageError(`${same.name} is also an input, which would be lost; write to another file`);
  }
}

/** Which file it is, however it is named; undefined for what is no file (yet). */
function identity(stat: () => Stats): string | undefined {
  try {
    const stats = stat();
    return stats.isFile() ? `${stats.dev}:${stats.ino}` : undefined;
  } catch {
    return undefined;
  }
}
