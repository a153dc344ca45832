import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Finding } from '../../src/finding.js';
import { createTwoSidedAnalyzer } from '../../src/pipeline/two-sided.js';

const directory = process.env.SSHLOG_CLIENT_CAPTURES;
export const haveClientCaptures = directory !== undefined;
/** Says why tests are skipped. */
export const NEEDS_CLIENT_CAPTURES = haveClientCaptures ? '' : ' (set SSHLOG_CLIENT_CAPTURES to the directory of captured clients\' logs to run this)';

interface Failure {
  reason: string;
  also?: string[];
  client_offer?: string[];
  server_offer?: string[];
  evident_in_client: boolean;
  evident_in_server: boolean;
}

/** A log of ssh, maybe the server's beside it, and what had been arranged. */
export interface ClientCapture {
  name: string;
  client: string;
  server: string | undefined;
  failure: Failure | undefined;
}

function* truthsIn(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* truthsIn(path);
    else if (name.endsWith('.truth.json')) yield path;
  }
}

export function clientCaptures(): ClientCapture[] {
  if (directory === undefined) return [];
  return [...truthsIn(directory)].map((path) => {
    const base = path.replace(/\.truth\.json$/, '');
    const { failure } = JSON.parse(readFileSync(path, 'utf8')) as { failure?: Failure };
    const server = `${base}.server.log`;
    return { name: relative(directory, base), client: `${base}.client.log`, server: existsSync(server) ? server : undefined, failure };
  });
}

/** The findings of several logs, read as the command line reads them. */
export async function diagnoseLogs(...paths: string[]): Promise<Finding[]> {
  const analyzer = createTwoSidedAnalyzer({ several: paths.length > 1, timezone: 'UTC' });
  for (const path of paths) {
    const input = analyzer.open(path, statSync(path).mtimeMs, path);
    const text = readFileSync(path, 'latin1');
    text.split('\n').forEach((line, i, all) => {
      if (line !== '' || i < all.length - 1) input.line(line, i + 1, false);
    });
    await input.ready();
    input.end(text.length);
  }
  return analyzer.report('').findings;
}
