import type { MatchBlock, Setting } from '../configuration/index.js';
import type { Edit, Fix } from '../finding.js';
import { replacing, withEdits, withFurther } from './edit-line.js';
import { mergedList } from './list-change.js';
import type { Outlook } from './outlook.js';
import type { Fitted, Wanted } from './wanted.js';

/**
 * A block must stand in front of blocks that set the same for these connections, as the first value wins: right in front, as it
 * would swallow global lines that follow it.
 */
export function fitBlock(fix: Fix, [head, ...body]: readonly Wanted[], outlook: Outlook): Fitted {
  const { configuration } = outlook;
  const [main] = configuration.files;
  if (head === undefined || main === undefined || configuration.kind !== 'file') return { fix };
  const rulings = body.map(({ name }) => outlook.ruling(name));
  const undecided = rulings.flatMap((ruling) => ruling.undecided);
  if (undecided.length > 0) return { unclear: undecided };
  const rivals = rulings.flatMap(({ settings }) => settings);
  const [rival] = rivals;
  const exclusion = head.args.findIndex((arg) => arg.startsWith('*,!'));
  if (exclusion > 0 && rival && rivals.length === 1 && rival.args.join(' ') === body[0]?.args.join(' ')) {
    const edit = exclude(rival, head.args[exclusion - 1] ?? '', head.args[exclusion] ?? '');
    return edit === undefined ? { fix } : { fix: withEdits(fix, [edit]) };
  }
  const texts = body.map((wanted, i) => inBlock(wanted, rulings[i]?.settings ?? [], outlook));
  const same = sameBlock(head, configuration.settings.flatMap(({ blocks }) => blocks));
  if (same) return { fix: withEdits(fix, texts.map((text, i) => insideBlock(same, body[i] as Wanted, text, rivals))) };
  const first = configuration.settings.find((setting) => rivals.includes(setting) && setting.blocks.length > 0)?.blocks[0];
  const place = first ?? { file: main.path, line: main.lines.length + 1 };
  return { fix: withEdits(fix, [{ file: place.file, line: place.line, lines: [head.text, ...texts] }]) };
}

/** In a block, too, a sign counts from the default of the program, and not from what the file sets globally. */
function inBlock(wanted: Wanted, settings: readonly Setting[], outlook: Outlook): string {
  const [setting] = settings;
  const list = setting === undefined ? undefined : mergedList(wanted, setting, outlook);
  return list === undefined ? wanted.text : wanted.text.replace(/\S+\s*$/, () => list);
}

function sameBlock(head: Wanted, blocks: readonly MatchBlock[]): MatchBlock | undefined {
  // Names of criteria are the same in any case, names of users are not.
  const words = (args: readonly string[]) => args.map((arg, i) => (i % 2 === 0 ? arg.toLowerCase() : arg)).join(' ');
  return blocks.find(({ source }) => words(source.arguments.map(({ text }) => text)) === words(head.args));
}

function insideBlock(block: MatchBlock, wanted: Wanted, text: string, rivals: readonly Setting[]): Edit {
  const rival = rivals.find(({ name, blocks }) => name === wanted.name && blocks.at(-1) === block);
  if (rival) return replacing(rival.line, `${/^\s*/.exec(rival.line.raw)?.[0] ?? ''}${text.trim()}`);
  return { file: block.file, line: block.line + 1, lines: [text] };
}

/** Takes somebody out of the block that a line holds under: `*,!NAME` is what its criterion must allow. */
function exclude({ blocks }: Setting, criterion: string, pattern: string): Edit | undefined {
  const source = blocks.at(-1)?.source;
  if (source === undefined) return undefined;
  const at = source.arguments.findIndex(({ text }) => text.toLowerCase() === criterion.toLowerCase());
  const present = source.arguments[at + 1];
  if (at < 0 || present === undefined) return replacing(source, withFurther(source, `${criterion} ${pattern}`));
  // A word in quotes has its quote first.
  const start = present.span[0] + (/^["']/.test(source.raw.slice(present.span[0])) ? 1 : 0);
  return replacing(source, `${source.raw.slice(0, start)}${pattern.slice(2)},${source.raw.slice(start)}`);
}
