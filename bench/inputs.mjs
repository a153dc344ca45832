/** Generated logs, made once and kept in the system's directory for temporary files. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, closeSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const GENERATOR = fileURLToPath(new URL('gen-log.mjs', import.meta.url));
export const DIRECTORY = join(tmpdir(), 'sshlog-bench');

/**
 * A log of `mb` MB (10^6 bytes) and, beside it, what it contains.
 * @returns paths of both
 */
export function input(mb, profile, more = []) {
  mkdirSync(DIRECTORY, { recursive: true });
  const log = join(DIRECTORY, [profile, mb, ...more].join('-').replaceAll('---', '-') + '.log');
  const truth = log.replace(/\.log$/, '.json');
  if (!existsSync(log)) {
    process.stderr.write(`making ${log}\n`);
    const descriptor = openSync(`${log}.part`, 'w');
    const { status } = spawnSync(process.execPath, [GENERATOR, '--mb', String(mb), '--profile', profile, '--truth', truth, ...more], { stdio: ['ignore', descriptor, 'inherit'] });
    closeSync(descriptor);
    if (status !== 0) throw new Error(`the generator ended with ${status}`);
    renameSync(`${log}.part`, log);
  }
  return { log, truth };
}
