import type { Configuration, ConfigurationFile, ConfigurationLine, Setting } from '../configuration/index.js';
import type { Edit } from '../finding.js';
import { isGenerated, replacing } from '../fitting/edit-line.js';
import type { Change } from './change.js';
import type { Needed } from './change-value.js';
import { blockLines, type Scope } from './scope.js';

/** The edit of the configuration for a change; or why there can be none. */
export function placeEdit(configuration: Configuration, change: Change, { whole, present }: Needed, scope: Scope): Edit | { refused: string } {
  const { keyword, match } = change;
  const lines = whole.map((args) => `${keyword} ${args}`);
  if (match !== undefined) return inBlock(configuration, match, lines, present, scope);
  if (!present) return globalLine(configuration, keyword, lines, scope);
  if (!isGenerated(present.setting)) return rewrite(present);
  return beforeInclude(configuration, present.setting, lines);
}

/** Arguments of the line that is there, from one on; blanks, the comment behind them and quotes around them stay. */
export function rewrite({ setting: { line }, from, text }: NonNullable<Needed['present']>): Edit {
  const { arguments: words, raw } = line;
  const [first, last] = [words[from], words.at(-1)];
  const end = last?.span[1] ?? raw.length;
  if (!first) return replacing(line, `${raw.slice(0, end)} ${text}${raw.slice(end)}`);
  const quote = words.length === from + 1 && raw[first.span[0]] === '"' ? '"' : '';
  return replacing(line, raw.slice(0, first.span[0]) + quote + text + quote + raw.slice(end));
}

/** Where people look for it: behind the line that is commented out, or behind the last one that holds for everybody. */
function globalLine(configuration: Configuration, keyword: string, lines: string[], scope: Scope): Edit {
  const last = scope.holding.at(-1)?.line;
  if (last) return { file: last.file, line: last.line + 1, lines };
  const main = mainFile(configuration);
  const globals = globalLines(main);
  const commented = globals.findLast(({ raw }) => new RegExp(`^\\s*#+${keyword}\\s`, 'i').test(raw));
  const behind = commented ?? globals.findLast((line) => line.keyword !== undefined);
  return { file: main.path, line: (behind?.line ?? 0) + 1, lines };
}

/** A generated file wins over all that stands behind its Include: the line goes before that. */
function beforeInclude(configuration: Configuration, { line, via: [include], blocks }: Setting, lines: string[]): Edit | { refused: string } {
  const main = mainFile(configuration);
  if (!include || include.file !== main.path || blocks.length > 0) return { refused: `${line.file} sets it, which a program writes` };
  return { file: main.path, line: include.line, lines };
}

function inBlock(
  configuration: Configuration, criteria: string, lines: readonly string[], present: Needed['present'], { elsewhere, holding }: Scope,
): Edit | { refused: string } {
  const main = mainFile(configuration);
  const block = blockLines(configuration, criteria);
  const rivals = elsewhere.flatMap(({ blocks }) => blocks.slice(0, 1));
  const [head] = block;
  const isBeaten = head !== undefined && rivals.some(({ file, line }) => file !== head.file || line < head.line);
  if (present && holding.includes(present.setting) && !isBeaten) return rewrite(present);
  if (head && !isBeaten) {
    const last = block.findLast(({ keyword }) => keyword !== undefined) ?? head;
    return { file: head.file, line: last.line + 1, lines: lines.map((line) => indentOf(block) + line) };
  }
  const whole = [`Match ${criteria}`, ...lines.map((line) => `    ${line}`)];
  const [rival] = rivals;
  if (!rival) return { file: main.path, line: main.lines.length + 1, lines: whole };
  if (rivals.some(({ file }) => file !== main.path)) return { refused: `${rival.file}:${rival.line} has a Match block that may set it otherwise, and comes first` };
  return { file: main.path, line: Math.min(...rivals.map(({ line }) => line)), lines: whole };
}

function indentOf([, ...lines]: readonly ConfigurationLine[]): string {
  const first = lines.find(({ keyword }) => keyword !== undefined);
  return first ? first.raw.slice(0, first.keyword?.span[0]) : '    ';
}

/** The one that was asked for. */
export function mainFile({ files: [main] }: Configuration): ConfigurationFile {
  if (!main) throw new Error('a configuration has a file');
  return main;
}

/** The lines in front of the first Match. */
export function globalLines({ lines }: ConfigurationFile): readonly ConfigurationLine[] {
  const match = lines.findIndex(({ name }) => name === 'Match');
  return match < 0 ? lines : lines.slice(0, match);
}

