/** Bytes that are looked at to tell what a file holds. */
const LOOK = 1024;
/** Share of control characters above which a content without lines is no text. */
const TOO_MANY = 0.3;

/** How the text is encoded, told by its byte order mark or by where its NUL bytes stand. */
export function encodingOf(head: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const nuls = [0, 0];
  const length = Math.min(head.length, LOOK) & ~1;
  for (let i = 0; i < length; i++) if (head[i] === 0) nuls[i & 1] = (nuls[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  // Both kinds are the hole that a file has which was cut under its logger.
  if (odd > length / 4 && even < odd / 8) return 'utf-16le';
  return even > length / 4 && odd < even / 8 ? 'utf-16be' : 'utf-8';
}

/** The text as UTF-8 without byte order mark. */
export async function* toUtf8(blocks: AsyncIterable<Buffer>, encoding: ReturnType<typeof encodingOf>): AsyncGenerator<Buffer> {
  if (encoding !== 'utf-8') {
    const decoder = new TextDecoder(encoding);
    for await (const block of blocks) yield Buffer.from(decoder.decode(block, { stream: true }), 'utf8');
    yield Buffer.from(decoder.decode(), 'utf8');
    return;
  }
  let isFirst = true;
  for await (const block of blocks) {
    yield isFirst && block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf ? block.subarray(3) : block;
    isFirst = false;
  }
}

/** What a file is that is no log, by its first bytes: a sentence's end with the way out; undefined for text. */
export function noText(head: Buffer): string | undefined {
  if (isLoginRecords(head)) return 'holds login records, which are no text; read it with: last -f FILE (lastb -f FILE for btmp)';
  return isBinary(head) ? 'is no text; name a log file' : undefined;
}

const LOGIN_RECORD = 384;

/** utmp, wtmp and btmp ("struct utmp" of Linux): a type from 1 to 9 in 32 bits, a pid, and the line filled up with NUL. */
function isLoginRecords(head: Buffer): boolean {
  if (head.length < LOGIN_RECORD) return false;
  const isRecord = (at: number) => {
    const type = head.readInt32LE(at);
    return type >= 0 && type <= 9 && head.readInt32LE(at + 4) >= 0 && head[at + 39] === 0 && head[at + 43] === 0;
  };
  if (head.readInt32LE(0) === 0) return false;
  return isRecord(0) && (head.length < 2 * LOGIN_RECORD || isRecord(LOGIN_RECORD));
}

/** How files begin that are easily named by mistake: programs, pictures, archives of files, databases, captured packets. */
const SIGNATURES = ['\x7fELF', '\x89PNG', '\xff\xd8\xff', 'GIF8', '%PDF-', 'PK\x03\x04', 'SQLite format 3\0', '7z\xbc\xaf', '\x04\x22\x4d\x18', '\x1f\x9d', '\xd4\xc3\xb2\xa1', '\x0a\x0d\x0d\x0a'];
const TAR = { at: 257, mark: 'ustar' };

/** Beyond doubt only: whoever can write odd bytes into a log must not keep it from being read. */
function isBinary(head: Buffer): boolean {
  const text = head.toString('latin1', 0, LOOK);
  if (SIGNATURES.some((signature) => text.startsWith(signature)) || text.startsWith(TAR.mark, TAR.at)) return true;
  // A crash, or a file that was cut under its logger, leaves a run of NUL in front of the next line.
  const behindHole = text.replace(/^\0+/, '');
  // oxlint-disable-next-line no-control-regex -- control characters are what is counted
  const control = behindHole.match(/[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
  return control > behindHole.length * TOO_MANY && !behindHole.includes('\n');
}
