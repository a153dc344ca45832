import stringWidth from 'fast-string-width';
import type { ListMismatch, Negotiation, Strength } from '../../finding.js';
import { strengthOf, type AlgorithmKind } from '../../openssh/algorithms.js';
import { printable } from '../safe-text.js';
import { palette, type Style } from '../style.js';
import { directionName, KIND_NAMES } from '../wording.js';
import { pad, wrap } from '../wrap.js';

type Grade = Strength | 'unknown';
interface Entry {
  name: string;
  grade: Grade;
}

/** A name from the log; an empty one, as two commas in a row make it, stays visible. */
function nameOf(name: string): string {
  return name === '' ? '""' : printable(name);
}

function joined(offer: readonly string[]): string {
  return offer.length === 0 ? 'nothing at all' : offer.map(nameOf).join(', ');
}

const GRADES: readonly Grade[] = ['recommended', 'ok', 'weak', 'broken', 'unknown'];
const GAP = '    ';
/** Longer lists are told by strength, several names to a line. */
const ROWS = 12;

function entries(kind: AlgorithmKind, offer: readonly string[] = []): Entry[] {
  return offer.map((name) => ({ name: nameOf(name), grade: strengthOf(kind, name) ?? 'unknown' }));
}

function columnWidths(title: string, list: readonly Entry[]): [number, number, number] {
  const name = Math.max(0, ...list.map((entry) => stringWidth(entry.name)));
  const grade = Math.max(0, ...list.map((entry) => entry.grade.length));
  return [name, grade, Math.max(title.length, name + 2 + grade)];
}

/** The lists side by side in the order of preference; undefined where that does not fit. */
function sideBySide(titled: readonly [string, Entry[]][], style: Style): string[] | undefined {
  const colours = palette(style);
  const widths = titled.map(([title, list]) => columnWidths(title, list));
  const total = widths.reduce((sum, [, , width]) => sum + width, 2 + GAP.length * (titled.length - 1));
  const rows = Math.max(...titled.map(([, list]) => list.length));
  if (total > style.width || rows > ROWS) return undefined;

  const line = (cell: (index: number) => string) => `  ${titled.map((_, i) => cell(i)).join(GAP)}`.trimEnd();
  const heading = line((i) => pad(titled[i]?.[0] ?? '', widths[i]?.[2] ?? 0));
  const body = Array.from({ length: rows }, (_, at) => line((i) => {
    const [name = 0, , width = 0] = widths[i] ?? [];
    const entry = titled[i]?.[1][at];
    if (entry === undefined) return i === titled.length - 1 ? '' : ' '.repeat(width);
    const last = i === titled.length - 1;
    const space = ' '.repeat(last ? 0 : width - name - 2 - entry.grade.length);
    return `${pad(entry.name, name)}  ${colours.strength[entry.grade](entry.grade)}${space}`;
  }));
  return [colours.label(heading), ...body];
}

function byStrength([title, list]: [string, Entry[]], style: Style): string[] {
  const colours = palette(style);
  const grades = GRADES.filter((grade) => list.some((entry) => entry.grade === grade));
  const width = Math.max(...grades.map((grade) => grade.length));
  const lines = grades.flatMap((grade) => {
    const text = list.filter((entry) => entry.grade === grade).map((entry) => entry.name).join(', ');
    const [head = '', ...tail] = wrap(text, style.width, `    ${pad(grade, width)}  `, ' '.repeat(width + 6));
    return [head.replace(grade, () => colours.strength[grade](grade)), ...tail];
  });
  return [colours.label(`  ${title}`), ...lines];
}

function lists({ kind, clientOffer, serverOffer }: ListMismatch, style: Style): string[] {
  const sides: [string, string[] | undefined][] = [['client offers', clientOffer], ['server accepts', serverOffer]];
  const titled = sides.flatMap(([title, offer]): [string, Entry[]][] => (offer?.length ? [[title, entries(kind, offer)]] : []));
  const shown = titled.length === 0 ? [] : sideBySide(titled, style) ?? titled.flatMap((list) => byStrength(list, style));
  const missing = sides.flatMap(([title, offer]) => {
    if (offer === undefined) return wrap(`${title}: not in the log`, style.width, '  ');
    return offer.length === 0 ? wrap(`${title}: nothing at all`, style.width, '  ') : [];
  });
  return [...shown, ...missing];
}

function nextFailure(next: ListMismatch, style: Style): string[] {
  const direction = directionName(next);
  const said = `then the ${KIND_NAMES[next.kind]} would fail as well${direction === undefined ? '' : ` (${direction})`}:`;
  const list = (title: string, offer?: string[]) => {
    if (offer === undefined) return [];
    // On a narrow terminal the longest names would not fit beside the title.
    if (style.width < 64) return [`    ${title}`, ...wrap(joined(offer), style.width, '      ')];
    return wrap(joined(offer), style.width, `    ${pad(title, 14)}  `, ' '.repeat(20));
  };
  return [
    ...wrap(said, style.width, '  ', '    '),
    ...list('client offers', next.clientOffer),
    ...list('server accepts', next.serverOffer),
  ];
}

function cutNote({ offerTruncated, truncated }: Negotiation, style: Style): string[] {
  if (!offerTruncated) return [];
  const whose = truncated?.length === 1 ? `the ${truncated[0]}'s list` : 'a list';
  return wrap(`the log cut ${whose} short: names may be missing at its end`, style.width, '  ', '    ');
}

function verdict(negotiation: Negotiation, style: Style): string[] {
  const { common, clientOffer, serverOffer } = negotiation;
  if (clientOffer === undefined && serverOffer === undefined) return [];
  const direction = directionName(negotiation);
  const said = common.length === 0 ? 'nothing in common' : `in common: ${joined(common)}`;
  return wrap(direction === undefined ? said : `${said} (${direction})`, style.width, '  ', '    ');
}

/** What both sides offered, with the strength of each algorithm; what they share, and which lists would fail next. */
export function negotiationBlocks(negotiation: Negotiation, style: Style): string[][] {
  const { next } = negotiation;
  return [
    [...lists(negotiation, style), ...cutNote(negotiation, style)],
    [
      ...verdict(negotiation, style),
      ...next.flatMap((mismatch) => nextFailure(mismatch, style)),
    ],
  ];
}
