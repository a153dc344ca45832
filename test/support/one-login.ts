import { expect } from 'vitest';
import { analyzeLines } from './analyze-text.js';

// Lines of one login that failed, for a log of one connection.
export const FROM = 'Connection from 192.0.2.10 port 50022 on 192.0.2.250 port 22';
export const VERSION = 'debug1: Local version string SSH-2.0-OpenSSH_9.2';
export const KEY = 'SHA256:FYdb+xeiL848K8Awymplrwoni/AB6MgR9+0B9tE/0GY';
export const refused = `Failed publickey for fred from 192.0.2.10 port 50022 ssh2: RSA ${KEY}`;
export const closed = (user = 'fred') => `Connection closed by authenticating user ${user} 192.0.2.10 port 50022 [preauth]`;

/** The finding of one connection that is not about the log itself. */
export async function finding(...lines: string[]) {
  const { findings } = await analyzeLines(lines.map((line) => `[7] ${line}`));
  const [first, ...others] = findings.filter(({ category }) => category !== 'log');
  expect(others).toEqual([]);
  return first;
}

/** What it says of the reason. */
export const said = (found: Awaited<ReturnType<typeof finding>>) => JSON.stringify([found?.summary, found?.causes, found?.unknowns]);
