/** Turns the blocks of an archive into those of its content. @throws ArchiveError behind what could be unpacked */
export type Unpack = (blocks: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>;

interface Format {
  name: string;
  /** First bytes of every archive. */
  magic: readonly number[];
  /** Imported when the first archive is met. */
  load: () => Promise<Unpack>;
}

const FORMATS: readonly Format[] = [
  { name: 'gzip', magic: [0x1f, 0x8b], load: async () => (await import('./gzip.js')).unpackGzip },
  { name: 'zstd', magic: [0x28, 0xb5, 0x2f, 0xfd], load: async () => (await import('./zstd.js')).unpackZstd },
  // A skippable frame, with which pzstd begins.
  { name: 'zstd', magic: [0x50, 0x2a, 0x4d, 0x18], load: async () => (await import('./zstd.js')).unpackZstd },
  { name: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], load: async () => (await import('./xz.js')).unpackXz },
  { name: 'bzip2', magic: [0x42, 0x5a, 0x68], load: async () => (await import('./bzip2.js')).unpackBzip2 },
];

/** The format of an archive that begins like this, if it is one. A log cannot begin so, but with `BZh`: then a digit and the mark of a block follow. */
export function formatOf(head: Buffer): Format | undefined {
  const format = FORMATS.find(({ magic }) => magic.every((byte, i) => head[i] === byte));
  return format?.name === 'bzip2' && !isBzip2(head) ? undefined : format;
}

/** `BZh9` and the mark of a block, or that of the end in an archive of nothing. */
function isBzip2(head: Buffer): boolean {
  const mark = head.subarray(4, 10).toString('latin1');
  return /^[1-9]$/.test(String.fromCharCode(head[3] ?? 0)) && ['1AY&SY', '\x17rE8P\x90'].some((known) => known.startsWith(mark));
}
