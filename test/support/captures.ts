import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The answer key of a capture: what was done, told from the configuration. */
export interface Truth {
  id: string;
  sshd_version: string;
  log_level: string;
  server_config: Record<string, string>;
  server_config_steps?: Record<string, string>[];
  connections: {
    client_ip?: string;
    outcome: string;
    failure?: { category: string; reason: string; also?: string[]; evident?: boolean; direction?: string };
  }[];
}

/** Directory of the large set of captures of real servers; CI sets the variable where the set is at hand. */
const CAPTURES = process.env.SSHLOG_CAPTURES ?? '';
export const haveCaptures = CAPTURES !== '' && existsSync(CAPTURES);
/** Stands in the title of a suite that needs the set, so that a run without it says why it skips. */
export const NEEDS_CAPTURES = haveCaptures ? '' : ' (skipped: set SSHLOG_CAPTURES to the directory of captures)';

export interface Capture {
  name: string;
  log: string;
  truth: Truth;
}

/** Captures whose path matches. */
export function captures(pattern: RegExp): Capture[] {
  if (!haveCaptures) return [];
  return readdirSync(CAPTURES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.truth.json') && pattern.test(path))
    .sort()
    .map((path) => ({
      name: path.replace(/\.truth\.json$/, ''),
      log: join(CAPTURES, path.replace(/\.truth\.json$/, '.log')),
      truth: JSON.parse(readFileSync(join(CAPTURES, path), 'utf8')) as Truth,
    }));
}
