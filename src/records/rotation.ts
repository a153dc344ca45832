/** What the name of a log says of its place among the rotated ones. */
export interface Rotation {
  /** The path without what rotation and compression have put behind it: all files of a set have it. */
  base: string;
  /** `none` is the log that is written now. */
  kind: 'none' | 'old' | 'number' | 'date';
  /** Larger is newer, within one kind. */
  rank: number;
}

/** The oldest first. */
const KINDS = ['number', 'date', 'old', 'none'];

const PACKED = /\.(?:gz|bz2|xz|zst|z|lzma)$/i;
const DATE = /[.-](\d{4})-?(\d\d)-?(\d\d)(?:[T_.-]?(\d{2,6}))?$|-(\d{10})$/;
const NUMBER = /\.(\d{1,4})$/;

/** Reads `auth.log`, `auth.log.1`, `auth.log.2.gz`, `secure-20261101`, `secure-20261101.gz`, `messages.0.bz2`, `messages.old`. */
export function rotationOf(path: string): Rotation {
  const name = path.replace(PACKED, '');
  const date = DATE.exec(name);
  if (date && date.index > name.lastIndexOf('/') + 1) {
    const [, year = '', month = '', day = '', time = '', seconds] = date;
    const rank = seconds === undefined ? Number(`${year}${month}${day}${time.padEnd(6, '0')}`) : Number(seconds);
    return { base: name.slice(0, date.index), kind: 'date', rank };
  }
  const number = NUMBER.exec(name);
  if (number && number.index > name.lastIndexOf('/') + 1) return { base: name.slice(0, number.index), kind: 'number', rank: -Number(number[1]) };
  if (name.endsWith('.old')) return { base: name.slice(0, -'.old'.length), kind: 'old', rank: 0 };
  return { base: name, kind: 'none', rank: 0 };
}

/** Some name a file by the first day in it. */
const MONTH = 31 * 86_400_000;

/** What no line of a file is later than, by the date in its name; undefined where there is none. */
export function rotatedBy({ kind, rank }: Rotation): number | undefined {
  if (kind !== 'date') return undefined;
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d\d)(\d\d)\d{6}$/.exec(String(rank)) ?? [];
  return year === '' ? rank * 1000 : Date.UTC(Number(year), Number(month) - 1, Number(day)) + MONTH;
}

/** Whether a file goes before another one of its set. Numbers and dates cannot be compared. */
export function isOlder(file: Rotation, other: Rotation): boolean {
  if (file.base !== other.base || (file.kind === 'date' && other.kind === 'number') || (file.kind === 'number' && other.kind === 'date')) return false;
  return (KINDS.indexOf(file.kind) - KINDS.indexOf(other.kind) || file.rank - other.rank) < 0;
}

interface Rotated {
  name: string;
  /** When the file was last written. */
  latest: number;
}

/** The files of a set, the oldest first, as far as their names and ages tell. */
export function byRotation<T extends Rotated>(files: readonly T[]): T[] {
  const rotations = new Map(files.map((file) => [file, rotationOf(file.name)]));
  const kinds = new Set([...rotations.values()].map(({ kind }) => kind));
  // Numbers and dates cannot be compared: somebody has changed how logs are rotated.
  const byAge = kinds.has('number') && kinds.has('date');
  const rank = (file: T) => rotations.get(file) ?? { kind: 'none', rank: 0 };
  return [...files].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    if (byAge && x.kind !== 'none' && y.kind !== 'none') return a.latest - b.latest;
    return KINDS.indexOf(x.kind) - KINDS.indexOf(y.kind) || x.rank - y.rank || a.latest - b.latest;
  });
}
