import { type ConfigurationLine, isListKeyword, type Setting } from '../configuration/index.js';
import { splitLine } from '../configuration/words.js';
import type { Edit, Fix } from '../finding.js';
import { defaultValue, keywordSpelled, serverKeyword } from '../openssh/server-keywords.js';
import { exactRelease, NEWEST_RELEASE } from '../openssh/version.js';
import { isGenerated, replacing, withArguments, withEdits, withFurther } from './edit-line.js';
import { fitBlock } from './fit-block.js';
import { changeList, mergedList } from './list-change.js';
import type { Outlook } from './outlook.js';
import type { Fitted, Wanted } from './wanted.js';

/** Says where in the configuration the lines of a fix go, and makes them the least change to what stands there. */
export function fitFix(fix: Fix, outlook: Outlook): Fitted {
  const lines = fix.lines ?? [];
  if (fix.side !== 'server' || fix.file !== 'sshd_config' || lines.length === 0) return { fix };
  // Text of the configuration is bytes.
  const wanted = lines.map((line) => read(Buffer.from(line, 'utf8').toString('latin1')));
  if (wanted.includes(undefined)) return { fix };
  const known = wanted as Wanted[];
  const block = known.findIndex(({ name }) => name === 'Match');
  if (block >= 0) return block === 0 ? fitBlock(fix, known, outlook) : { fix };
  const undecided = known.flatMap(({ name }) => outlook.ruling(name).undecided);
  if (undecided.length > 0) return { unclear: undecided };
  const held = known.map((line) => heldBy(line, outlook));
  const [first] = held;
  if (first !== undefined && !held.includes(undefined)) return { held: first };
  const { kind } = outlook.configuration;
  if (kind === 'effective' || (kind === 'logged' && known.some(({ name }) => outlook.ruling(name).settings.length === 0))) return { fix };
  const edits = known.flatMap((line) => editFor(line, fix.action === 'append', outlook));
  return { fix: withEdits(fix, edits) };
}

function read(text: string): Wanted | undefined {
  const words = splitLine(text, {});
  const keyword = words && keywordSpelled(words.keyword.text);
  return words && keyword && { name: keyword.name, args: words.args.map((word) => word.text), text };
}

/** The line that sets just this already. */
function heldBy({ name, args }: Wanted, outlook: Outlook): Setting | undefined {
  const { settings } = outlook.ruling(name);
  if (serverKeyword(name)?.accumulates) return settings.find((setting) => args.every((arg) => setting.args.includes(arg)));
  const [only] = settings;
  if (only === undefined || settings.length > 1) return undefined;
  if (isListKeyword(name)) return changeList(name, only.args[0] ?? '', args[0] ?? '', outlook.range) === only.args[0] ? only : undefined;
  return only.args.join(' ').toLowerCase() === args.join(' ').toLowerCase() || goesBeyond(name, only, args, outlook) ? only : undefined;
}

/** A fix that raises a number above its default is met by a higher one as well, and one that lowers it by a lower one. */
function goesBeyond(name: string, { args: [present = ''] }: Setting, [wanted = '']: readonly string[], { range }: Outlook): boolean {
  const type = serverKeyword(name)?.type;
  if (type !== 'number' && type !== 'time') return false;
  const standard = seconds(defaultValue(name, exactRelease(range) ?? range.max ?? NEWEST_RELEASE) ?? '');
  const [is, want] = [seconds(present), seconds(wanted)];
  if (is === undefined || want === undefined || standard === undefined || is === 0) return false;
  return want > standard ? is >= want : want < standard && is <= want;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** A number, or a time such as 2m30s. */
function seconds(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d{1,9})([smhdw]?)/gi)];
  if (parts.length === 0 || parts.map(([all]) => all).join('') !== text) return undefined;
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit.toLowerCase()] ?? 1), 0);
}

function editFor(wanted: Wanted, adds: boolean, outlook: Outlook): Edit[] {
  const { settings } = outlook.ruling(wanted.name);
  if (settings.length === 0) return [insertion(wanted, outlook)];
  if (heldBy(wanted, outlook)) return [];
  if (serverKeyword(wanted.name)?.accumulates) return [addition(wanted, settings, adds)];
  return settings.map((setting) => {
    const text = mergedList(wanted, setting, outlook) ?? wanted.args.join(' ');
    // The first value wins: what stands in front of the Include outranks what it brings.
    const include = setting.via[0];
    if (isGenerated(setting) && include) return before(include, `${wanted.text.trim().split(/\s/)[0]} ${text}`);
    return replacing(setting.line, withArguments(setting.line, text));
  });
}

/** Lists of names get a further name where there is one; a file, an address or a subsystem gets a line. */
function addition(wanted: Wanted, settings: readonly Setting[], adds: boolean): Edit {
  const last = settings.at(-1) as Setting;
  if (/^(?:Allow|Deny)(?:Users|Groups)$|^AcceptEnv$/.test(wanted.name)) {
    return replacing(last.line, withFurther(last.line, wanted.args.join(' ')));
  }
  const same = settings.find(({ args }) => wanted.name === 'Subsystem' && args[0] === wanted.args[0]);
  const isOther = wanted.name === 'Subsystem' || adds || settings.length > 1;
  if (same || !isOther) return replacing((same ?? last).line, withArguments((same ?? last).line, wanted.args.join(' ')));
  return { file: last.line.file, line: last.line.line + 1, lines: [wanted.text] };
}

/** In front of the first Match block, as behind it the line would be part of it; where a comment names the keyword, behind that. */
function insertion(wanted: Wanted, { configuration }: Outlook): Edit {
  const [main] = configuration.files;
  const lines = main?.lines ?? [];
  const firstMatch = lines.findIndex(({ name }) => name === 'Match');
  const end = firstMatch < 0 ? lines.length : firstMatch;
  const comment = lines.slice(0, end).findLastIndex(({ raw }) => new RegExp(`^\\s*#\\s*${wanted.name}\\s`, 'i').test(raw));
  return { file: main?.path ?? 'sshd_config', line: (comment < 0 ? end : comment + 1) + 1, lines: [wanted.text] };
}

function before(line: ConfigurationLine, text: string): Edit {
  return { file: line.file, line: line.line, lines: [text] };
}
