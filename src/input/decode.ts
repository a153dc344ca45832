import { ArchiveError } from './compression/damage.js';
import { formatOf } from './compression/formats.js';
import { readHead } from './head.js';
import { InputError } from './input-error.js';
import { encodingOf, noText, toUtf8 } from './text.js';

/** The first bytes of a journal of systemd. */
const JOURNAL = 'LPKSHHRH';

export function isJournal(head: Buffer): boolean {
  return head.subarray(0, JOURNAL.length).toString('latin1') === JOURNAL;
}

/**
 * The text in these bytes, whatever they are: packed by gzip, zstd, xz or bzip2, UTF-16, plain.
 * @param name as the user gave it, for errors
 * @throws InputError behind the last block that could be read
 */
export async function* decode(raw: AsyncGenerator<Buffer>, name: string): AsyncGenerator<Buffer> {
  try {
    yield* decodePacked(raw, name);
  } finally {
    // Whoever stopped on the way has not closed the file.
    await raw.return(undefined);
  }
}

async function* decodePacked(raw: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const packed = await readHead(raw);
  const format = formatOf(packed.head);
  if (format === undefined) return yield* decodeText(packed.blocks, packed.head, name);
  try {
    const unpacked = await readHead((await format.load())(packed.blocks));
    yield* decodeText(unpacked.blocks, unpacked.head, name);
  } catch (error) {
    throw error instanceof ArchiveError ? explainArchive(name, format.name, error) : error;
  }
}

async function* decodeText(blocks: AsyncIterable<Buffer>, head: Buffer, name: string): AsyncGenerator<Buffer> {
  if (isJournal(head)) throw new InputError(`${name} is a journal of systemd; read it with: journalctl --file=FILE -o json | sshlog diagnose -`);
  if (formatOf(head) !== undefined) throw new InputError(`${name} is packed twice; unpack it once and name the result`);
  const encoding = encodingOf(head);
  const refusal = encoding === 'utf-8' ? noText(head) : undefined;
  if (refusal !== undefined) throw new InputError(`${name} ${refusal.replaceAll('FILE', name)}`);
  yield* toUtf8(blocks, encoding);
}

function explainArchive(name: string, format: string, { kind, at, detail }: ArchiveError): InputError {
  const why = detail === undefined ? '' : `: ${detail}`;
  switch (kind) {
    case 'cut':
      return new InputError(`${name} ends in the middle of its ${format} data, at byte ${at}; what came before was read`);
    case 'trailing':
      return new InputError(`${name} goes on behind its ${format} data, at byte ${at}, with something else; that was not read`);
    case 'unsupported':
      return new InputError(`${name} cannot be unpacked from byte ${at} on${why}; unpack it with ${format} -dc and pipe it in`);
    default:
      return new InputError(`${name} is damaged near byte ${at} of its ${format} data${why}; what came before was read`);
  }
}
