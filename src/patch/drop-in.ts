import type { Configuration, ConfigurationLine, Setting } from '../configuration/index.js';
import { matchesPattern } from '../configuration/patterns.js';
import type { Edit } from '../finding.js';
import { allBefore, allFrom, describeRange, type ReleaseRange } from '../openssh/version.js';
import type { Change } from './change.js';
import type { Needed } from './change-value.js';
import { blockLines, type Scope } from './scope.js';
import { globalLines, mainFile, rewrite } from './place.js';

/** Names of which the first that sorts before all other files of the folder is taken. */
const NAMES = ['00-sshlog.conf', '0-sshlog.conf'];

/** A file of its own for changes, which an Include of the main file covers. */
export interface DropIn {
  path: string;
  /** The Include line of the main file that reads it. */
  include: ConfigurationLine;
}

/**
 * Where a file has to stand so that sshd reads it, and first.
 * @param glob files that a pattern of an Include names
 * @param root directory that stands for the root
 */
export function findDropIn(
  configuration: Configuration, range: ReleaseRange, glob: (pattern: string) => readonly string[], root: string,
): DropIn | { refused: string } {
  if (allBefore(range, '8.2')) return { refused: `Include came with OpenSSH 8.2, and this server has ${describeRange(range)}` };
  const main = mainFile(configuration);
  for (const include of globalLines(main).filter(({ name }) => name === 'Include')) {
    for (const { text } of include.arguments) {
      const pattern = text.startsWith('/') ? text : `/etc/ssh/${text}`;
      const [directory, name] = [pattern.slice(0, pattern.lastIndexOf('/')), pattern.slice(pattern.lastIndexOf('/') + 1)];
      if (/[*?[]/.test(directory) || !NAMES.every((own) => matchesPattern(own, name))) continue;
      const paths = NAMES.map((own) => `${root}${directory}/${own}`);
      const others = glob(pattern).filter((path) => !paths.includes(path));
      const [last = ''] = paths.slice(-1);
      const path = paths.find((own) => others.every((other) => own < other)) ?? last;
      return { path, include };
    }
  }
  return { refused: `${main.path} has no Include that reads all files of a folder, such as Include /etc/ssh/sshd_config.d/*.conf` };
}

/** The edit that puts a change into the file; or which line wins over it there. */
export function placeInDropIn(
  configuration: Configuration, range: ReleaseRange, dropIn: DropIn, change: Change, { whole, present }: Needed, scope: Scope,
): Edit | { refused: string } {
  const { keyword, match } = change;
  const own = configuration.files.find(({ path }) => path === dropIn.path);
  if (present?.setting.line.file === dropIn.path) return rewrite(present);
  if (present && keyword === 'Subsystem' && !allFrom(range, '9.5')) {
    const { file, line } = present.setting.line;
    return { refused: `${file}:${line} defines that subsystem, and a second time is an error through OpenSSH 9.4; without --drop-in that line is changed` };
  }
  const rivals = [...(present && change.operation !== 'join' ? [present.setting] : []), ...(match === undefined ? [] : scope.elsewhere)];
  const winner = rivals.find((setting) => comesFirst(dropIn, setting));
  if (winner) {
    const { file, line } = winner.line;
    return { refused: `${file}:${line} sets it before ${dropIn.path} is read, and wins; without --drop-in that line is changed` };
  }
  const lines = whole.map((args) => `${keyword} ${args}`);
  if (match !== undefined) {
    if (configuration.release === '8.2' || configuration.release === '8.3') return { refused: `OpenSSH ${configuration.release} overlooks Match in included files` };
    const block = blockLines(configuration, match).filter(({ file }) => file === dropIn.path);
    const last = block.findLast(({ keyword: written }) => written !== undefined);
    const indented = lines.map((line) => `    ${line}`);
    return { file: dropIn.path, line: (last?.line ?? own?.lines.length ?? 0) + 1, lines: last ? indented : [`Match ${match}`, ...indented] };
  }
  const before = own ? globalLines(own).findLast((line) => line.keyword !== undefined)?.line : undefined;
  return { file: dropIn.path, line: (before ?? 0) + 1, lines };
}

/** Whether sshd meets the line before it reads the drop-in file. */
function comesFirst({ path, include }: DropIn, { line, via }: Setting): boolean {
  const [at = line, ...further] = via;
  if (at.line !== include.line) return at.line < include.line;
  // The same Include reads both, one after the other by name.
  return (further[0] ?? line).file < path;
}
