import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** When the logs among the fixtures were last written: years that a log does not say are inferred from it. */
const WRITTEN = new Date('2026-11-21');

/** A directory with a copy of the fixtures in which files are as old as their logs. */
export function fixturesAsWritten(): string {
  const directory = mkdtempSync(join(tmpdir(), 'sshlog-docs-'));
  cpSync('fixtures', join(directory, 'fixtures'), { recursive: true });
  for (const path of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    if (statSync(join(directory, path)).isFile()) utimesSync(join(directory, path), WRITTEN, WRITTEN);
  }
  return directory;
}

/** Runs a line of the shell in a directory, `sshlog` being the program that was built. */
export function shell(command: string, cwd: string): { stdout: string; stderr: string; status: number | null } {
  const sshlog = `sshlog() { '${process.execPath}' '${resolve('bin/sshlog.js')}' "$@"; }; set -o pipefail; `;
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
  return spawnSync('bash', ['-c', sshlog + command], { cwd, encoding: 'utf8', env: { ...inherited, TZ: 'UTC' }, input: '' });
}
