import { closeSync, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { UsageError } from '../exit-status.js';
import { tell } from '../tell.js';
import { explainIssue } from './explain-issue.js';
import type { ConfigFile } from './find.js';
import { type Config, configSchema } from './schema.js';

/** More than any configuration needs. */
const MOST_BYTES = 1_000_000;
/** Mistakes that are told at once. */
const MOST_ISSUES = 5;
/** Whom else may write. */
const BY_OTHERS = 0o002;

/**
 * What a configuration file says; undefined for one that somebody else may have put in the way, which is said.
 * @throws UsageError with the place in the file, and what was expected there
 */
export function readConfig({ path, named }: ConfigFile): Config | undefined {
  const text = readText(path, named);
  if (text === undefined) return undefined;
  const result = configSchema.safeParse(parseJson(path, text), { reportInput: true });
  if (result.success) return result.data;
  const { issues } = result.error;
  const told = issues.slice(0, MOST_ISSUES).map(explainIssue);
  throw new UsageError(`${path}: ${told.join('; ')}${issues.length > told.length ? `; and ${issues.length - told.length} more` : ''}`);
}

function readText(path: string, named: boolean): string | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new Error('it is no file');
    if (stats.size > MOST_BYTES) throw new Error('it is larger than any configuration');
    const doubt = named ? undefined : doubtful(stats);
    if (doubt === undefined) return readFileSync(descriptor, 'utf8').replace(/^\uFEFF/, '');
    tell(`${path} is passed over, as ${doubt}; use it with --config, or silence this with --no-config`);
    return undefined;
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message.split(',')[0]}; name another one with --config, or read none with --no-config`);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Why a file that was found, not named, may come from somebody else. Windows tells neither owner nor mode. */
function doubtful({ uid, mode }: Stats): string | undefined {
  const own = process.geteuid?.();
  if (own === undefined) return undefined;
  const trusted = [0, own, ...(own === 0 && /^\d+$/.test(process.env.SUDO_UID ?? '') ? [Number(process.env.SUDO_UID)] : [])];
  if (!trusted.includes(uid)) return 'it belongs to another user';
  return mode & BY_OTHERS ? 'anybody can write to it' : undefined;
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Some messages quote the text, which a link may have led to.
    const { message } = error as Error;
    const [, position] = /at position (\d+)/.exec(message) ?? [];
    const line = position === undefined ? '' : `, line ${text.slice(0, Number(position)).split('\n').length}`;
    throw new UsageError(`${path}${line} is not JSON: ${message.split(/,| in JSON at| \(line/)[0]}`);
  }
}
