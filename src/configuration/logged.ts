import { keywordSpelled } from '../openssh/server-keywords.js';
import type { Configuration, MatchBlock, Setting } from './types.js';
import { splitLine } from './words.js';

/** A line as sshd reads it, at LogLevel DEBUG3: without its blanks and comment. */
export interface LoggedSetting {
  path: string;
  line: number;
  option: string;
  value: string;
}

/** How sshd calls what a process hands to the next, and what it reads again once it knows who connects. */
const HANDED_ON = 'rexec';
const READ_AGAIN = 'reprocess config';

/** The configuration that a log shows. Match and Include are not logged, so that nothing tells where a further line would go. */
export function configurationOfLog(logged: readonly LoggedSetting[]): Configuration {
  return { kind: 'logged', files: [], settings: logged.flatMap(toSetting), problems: [] };
}

function toSetting({ path, line, option, value }: LoggedSetting): Setting[] {
  const raw = `${option} ${value}`;
  const name = keywordSpelled(option)?.name;
  const words = splitLine(raw, {});
  if (name === undefined || words === undefined || words.args.length === 0) return [];
  const file = path === HANDED_ON || path === READ_AGAIN ? 'sshd_config' : path;
  const source = { file, line, raw, keyword: words.keyword, name, arguments: words.args };
  // It holds for one connection, under a Match line that is not shown.
  const unknown: MatchBlock = { file, line, criteria: [{}], source: { file, line, raw: 'a Match block', arguments: [] } };
  return [{ name, args: words.args.map(({ text }) => text), line: source, blocks: path === READ_AGAIN ? [unknown] : [], via: [] }];
}
