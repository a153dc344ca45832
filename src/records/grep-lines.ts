import { createHeaderReader } from './envelopes.js';
import type { GatheredLine } from './gathered.js';
import { createLogClock } from './log-clock.js';

/** Between lines that do not follow each other; of a file that is no text or cannot be read. */
const REMARK = /^(?:--|Binary file .{1,4096} matches|[a-z]{0,8}grep: .{1,4096})\r?$/;

/** What can hold a name and a number. A name with a blank is none here: almost all that sshd says has one in front of any colon. */
const FIRST_WORD = /^(?:\(standard input\))?[^\s{"]{0,1024}/;
/** Colons and hyphens of the first word behind which the line may begin. */
const MAX_PLACES = 64;
/** The number of a line, behind a name where there is one. */
const NUMBER = /^(?:(.{1,1024})([:-]))?(\d{1,12})$/s;
/** What rotation puts behind the name of a file is no number of a line. */
const DATE = /^(?:(?:19|20)\d{6}|\d{10})$/;
/** In front of a line without a header: a number, a name and a number, or a name that can be of nothing but a file. */
const FILE_AND_NUMBER = /^(?:((?:[A-Za-z]:[/\\])?[^:]+):)??(\d{1,12}):/;
const AROUND = /^(?:([^:]*[./\\][^:]*)-)??(\d{1,12})-/;
const FILE = /^((?:[A-Za-z]:[/\\])?[^:]*[./\\][^:]*|\(standard input\)):/;
/** The same of `grep -T`, up to the tab that lines up the lines; to 3.4 the tab stands in front of the last colon, with a backspace. */
// oxlint-disable-next-line no-control-regex -- the backspace is what tells
const ALIGNED = /^(?: {0,24}(\d{1,12})|(\(standard input\)|[^\s{"]{1,1024}?)(?:([:-]) {0,24}(\d{1,12}))?)(?:([:-])\t|\t\x08([:-]))/;

/**
 * What grep, zgrep and others of the kind put in front of a line: `auth.log:text`, `123:text`, `auth.log:123:text`, and hyphens instead of
 * the colons around lines that match.
 */
export function createGrepLines() {
  const headers = createHeaderReader(createLogClock({ latest: 0 }));
  /** Of the line before. */
  let file: string | undefined;
  let numbered = false;
  /** The header of a log stood behind what is in front, or a tab lines the lines up: it then cannot be anything else. */
  let sure = false;
  /** The input is of `grep -T`, all of it. */
  let aligned = false;

  function hasHeader(line: string, start: number): boolean {
    if (line.charAt(start).trim() === '') return false;
    const header = headers.header(line.slice(start));
    return header !== undefined && (header.time !== undefined || header.carries !== undefined);
  }

  /** Where the line itself begins, behind the name that is known already. */
  function behindFile(line: string, separator: ':' | '-'): number | undefined {
    const start = file === undefined ? 0 : file.length + 1;
    if (file !== undefined && !line.startsWith(file + separator)) return undefined;
    const digits = numbered ? digitsFrom(line, start) : 0;
    if (!numbered) return start;
    return digits > 0 && line.charAt(start + digits) === separator ? start + digits + 1 : undefined;
  }

  /** Where the line begins with its header. */
  function behindNewFile(line: string): number | undefined {
    const places = [...(FIRST_WORD.exec(line)?.[0] ?? '').matchAll(/[:-]/g)].slice(0, MAX_PLACES);
    const place = places.find(({ index }) => index > 0 && hasHeader(line, index + 1));
    if (!place) return undefined;
    const front = line.slice(0, place.index);
    const [, name, separator, digits = ''] = NUMBER.exec(front) ?? [];
    numbered = digits !== '' && (name === undefined || (separator === place[0] && !(separator === '-' && DATE.test(digits))));
    file = numbered ? name : front;
    sure = true;
    return place.index + 1;
  }

  /** Where a line without header begins, behind what hardly is anything but a path or a number. */
  function behindShape(line: string): number | undefined {
    const word = FIRST_WORD.exec(line)?.[0] ?? '';
    const match = FILE_AND_NUMBER.exec(word) ?? AROUND.exec(word) ?? FILE.exec(word);
    // What says where it found something goes on with a blank, and times have more digits behind the colon.
    if (!match || /^[ \t\d:]|^$/.test(line.charAt(match[0].length))) return undefined;
    file = match[1];
    numbered = match[2] !== undefined;
    return match[0].length;
  }

  /** Where the line itself begins behind a tab. */
  function behindTab(line: string): number | undefined {
    const match = ALIGNED.exec(line);
    if (!match) return undefined;
    const [{ length }, alone, name, separator, number, behind = match[6]] = match;
    numbered = alone !== undefined || (number !== undefined && separator === behind && !(separator === '-' && DATE.test(number)));
    file = numbered || name === undefined ? name : line.slice(0, line.indexOf('\t') - (match[5] === undefined ? 0 : 1));
    return numbered || /[./\\]/.test(file ?? '') || hasHeader(line, length) ? length : undefined;
  }

  /** @param context where the line begins if it is one of the same file, in front of or behind one that matches */
  function behindOther(line: string, context: number | undefined): number | undefined {
    if (file === undefined && context !== undefined) return context;
    // Names hold hyphens as well.
    const isRotated = context !== undefined && /^\d{8}/.test(line.slice(context));
    return behindNewFile(line) ?? (context !== undefined && !isRotated ? context : behindShape(line) ?? context);
  }

  return {
    isRemark: (line: string): boolean => REMARK.test(line),
    /** Whether the first line of an input is one that grep gathered. */
    begins(line: string): boolean {
      if (headers.header(line) !== undefined) return false;
      sure = aligned = behindTab(line) !== undefined;
      return aligned || (behindNewFile(line) ?? behindShape(line)) !== undefined;
    },
    read(line: string): GatheredLine | 'remark' | 'over' | undefined {
      if (REMARK.test(line)) return 'remark';
      const start = aligned ? behindTab(line) : behindFile(line, ':') ?? behindOther(line, behindFile(line, '-'));
      if (start === undefined) return sure ? undefined : 'over';
      return { file, front: line.slice(0, start), line: line.slice(start) };
    },
  };
}

function digitsFrom(line: string, start: number): number {
  let end = start;
  for (let digit = line.charCodeAt(end); digit >= 48 && digit <= 57; digit = line.charCodeAt(++end));
  return end - start;
}
