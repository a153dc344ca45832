/** The tag of RFC 3164 section 4.1.3: program name, optional pid in brackets, colon. */
export interface Tag {
  program: string | undefined;
  pid: number | undefined;
  message: string;
}

const SPACE = 32;
const COLON = 58;
const OPEN = 91;

/**
 * Reads `sshd[4242]: text`, `sshd: text` or `/usr/sbin/sshd[4242]: text` from `start` on.
 * A text without a tag (`last message repeated 3 times`) has no program and is the message as a whole.
 */
export function readTag(line: string, start: number): Tag {
  let end = start;
  for (; end < line.length; end++) {
    const code = line.charCodeAt(end);
    if (code === COLON || code === OPEN || code === SPACE) break;
  }
  let pid: number | undefined;
  let colon = end;
  if (line.charCodeAt(end) === OPEN) {
    const close = line.indexOf(']', end);
    if (close < 0) return untagged(line, start);
    const digits = line.slice(end + 1, close);
    if (/^\d{1,10}$/.test(digits)) pid = Number(digits);
    colon = close + 1;
  }
  if (line.charCodeAt(colon) !== COLON || end === start) return untagged(line, start);
  const path = line.slice(start, end);
  const message = line.slice(line.charCodeAt(colon + 1) === SPACE ? colon + 2 : colon + 1);
  return { program: path.slice(path.lastIndexOf('/') + 1), pid, message };
}

function untagged(line: string, start: number): Tag {
  return { program: undefined, pid: undefined, message: line.slice(start) };
}
